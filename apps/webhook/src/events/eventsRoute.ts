/**
 * `POST /events`: what a customer's own programs tell, signed by Standard Webhooks. It is checked over the raw bytes before
 * anything is parsed, decoded before anything is kept, and answered with 202 only after the commit.
 */
import { hash } from "node:crypto"

import type { Wake } from "@faceid-tally/books/engine"
import { verifyWebhook, type WebhookVerdict } from "@faceid-tally/host"
import { Bucket, type Settings } from "@faceid-tally/host/apps"
import type { HttpBindings } from "@hono/node-server"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { Context } from "hono"

import type { Books } from "../books/Books.ts"
import type { Counts } from "../watching/counts.ts"
import { type Problem, problemResponse, quietHeaders } from "../problem/problemResponse.ts"
import type { Run } from "../books/Run.ts"
import type { BodyRoom } from "./BodyRoom.ts"
import { decodeEvent } from "./decodeEvent.ts"
import { alertOf, takeEvent } from "./takeEvent.ts"

type ReceiverContext = Context<{ Bindings: HttpBindings }>

const DEPTH_MAX = 32
const EVENTS_PER_SECOND = 200
/** Events that wait for the database at a time. */
const UNDER_WAY_MAX = 64
const RETRY_AFTER_SECONDS = 5

export interface EventsOptions {
  readonly settings: Settings
  /** None: events are not taken. */
  readonly secrets: ReadonlyArray<Uint8Array>
  readonly books: Books
  readonly counts: Counts
  readonly room: BodyRoom
  readonly run: Run
  /** A worker in this process, to be told that something is due. */
  readonly wake?: Wake | undefined
}

export const eventsRoute = ({ settings, secrets, books, counts, room, run, wake }: EventsOptions) => {
  const { maxDepth = DEPTH_MAX, eventsPerSecond = EVENTS_PER_SECOND } = settings.webhook ?? {}
  const rate = new Bucket(eventsPerSecond, Math.max(1, eventsPerSecond))
  let underWay = 0

  const answer = async ({ req, env }: ReceiverContext): Promise<Problem | typeof ACCEPTED> => {
    if (req.raw.method !== "POST") return { status: 405, code: "method_not_allowed", allow: "POST" }
    if (secrets.length === 0) return { status: 404, code: "no_secret_configured", closes: true }
    const headers = { id: header(req, "id"), timestamp: header(req, "timestamp"), signature: header(req, "signature") }
    const received = await room.read(env.incoming)
    if (received._tag === "TooLarge") return { status: 413, code: "too_large", closes: true }
    if (received._tag === "NoRoom") return { ...busy("no_room"), closes: true }
    if (received._tag === "Broken") return { status: 400, code: "body_broken_off", closes: true }
    const { body } = received

    const verdict = verifyWebhook(secrets, headers, body, Date.now())
    const { id } = headers
    if (verdict !== "good" || id === undefined) return { status: statusOf(verdict), code: verdict }
    const wait = rate.take(Date.now())
    if (wait > 0) return { ...busy("rate"), retryAfterSeconds: Math.ceil(wait / 1000) }

    const event = decodeEvent(body, maxDepth)
    if (underWay >= UNDER_WAY_MAX) return busy("under_way")
    underWay++
    try {
      if (Result.isFailure(event)) {
        // The answer is the same where nobody can be told.
        await run(Effect.ignore(books.use(alertOf(event.failure))))
        return { status: 400, ...event.failure }
      }
      const delivery = { id, digest: hash("sha256", body, "hex") }
      const taken = await run(Effect.result(books.use(takeEvent(event.success, delivery, settings))))
      if (Result.isFailure(taken)) {
        return { status: 503, code: "books_unavailable", retryAfterSeconds: RETRY_AFTER_SECONDS }
      }
      if (typeof taken.success === "object") return { status: 400, ...taken.success.refusal }
      // The sender learns that this body is not in the books: 202 would say that it is.
      if (taken.success === "conflict") return { status: 409, code: "id_has_other_body" }
      if (event.success.type === "verification.finished" && wake !== undefined) await run(wake.nudge)
      return ACCEPTED
    } finally {
      underWay--
    }
  }

  return async (context: ReceiverContext): Promise<Response> => {
    const answered = await answer(context)
    if (answered === ACCEPTED) {
      counts.events.add({ outcome: "accepted" })
      return new Response(ACCEPTED, { status: 202, headers: { ...quietHeaders, "content-type": "application/json" } })
    }
    counts.events.add({ outcome: answered.code })
    return problemResponse(answered)
  }
}

const ACCEPTED = '{"accepted":true}'

const header = (req: ReceiverContext["req"], name: string): string | undefined => req.header(`webhook-${name}`)

const statusOf = (verdict: WebhookVerdict): number =>
  verdict === "unsigned" || verdict === "bad_signature" ? 401 : 400

const busy = (code: string): Problem => ({ status: 429, code, retryAfterSeconds: 1 })
