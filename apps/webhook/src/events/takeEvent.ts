/**
 * Takes a signed event into the books, once for each id. What an event does is idempotent, so an event whose process died
 * half-way is done again when it is sent again; only then is its id noted as done.
 */
import {
  admit,
  type AlertRoutes,
  type Arrival,
  Inbox,
  Ledger,
  type LedgerError,
  raise,
  type Registration,
  type Work,
} from "@faceid-tally/books/engine"
import { dayFromNumber, dayOfInstant } from "@faceid-tally/core/engine"
import { admissionOf, type Settings } from "@faceid-tally/host/apps"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"

import type { Event, EventRefusal } from "./Event.ts"

/** `webhook-id`, and the SHA-256 of the body. */
export interface Delivery {
  readonly id: string
  readonly digest: string
}

/** What became of an event; one that asks for what is not registered is refused as one that cannot be read is. */
export type Taken = Arrival | { readonly refusal: EventRefusal }

export const takeEvent = (
  event: Event,
  { id, digest }: Delivery,
  settings: Settings = {},
): Effect.Effect<Taken, LedgerError, Inbox | Ledger | Work | AlertRoutes> =>
  Effect.gen(function* () {
    const admitted = admittedOf(event, settings, yield* Clock.currentTimeMillis)
    if (Result.isFailure(admitted)) {
      yield* alertOf(admitted.failure)
      return { refusal: admitted.failure }
    }
    const inbox = yield* Inbox
    const arrival = yield* inbox.arrive({ id, digest, type: event.type }, yield* Clock.currentTimeMillis)
    if (arrival === "conflict") yield* raise({ kind: "event_conflict", eventId: id })
    if (arrival !== "open") return arrival
    yield* keep(admitted.success)
    yield* inbox.finish(id, yield* Clock.currentTimeMillis)
    return arrival
  })

/** A signed event that is refused is lost to its sender, who is told once a day. */
export const alertOf = ({ code, path = [] }: EventRefusal): Effect.Effect<unknown, LedgerError, Work | AlertRoutes> =>
  Effect.gen(function* () {
    const day = dayFromNumber(dayOfInstant(yield* Clock.currentTimeMillis))
    return yield* raise({ kind: "event_refused", code, path: path.join("."), day })
  })

type Admitted =
  | { readonly type: "verification.issued"; readonly registration: Registration }
  | Exclude<Event, { readonly type: "verification.issued" }>

const admittedOf = (event: Event, settings: Settings, now: number): Result.Result<Admitted, EventRefusal> =>
  event.type === "verification.issued"
    ? Result.mapBoth(admit(event, admissionOf(settings, now)), {
        onFailure: ({ code, path }) => ({ code, path: ["data", ...path.map((name) => fieldOf(String(name)))] }),
        onSuccess: (registration) => ({ type: event.type, registration }),
      })
    : Result.succeed(event)

/** `BizToken` is `bizToken` in an event. */
const fieldOf = (name: string): string => `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`

const keep = (event: Admitted): Effect.Effect<unknown, LedgerError, Ledger> =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const now = yield* Clock.currentTimeMillis
    switch (event.type) {
      case "verification.issued":
        return yield* ledger.register([event.registration], now)
      case "verification.finished": {
        if (yield* ledger.makeDue(event.bizToken, now)) return
        // It has overtaken the event that it was issued, which will find it due.
        yield* ledger.register([{ bizToken: event.bizToken, ruleId: null, account: null, issuedAt: null }], now)
        return yield* ledger.makeDue(event.bizToken, now)
      }
      case "result.received":
        return yield* ledger.store([{ record: event.record, rowsBefore: 0 }], now)
    }
  })
