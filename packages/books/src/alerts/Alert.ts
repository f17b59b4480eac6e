/**
 * Alerts: what a person should hear of soon. An alert holds facts only, in no language and without anything personal; its
 * key says what it is about, so that the same thing is told once to each target, whoever raises it and how often.
 */
import { BillingDaySchema } from "@faceid-tally/core/engine"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

import type { LedgerError } from "../ports/LedgerError.ts"
import { providerReasons } from "../ports/ProviderError.ts"
import { type NewWork, subjectOf, Work } from "../service/Work.ts"

const Count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(1))
const Run = Schema.NullOr(Schema.Int)
/** `null` as earlier versions told of it: the day of all accounts. */
const AnyAccount = Schema.withDecodingDefaultKey<Schema.NullOr<Schema.String>>(Effect.succeed(null))(
  Schema.NullOr(Schema.String),
)

export const Alert = Schema.Union([
  /** The bill has charges of a day that our books do not have. */
  Schema.Struct({
    kind: Schema.Literal("overcharged_day"),
    day: BillingDaySchema,
    account: AnyAccount,
    charges: Count,
    run: Run,
  }),
  /** Our books have charges of a day that the bill does not have, also not on a day nearby. */
  Schema.Struct({
    kind: Schema.Literal("unexplained_day"),
    day: BillingDaySchema,
    account: AnyAccount,
    charges: Count,
    run: Run,
  }),
  /** BizTokens of an account will soon be lost, not fetched or not final. `bizToken` is the first of them. */
  Schema.Struct({
    kind: Schema.Literal("token_deadline"),
    account: Schema.String,
    bizTokens: Count,
    bizToken: Schema.String,
    /** Of the first of them, epoch milliseconds. */
    deadline: Schema.Int,
  }),
  /** The provider refuses an account, or a RuleId of it, until a person acts. */
  Schema.Struct({
    kind: Schema.Literal("provider_refuses"),
    account: Schema.String,
    ruleId: Schema.NullOr(Schema.String),
    reason: Schema.Literals(providerReasons),
    /** The provider's own code, else the reason. */
    code: Schema.String,
    /** The day on which it was refused: it is told once a day. */
    day: BillingDaySchema,
  }),
  /** The provider has not answered for an account for over an hour, in whatever way. */
  Schema.Struct({
    kind: Schema.Literal("provider_outage"),
    account: Schema.String,
    /** Why the last request failed. */
    code: Schema.String,
    /** Epoch milliseconds. */
    since: Schema.Int,
  }),
  /** The bill of a day was pulled again, and is another one. */
  Schema.Struct({
    kind: Schema.Literal("bill_rerun"),
    day: BillingDaySchema,
    account: Schema.String,
    version: Schema.Int,
    chargesBefore: Schema.Int,
    charges: Schema.Int,
  }),
  /** The bill of a day is not there, long after it should be. `code`: why the last pull failed. */
  Schema.Struct({
    kind: Schema.Literal("pull_late"),
    day: BillingDaySchema,
    account: Schema.String,
    code: Schema.NullOr(Schema.String),
  }),
  /** Two different events came under one id. `eventId` is what the sender called it. */
  Schema.Struct({ kind: Schema.Literal("event_conflict"), eventId: Schema.String }),
  /** A signed event was refused: what it tells is not in the books. `code` says why the first of the day was. */
  Schema.Struct({
    kind: Schema.Literal("event_refused"),
    code: Schema.String,
    /** The field at fault, empty for the whole. */
    path: Schema.String,
    /** The day on which it was refused: it is told once a day. */
    day: BillingDaySchema,
  }),
  /** A month that is over has no blocker left: it can be closed. Told once, and again where it was not ready in between. */
  Schema.Struct({
    kind: Schema.Literal("month_ready_to_close"),
    /** YYYY-MM */
    month: Schema.String,
    run: Run,
  }),
  /** Discrepancies that were decided are others now: they are open again until somebody decides anew. */
  Schema.Struct({
    kind: Schema.Literal("decision_conflict"),
    /** YYYY-MM */
    month: Schema.String,
    decisions: Count,
    run: Run,
  }),
  /** Nothing else was told for a day. All is well, or these are still open. */
  Schema.Struct({
    kind: Schema.Literal("heartbeat"),
    /** The day on which it is told. */
    day: BillingDaySchema,
    /** All days until then are closed; `null` where some are not, or nothing is in the books. */
    closedUntil: Schema.NullOr(BillingDaySchema),
    /** What lasts: differences, refusals, outages. */
    incidents: Schema.Int,
    /** Work that failed for good. */
    failed: Schema.Int,
  }),
])
export type Alert = typeof Alert.Type
export type AlertKind = Alert["kind"]

export const alertKinds = [
  "overcharged_day",
  "unexplained_day",
  "token_deadline",
  "provider_refuses",
  "provider_outage",
  "bill_rerun",
  "pull_late",
  "event_conflict",
  "event_refused",
  "month_ready_to_close",
  "decision_conflict",
  "heartbeat",
] as const satisfies ReadonlyArray<AlertKind>

/** BizTokens that are lost within the same six hours are told of together. */
const MS_TOGETHER = 6 * 3_600_000

/** What an alert is about: of two with the same key one is told. Other numbers for a day are another alert. */
export const alertKey = (alert: Alert): string => {
  switch (alert.kind) {
    case "overcharged_day":
    case "unexplained_day":
      return keyOf(alert.kind, alert.day, ...(alert.account === null ? [] : [alert.account]), alert.charges)
    case "token_deadline":
      return keyOf(alert.kind, alert.account, Math.floor(alert.deadline / MS_TOGETHER))
    case "provider_refuses":
      return keyOf(alert.kind, alert.account, alert.ruleId ?? "", alert.reason, alert.day)
    case "provider_outage":
      return keyOf(alert.kind, alert.account, alert.since)
    case "bill_rerun":
      return keyOf(alert.kind, alert.day, alert.account, alert.version)
    case "pull_late":
      return keyOf(alert.kind, alert.day, alert.account)
    case "event_conflict":
      return keyOf(alert.kind, alert.eventId)
    case "month_ready_to_close":
    case "decision_conflict":
      return keyOf(alert.kind, alert.month)
    case "event_refused":
    case "heartbeat":
      return keyOf(alert.kind, alert.day)
  }
}

const keyOf = (...parts: ReadonlyArray<string | number>): string => parts.join(":")

/** Where alerts go: the name that the settings give a target, and the kinds that it wants to hear of. */
export interface AlertRoute {
  readonly target: string
  readonly kinds: ReadonlyArray<AlertKind>
  /** People read it: what comes at once is one message, and few come in a minute. */
  readonly isForPeople: boolean
}

export class AlertRoutes extends Context.Service<AlertRoutes, ReadonlyArray<AlertRoute>>()(
  "faceid-tally/AlertRoutes",
) {}

/** What is kept for one target until it has heard of it; earlier versions wrote neither news nor key. */
export const AlertWork = Schema.Struct({
  alert: Alert,
  target: Schema.String,
  raisedAt: Schema.Int,
  news: Schema.optionalKey(Schema.Literals(["opened", "updated", "resolved"])),
  /** The same at each try, so that a target can tell a repetition. */
  key: Schema.optionalKey(Schema.String),
})
export type AlertWork = typeof AlertWork.Type

/** Raises alerts of what happens once: what was not raised before is kept as work for each target that wants it; gives how many were new. */
export const raise = (...alerts: ReadonlyArray<Alert>): Effect.Effect<number, LedgerError, Work | AlertRoutes> =>
  Effect.gen(function* () {
    const routes = yield* AlertRoutes
    const now = yield* Clock.currentTimeMillis
    const planned = alerts.flatMap((alert) =>
      routes
        .filter(({ kinds }) => kinds.includes(alert.kind))
        .map(({ target }) => alertWorkOf({ alert, news: "opened", key: alertKey(alert) }, target, now)),
    )
    return planned.length === 0 ? 0 : yield* (yield* Work).plan(planned, now)
  })

export const alertWorkOf = (
  { alert, news, key }: { readonly alert: Alert; readonly news: NonNullable<AlertWork["news"]>; readonly key: string },
  target: string,
  now: number,
): NewWork => ({
  kind: "alert",
  subject: subjectOf(key, target),
  body: JSON.stringify({ alert, target, raisedAt: now, news, key } satisfies AlertWork),
  dueAt: now,
})
