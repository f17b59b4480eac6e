/** What `count` says of records, and how attempts are counted in groups. */
import { ruleGroupings } from "../messages/Grouping.ts"
import * as Schema from "effect/Schema"

import { Count, Day, described, NullableText, optional } from "./values.ts"

/** Attempts, and what was charged of them. */
export const charges = { attempts: Count, charges: Count, uncharged: Count, unknown: Count }

const read = { records: Count, results: Count, apiErrors: Count, rejected: Count, entries: Count }
const seen = { unidentified: Count, duplicates: Count, conflicts: Count, nfcCharges: Count }
/** Of results that were read once. */
export const recordCounts = { ...read, ...charges, ...seen }

const groupKey = described(
  Schema.NullOr(Schema.Union([Schema.String, Schema.Int])),
  "null stands for attempts without one, and comes last",
)

export const Group = Schema.Struct({
  key: groupKey,
  title: optional(described(NullableText, "With --by rule, where the settings name RuleIds")),
  ...charges,
}).annotate({ identifier: "Group" })
export type Group = typeof Group.Type

const withDays = (what: string) => optional(described(Count, `With --from, --to or --month: ${what}`))

export const CountDocument = Schema.Struct({
  ...read,
  ...charges,
  outside: withDays("attempts of other days"),
  undated: withDays("attempts without ReqTime, which belong to no day"),
  nfcUndated: withDays("NFC charges of no known ReqTime"),
  unknownByRules: optional(
    described(
      Schema.Struct({ charged: Count, free: Count, unlisted: Count }),
      "With --edition: what its rules say of the unknown ones",
    ),
  ),
  ...seen,
  groups: optional(described(Schema.Array(Group), "With --by, sorted by key")),
})
export type CountDocument = typeof CountDocument.Type

/** `title`: null where nothing names the key. */
export const NamedGroup = Schema.Struct({ key: groupKey, title: NullableText, ...charges }).annotate({
  identifier: "NamedGroup",
})

/** `status --by`. */
export const GroupedDays = Schema.Struct({
  from: Day,
  to: Day,
  by: Schema.Literals(ruleGroupings),
  groups: Schema.Array(Schema.Struct({ key: NullableText, title: NullableText, ...charges })),
}).annotate({ description: "With --by" })
export type GroupedDays = typeof GroupedDays.Type
