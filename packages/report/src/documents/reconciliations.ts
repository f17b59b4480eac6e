/** Reconciliations: one of files, the kept runs, and each of the ways in which ledger and bill differ. */
import { discrepancyKinds, incompleteReasons, whyCodes } from "@faceid-tally/core/engine"
import { repeatedFields } from "@faceid-tally/books/engine"
import * as Schema from "effect/Schema"

import { ruleGroupings } from "../messages/Grouping.ts"
import {
  byCode,
  Charge,
  codeOf,
  Count,
  Day,
  described,
  Hash,
  MaybeAmount,
  MonthName,
  NullableDay,
  NullableInt,
  NullableText,
  NullableTime,
  optional,
  Ordinal,
  Time,
} from "./values.ts"

/** Days of which the bill is not whole. */
export const Incomplete = Schema.Array(
  Schema.Struct({ account: Schema.String, day: Day, reason: codeOf(incompleteReasons) }),
)

const KindCount = Schema.Struct({ count: Count, impact: Schema.Int }).annotate({ identifier: "KindCount" })

/** What came out, as every reconciliation says it. */
const outcome = {
  ledger: Schema.Struct({ attempts: Count, charges: Count, undated: Count, unattributed: Count }),
  bill: Schema.Struct({
    pages: Count,
    repeatedPages: Count,
    lines: Count,
    charges: Count,
    chargeCountTotal: Schema.Int,
    undated: Count,
  }),
  matched: Count,
  difference: described(Schema.Int, "Bill charges − ledger charges"),
  explained: described(Schema.Int, "The sum of impacts; always equal to the difference"),
}
/** By the price plan, each charge at its value; `null` where a price is not known. */
const Amounts = Schema.Struct({
  currency: Schema.Literal("CNY"),
  ledger: MaybeAmount,
  bill: MaybeAmount,
  difference: described(MaybeAmount, "bill − ledger"),
  overcharged: described(MaybeAmount, "Of the impacts above 0"),
  undercharged: described(MaybeAmount, "Of the impacts below 0"),
  byKind: Schema.Record(Schema.String, MaybeAmount),
  byChargeType: Schema.Array(Schema.Struct({ chargeType: NullableText, ruleId: NullableText, amount: MaybeAmount })),
  values: described(
    Schema.Array(
      Schema.Struct({
        account: Schema.String,
        month: MonthName,
        label: Schema.String,
        rules: Schema.Array(Schema.String),
        chargeType: NullableText,
        value: MaybeAmount,
      }),
    ),
    "What one charge counts for: kept with the run",
  ),
}).annotate({ identifier: "Amounts" })
const amounts = optional(described(Amounts, "With a price plan"))

const discrepancies = Schema.Struct({ total: Count, byKind: byCode(discrepancyKinds, KindCount) })

const side = { charge: Charge, errcode: NullableInt, at: NullableTime, day: NullableDay }
const LedgerSide = Schema.Struct(side).annotate({ identifier: "LedgerSide" })
const ofLine = "Of the line, only where it is not that of the item"
const BillSide = Schema.Struct({
  ...side,
  chargeType: NullableText,
  ruleId: optional(described(NullableText, ofLine)),
  account: optional(described(Schema.String, ofLine)),
}).annotate({ identifier: "BillSide" })

export const Discrepancy = Schema.Struct({
  kind: codeOf(discrepancyKinds),
  impact: described(Schema.Literals([-1, 0, 1]), "What it adds to (bill − ledger)"),
  amount: optional(described(MaybeAmount, "The impact in yuan, with a price plan")),
  seq: NullableText,
  bizToken: NullableText,
  ruleId: NullableText,
  account: Schema.String,
  day: described(NullableDay, "The bill's day, else the ledger's"),
  ledger: Schema.NullOr(LedgerSide),
  bill: Schema.NullOr(BillSide),
  why: Schema.Struct({
    code: codeOf(whyCodes),
    params: Schema.Record(Schema.String, Schema.NullOr(Schema.Union([Schema.String, Schema.Int]))),
  }),
}).annotate({ identifier: "Discrepancy" })
export type Discrepancy = typeof Discrepancy.Type

const RecordCounts = Schema.Struct({ records: Count, apiErrors: Count, rejected: Count }).annotate({
  identifier: "RecordCounts",
})
export type RecordCounts = typeof RecordCounts.Type

const BillGroup = Schema.Struct({
  key: NullableText,
  title: NullableText,
  lines: Count,
  charges: Count,
  impact: Schema.Int,
  amount: optional(described(MaybeAmount, "Of the charges, with a price plan")),
}).annotate({ identifier: "BillGroup" })
export type BillGroup = typeof BillGroup.Type

const BeyondPeriod = Schema.Struct({
  attempts: described(Count, "Attempts of other days, not counted"),
  lines: described(Count, "Lines of the bill of other days, not counted"),
  unread: described(
    Schema.Array(Schema.Struct({ side: Schema.Literals(["results", "bill"]), day: Day, charges: Count })),
    "A day beside the period of which nothing was read, where charges missing at the edge may stand",
  ),
}).annotate({ identifier: "BeyondPeriod" })
export type BeyondPeriod = typeof BeyondPeriod.Type

/** All of the document except its items, which come one by one. */
export const ReconcileSummary = Schema.Struct({
  complete: Schema.Boolean,
  incomplete: Incomplete,
  results: RecordCounts,
  bills: RecordCounts,
  ...outcome,
  by: optional(described(Schema.Literals(ruleGroupings), "With --by")),
  groups: optional(
    described(Schema.Array(BillGroup), "With --by: the bill, and what the discrepancies of each group add to it"),
  ),
  amounts,
  beyond: optional(described(BeyondPeriod, "Of files, where days were asked for")),
  discrepancies,
})
export type ReconcileSummary = typeof ReconcileSummary.Type

export const ReconcileDocument = Schema.Struct({
  ...ReconcileSummary.fields,
  items: described(Schema.Array(Discrepancy), "In the order of day, kind, Seq, BizToken"),
})
export type ReconcileDocument = typeof ReconcileDocument.Type

/** Which seal a run was made at. */
export const RunSeal = Schema.NullOr(Schema.Struct({ seal: Schema.Int, head: Hash }))

/** A kept reconciliation, without its items. */
export const Run = Schema.Struct({
  id: Ordinal,
  ranAt: Time,
  from: Day,
  to: Day,
  ruleId: NullableText,
  account: described(NullableText, "Null where all accounts were reconciled"),
  asOf: NullableTime,
  edition: described(NullableText, "By which all flags were audited, where one was asked for"),
  editions: optional(
    described(
      Schema.Record(Schema.String, Schema.String),
      "By RuleId, where each was audited by the edition that the settings give it",
    ),
  ),
  programVersion: Schema.String,
  seal: RunSeal,
  complete: Schema.Boolean,
  incomplete: Incomplete,
  ...outcome,
  amounts,
  discrepancies,
}).annotate({ identifier: "Run" })
export type Run = typeof Run.Type

export const RunShow = Schema.Struct({ ...Run.fields, items: Schema.Array(Discrepancy) })

export const RunList = Schema.Struct({
  runs: Schema.Array(Run),
  next: described(NullableInt, "--before for the next page; null at the end"),
})
export type RunList = typeof RunList.Type

const Repeated = Schema.NullOr(Schema.Union([Schema.Int, Schema.String, Schema.Boolean]))

export const RunRepeat = Schema.Struct({
  id: Ordinal,
  same: Schema.Boolean,
  differences: Schema.Array(Schema.Struct({ field: Schema.Literals(repeatedFields), kept: Repeated, now: Repeated })),
})
export type RunRepeat = typeof RunRepeat.Type
