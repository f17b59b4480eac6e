/** The provider's bill as it is stored: versions, lines, what became of a pull, and what changed between two versions. */
import * as Schema from "effect/Schema"

import { Seal } from "./evidence.ts"
import {
  Amount,
  Charge,
  Count,
  Day,
  described,
  Hash,
  MonthName,
  NullableInt,
  NullableText,
  NullableTime,
  optional,
  Ordinal,
  Time,
} from "./values.ts"

const ofDay = { account: Schema.String, day: Day, ruleId: NullableText }
const version = {
  version: Ordinal,
  digest: Hash,
  pages: Count,
  lines: Count,
  charges: Count,
  isNew: Schema.Boolean,
}

export const BillVersion = Schema.Struct({
  ...ofDay,
  version: version.version,
  source: Schema.Literals(["pull", "import"]),
  digest: version.digest,
  pages: Count,
  lines: Count,
  charges: Count,
  isNew: Schema.Boolean,
  closedAt: Time,
}).annotate({ identifier: "BillVersion" })
export type BillVersion = typeof BillVersion.Type

export const BillLine = Schema.Struct({
  seq: NullableText,
  charge: Charge,
  errcode: NullableInt,
  at: NullableTime,
  bizToken: NullableText,
  ruleId: NullableText,
  account: NullableText,
  chargeType: NullableText,
  chargeCount: NullableInt,
  page: Count,
  line: Count,
}).annotate({ identifier: "BillLine" })
export type BillLine = typeof BillLine.Type

const failure = {
  reason: described(Schema.String, "A stable code"),
  code: described(NullableText, "The provider's own code"),
  httpStatus: NullableInt,
  fault: described(
    NullableText,
    "What broke the connection, by the system's code, as ECONNRESET; HTML where a web page came for an answer",
  ),
  place: described(NullableText, "Where in the answer the fault is"),
  requestId: described(NullableText, "What the provider's support asks for"),
}

/** Why the provider did not give what it was asked for. */
export const ProviderFailure = Schema.Struct(failure)
export type ProviderFailure = typeof ProviderFailure.Type

export const ProviderError = Schema.Struct({
  ...failure,
  behind: described(Schema.NullOr(ProviderFailure), "Of circuit_open: what the provider is left alone for"),
}).annotate({ identifier: "ProviderError" })
export type ProviderError = typeof ProviderError.Type

/** What became of the wish to have a day's bill. */
export const PullOutcome = Schema.Union(
  [
    Schema.Struct({ ...ofDay, outcome: Schema.Literal("pulled"), ...version }),
    Schema.Struct({ ...ofDay, outcome: Schema.Literal("not_yet"), from: Time }),
    Schema.Struct({
      ...ofDay,
      outcome: Schema.Literal("failed"),
      reason: Schema.String,
      error: optional(described(ProviderError, "Where the provider failed")),
    }),
    Schema.Struct({ ...ofDay, outcome: Schema.Literals(["held", "skipped"]) }),
  ],
  { mode: "oneOf" },
).annotate({ identifier: "PullOutcome" })
export type PullOutcome = typeof PullOutcome.Type

export const BillPull = Schema.Union(
  [
    Schema.Struct({
      dryRun: Schema.Literal(true),
      days: Schema.Array(
        Schema.Struct({
          account: Schema.String,
          day: Day,
          version: described(NullableInt, "That is there already"),
          from: NullableTime,
          tooOld: described(Schema.Boolean, "The provider gives the bill of this day no longer"),
        }),
      ),
    }),
    Schema.Struct({
      dryRun: Schema.Literal(false),
      days: Schema.Array(PullOutcome),
      seal: Seal,
    }),
  ],
  { mode: "oneOf" },
)
export type BillPull = typeof BillPull.Type

const ImportedDay = Schema.Struct({ ...ofDay, ...version })
export type ImportedDay = typeof ImportedDay.Type

const ofAccountBill = {
  account: Schema.String,
  month: MonthName,
  rows: described(Count, "Rows of FaceID, which are kept"),
  dropped: described(Count, "Rows of other products, which are not"),
  otherMonths: described(Count, "Rows that begin in another month, as in a bill by deduction cycle"),
  total: described(Amount, "What the rows cost, without 月度计费精度差异"),
}
const ImportedAccountBill = Schema.Struct({
  ...ofAccountBill,
  version: Ordinal,
  digest: Hash,
  isNew: described(Schema.Boolean, "false where the content was there already"),
  early: described(Schema.Boolean, "Seen before the 3rd of the next month, from when on a month's bill is final"),
})
export type ImportedAccountBill = typeof ImportedAccountBill.Type

export const BillImport = Schema.Union(
  [
    Schema.Struct({ dryRun: Schema.Literal(true), accountBills: Schema.Array(Schema.Struct(ofAccountBill)) }),
    Schema.Struct({
      dryRun: Schema.Literal(false),
      accountBills: Schema.Array(ImportedAccountBill),
      seal: described(Schema.NullOr(Seal), "The seal that covers what was written, null where nothing was"),
    }),
    Schema.Struct({ dryRun: Schema.Literal(true), pages: Count, lines: Count }),
    Schema.Struct({
      dryRun: Schema.Literal(false),
      pages: Count,
      lines: Count,
      days: Schema.Array(ImportedDay),
      seal: described(
        Schema.NullOr(Seal),
        "The seal that covers what was written, null where nothing was; keep its head",
      ),
    }),
  ],
  { mode: "oneOf" },
)
export type BillImport = typeof BillImport.Type

const ChangedLine = Schema.Struct({
  seq: NullableText,
  charge: Charge,
  errcode: NullableInt,
  at: NullableTime,
  bizToken: NullableText,
  ruleId: NullableText,
  account: NullableText,
  chargeType: NullableText,
  times: described(Ordinal, "How many equal lines the version has"),
}).annotate({ identifier: "ChangedLine" })
export type ChangedLine = typeof ChangedLine.Type

const BillChange = Schema.Struct({
  kind: Schema.Literals(["added", "removed", "changed"]),
  seq: NullableText,
  impact: Schema.Int,
  before: Schema.NullOr(ChangedLine),
  after: Schema.NullOr(ChangedLine),
})
export type BillChange = typeof BillChange.Type

export const BillDiff = Schema.Struct({
  from: described(NullableInt, "null where there is one version"),
  to: described(NullableInt, "null where there is none"),
  impact: described(Schema.Int, "What all changes add to the charges of the bill"),
  changes: Schema.Array(BillChange),
})
export type BillDiff = typeof BillDiff.Type
