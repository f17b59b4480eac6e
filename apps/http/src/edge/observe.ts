/**
 * The outermost layer: gives each request its id, its language and its time, makes answers of what went wrong, and counts
 * and logs it by its operation. Its address is not logged: what stands there was written by the sender.
 */
import { randomUUID } from "node:crypto"

import { drainUnread, errorName, placeOfDefect } from "@faceid-tally/host/apps"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import type { Context, MiddlewareHandler } from "hono"

import { Problem } from "../problem/Problem.ts"
import { problemOf } from "../problem/problemOf.ts"
import { problemResponse } from "../problem/problemResponse.ts"
import { problemTexts } from "../problem/problemTexts.ts"
import type { RequestContext } from "./RequestContext.ts"
import type { Env } from "./Env.ts"
import { requestLanguage } from "./requestLanguage.ts"
import { RequestBody } from "../limits/RequestBody.ts"

const REQUEST_ID = /^[\w.-]{1,64}$/

export const observe =
  (context: RequestContext): MiddlewareHandler<Env> =>
  async (c, next) => {
    const startedAt = performance.now()
    const asked = c.req.header("x-request-id")
    c.set("requestId", asked !== undefined && REQUEST_ID.test(asked) ? asked : randomUUID())
    c.set("language", requestLanguage(c, "en"))
    c.set("body", new RequestBody(c.req.raw, context.limits))
    c.set("format", "json")
    c.set("sender", "everyone")
    await next()
    const { incoming } = c.env ?? {}
    if (incoming !== undefined && !isReading(c.req.method)) {
      const answer = await drainUnread(c.res, incoming)
      // Or headers of the one would be set over those of the other.
      c.res = undefined
      c.res = answer
    }
    c.res.headers.set("X-Request-Id", c.get("requestId"))
    c.res.headers.set("X-Content-Type-Options", "nosniff")
    record(context, c, (performance.now() - startedAt) / 1000)
  }

const isReading = (method: string): boolean => method === "GET" || method === "HEAD"

const record = (context: RequestContext, c: Context<Env>, seconds: number): void => {
  const route = c.get("operation")?.path ?? "other"
  const { method } = c.req
  const { status } = c.res
  context.http.requests.add({ method: knownMethods.has(method) ? method : "other", route, status: String(status) })
  context.http.seconds.observe({ method: knownMethods.has(method) ? method : "other", route }, seconds)
  const line = Effect.logInfo("request").pipe(
    Effect.annotateLogs({
      requestId: c.get("requestId"),
      operation: c.get("operation")?.id ?? "other",
      method: knownMethods.has(method) ? method : "other",
      status,
      ms: Math.round(seconds * 10_000) / 10,
      sender: c.get("sender"),
    }),
  )
  log(context, line)
}

/** A request that outlives the service is not worth a line. */
const log = (context: RequestContext, line: Effect.Effect<void>): void =>
  void context.service.run(line).catch(() => undefined)

const knownMethods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])

/** What was thrown as an answer; of a defect the name is logged, and the caller gets its request id. */
export const answerError =
  (context: RequestContext) =>
  (error: unknown, c: Context<Env>): Response => {
    const problem = c.get("givenUp") ?? problemOf(error)
    if (problemTexts[problem.code].status >= 500) {
      const line = Effect.logError(`${c.get("operation")?.id ?? "request"} failed`).pipe(
        Effect.annotateLogs({
          requestId: c.get("requestId"),
          problem: problem.code,
          error: problem.code === "internal" ? placeOfDefect(error) : (errorName(Cause.fail(error)) ?? ""),
        }),
      )
      log(context, line)
    }
    return problemResponse(problem, c.get("requestId"), c.get("language"))
  }

export const answerNotFound = (c: Context<Env>): Response =>
  problemResponse(new Problem("not_found"), c.get("requestId"), c.get("language"))
