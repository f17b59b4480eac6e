/**
 * Takes a signed event into the books, once for each id. What an event does is idempotent, so an event whose process died
 * half-way is done again when it is sent again; only then is its id noted as done.
 */
import { type AlertRoutes, type Arrival, Inbox, Ledger, type LedgerError, raise, type Work } from "@faceid-tally/books"
import type { Settings } from "@faceid-tally/host"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import type { Event } from "./Event.ts"

/** `webhook-id`, and the SHA-256 of the body. */
export interface Delivery {
  readonly id: string
  readonly digest: string
}

/** `rules` say which account a RuleId belongs to where the event does not. */
export const takeEvent = (
  event: Event,
  { id, digest }: Delivery,
  rules: Settings["rules"] = {},
): Effect.Effect<Arrival, LedgerError, Inbox | Ledger | Work | AlertRoutes> =>
  Effect.gen(function* () {
    const inbox = yield* Inbox
    const arrival = yield* inbox.arrive({ id, digest, type: event.type }, yield* Clock.currentTimeMillis)
    if (arrival === "conflict") yield* raise({ kind: "event_conflict", eventId: id })
    if (arrival !== "open") return arrival
    yield* keep(event, rules)
    yield* inbox.finish(id, yield* Clock.currentTimeMillis)
    return arrival
  })

const keep = (event: Event, rules: NonNullable<Settings["rules"]>): Effect.Effect<unknown, LedgerError, Ledger> =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const now = yield* Clock.currentTimeMillis
    switch (event.type) {
      case "verification.issued":
        return yield* ledger.register(
          [{ ...event, account: event.account ?? rules[event.ruleId]?.account ?? null }],
          now,
        )
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
