/**
 * Writes with an `Idempotency-Key`: done once, however often they are sent; a repetition gets what the first was answered.
 * Such a body is held in memory to be recognized, so it is small; what is large (results) is idempotent by its content.
 */
import { createHash } from "node:crypto"

import { type RequestName, Requests } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"
import type { Context, Next } from "hono"

import { invalid, Problem } from "../problem/Problem.ts"
import type { RequestContext } from "./RequestContext.ts"
import type { Env } from "./Env.ts"

const KEY = /^[\x21-\x7e]{1,255}$/
/** Longer than any write can take: until then a request whose process died is under way. */
const LEASE_MARGIN_MS = 60_000

/** Does the write, or gives what it was answered before. Nothing but success is remembered. */
export const idempotent = async (
  context: RequestContext,
  c: Context<Env>,
  next: Next,
): Promise<Response | undefined> => {
  const key = c.req.header("idempotency-key")
  if (key === undefined) {
    await next()
    return undefined
  }
  if (!KEY.test(key)) throw invalid("header", "Idempotency-Key", "1 to 255 visible ASCII characters")
  const { service, limits } = context
  const name = { sender: c.get("sender"), key }
  const digest = await digestOf(c)
  const now = await service.now()
  const leaseUntil = now + Math.max(limits.requestMs, limits.uploadMs) + LEASE_MARGIN_MS
  const state = await service.run(
    Effect.flatMap(Requests, (requests) => requests.begin({ ...name, digest, leaseUntil }, now)),
  )
  switch (state._tag) {
    case "Mismatch":
      throw new Problem("key_reused", { errors: [{ in: "header", path: "Idempotency-Key", expected: "a new key" }] })
    case "UnderWay":
      throw new Problem("in_progress", { headers: { "Retry-After": "1" } })
    case "Answered": {
      const { status, contentType, body } = state.answer
      return new Response(body, { status, headers: { "Content-Type": contentType, "Idempotency-Replayed": "true" } })
    }
    case "Begun":
      try {
        await next()
      } catch (error) {
        await abandon(context, name)
        throw error
      }
      await (c.res.ok ? finish(context, c, name) : abandon(context, name))
      return undefined
  }
}

const abandon = ({ service }: RequestContext, name: RequestName): Promise<void> =>
  service.run(Effect.flatMap(Requests, (requests) => requests.abandon(name)))

const finish = async ({ service }: RequestContext, c: Context<Env>, name: RequestName): Promise<void> => {
  const body = await c.res.clone().text()
  const contentType = c.res.headers.get("content-type") ?? "application/json"
  const answer = { status: c.res.status, contentType, body }
  const now = await service.now()
  await service.run(Effect.flatMap(Requests, (requests) => requests.finish(name, answer, now)))
}

const digestOf = async (c: Context<Env>): Promise<string> => {
  const { pathname, search } = new URL(c.req.url)
  return createHash("sha256")
    .update(JSON.stringify([c.req.method, pathname, search, c.req.header("content-type") ?? ""]))
    .update(await c.get("body").bytes())
    .digest("hex")
}
