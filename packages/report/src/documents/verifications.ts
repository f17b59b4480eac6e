/** BizTokens: as they are known, registered, and fetched; and results that were brought in. */
import * as Schema from "effect/Schema"

import { ProviderError } from "./bills.ts"
import { Seal } from "./evidence.ts"
import { Count, described, NullableInt, NullableText, NullableTime, optional, Ordinal, State, Time } from "./values.ts"

export const Verification = Schema.Struct({
  bizToken: Schema.String,
  ruleId: NullableText,
  account: Schema.String,
  state: State,
  issuedAt: Time,
  estimated: Schema.Boolean,
  fetchedAt: NullableTime,
  passed: Schema.Boolean,
  deadline: Time,
  nextDue: NullableTime,
  failures: Count,
  failureCode: NullableText,
  refused: Schema.Boolean,
  registeredAt: Time,
  nfcCharges: NullableInt,
}).annotate({ identifier: "Verification" })
export type Verification = typeof Verification.Type

/** One try to fetch its result. */
export const Fetch = Schema.Struct({
  at: Time,
  outcome: Schema.Literals(["fetched", "retry", "refused"]),
  code: NullableText,
  attempts: Count,
  observations: Count,
}).annotate({ identifier: "Fetch" })
export type Fetch = typeof Fetch.Type

const registered = {
  given: described(Count, "BizTokens that were given, each counted once"),
  new: described(Count, "Those that the ledger did not know"),
  changed: described(Count, "Those that were known and gained a RuleId, an account or a time of issue"),
  expired: described(Count, "Those that were never fetched and no longer can be"),
}

export const Registered = Schema.Union(
  [
    Schema.Struct({ dryRun: Schema.Literal(true), ...registered }),
    Schema.Struct({ dryRun: Schema.Literal(false), ...registered, seal: Seal }),
  ],
  { mode: "oneOf" },
)
export type Registered = typeof Registered.Type

export const Imported = Schema.Union(
  [
    Schema.Struct({ dryRun: Schema.Literal(true), records: Count }),
    Schema.Struct({
      dryRun: Schema.Literal(false),
      records: Count,
      observations: described(Count, "Statements that were new"),
      known: Count,
      attempts: described(Count, "Attempts that were new"),
      changed: described(Count, "Attempts of which something else stands now"),
      seal: Seal,
    }),
  ],
  { mode: "oneOf" },
)
export type Imported = typeof Imported.Type

/** What is open and was not fetched, and why not. */
export const Waiting = Schema.Struct({
  due: described(Schema.Array(Schema.Struct({ account: Schema.String, count: Ordinal })), "Due now, and nobody's"),
  held: described(
    Schema.Array(
      Schema.Struct({ worker: Schema.String, host: NullableText, pid: NullableInt, count: Ordinal, until: Time }),
    ),
    "Held by other processes until their leases run out",
  ),
  later: described(
    Schema.NullOr(Schema.Struct({ count: Ordinal, from: Time })),
    "Due later, the first of them at `from`",
  ),
}).annotate({ identifier: "Waiting", description: "What is open and was not fetched, and why not" })
export type Waiting = typeof Waiting.Type

const CountByCode = Schema.Record(Schema.String, Count)

export const SweepResult = Schema.Struct({
  fetched: Count,
  final: Count,
  observations: Count,
  retried: described(CountByCode, "How many, by code"),
  refused: described(CountByCode, "How many, by code"),
  errors: described(Schema.Record(Schema.String, ProviderError), "The last error of each of these codes"),
  released: Count,
  stopped: Schema.Array(
    Schema.Struct({
      account: Schema.String,
      ruleId: NullableText,
      code: Schema.String,
      isMostRefused: Schema.Boolean,
      error: ProviderError,
    }),
  ),
})
export type SweepResult = typeof SweepResult.Type

export const Collected = Schema.Union(
  [
    Schema.Struct({ dryRun: Schema.Literal(true), due: Count, waiting: Waiting }),
    Schema.Struct({
      ...SweepResult.fields,
      waiting: optional(described(Waiting, "Not with --watch")),
      seal: Seal,
    }),
  ],
  { mode: "oneOf" },
)
export type Collected = typeof Collected.Type
