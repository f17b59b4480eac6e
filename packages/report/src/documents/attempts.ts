/** Attempts: what files or the ledger say of one Seq or BizToken, and what the rules say of its return code. */
import * as Schema from "effect/Schema"

import {
  Charge,
  described,
  NullableDay,
  NullableInt,
  NullableText,
  NullableTime,
  optional,
  Ordinal,
  Time,
} from "./values.ts"
import { Verification } from "./verifications.ts"

const facts = {
  seq: NullableText,
  charge: Charge,
  errcode: NullableInt,
  at: NullableTime,
}

export const Attempt = Schema.Struct({
  ...facts,
  day: NullableDay,
  bizToken: NullableText,
  ruleId: NullableText,
  account: NullableText,
}).annotate({ identifier: "Attempt" })
export type Attempt = typeof Attempt.Type

const observed = { ...facts, bizToken: NullableText, ruleId: NullableText, account: NullableText }

/** What was said of an attempt once, and when. */
const StoredObservation = Schema.Struct({ ...observed, fetchedAt: NullableTime, storedAt: Time, batch: Ordinal })

/** `show` without files. */
export const LedgerShow = Schema.Struct({
  id: Schema.String,
  verification: Schema.NullOr(Verification),
  attempts: Schema.Array(Schema.Struct(observed)),
  statements: described(Schema.Array(StoredObservation), "All that was ever said of one Seq"),
})
export type LedgerShow = typeof LedgerShow.Type

/** Where a record was read. */
const source = {
  file: Schema.String,
  line: Ordinal,
  column: described(Ordinal, "Counted in code points"),
  sheet: optional(described(Schema.String, "The sheet of a workbook of which several are read")),
}

export const ShownAttempt = Schema.Struct({ ...Attempt.fields, account: Schema.String }).annotate({
  identifier: "ShownAttempt",
})
export type ShownAttempt = typeof ShownAttempt.Type

export const ShownEntry = Schema.Struct({ ...source, ...observed, fetchedAt: NullableTime }).annotate({
  identifier: "ShownEntry",
})
export type ShownEntry = typeof ShownEntry.Type

export const ShownLine = Schema.Struct({
  ...source,
  ...Attempt.fields,
  chargeType: NullableText,
  chargeCount: NullableInt,
}).annotate({ identifier: "ShownLine" })
export type ShownLine = typeof ShownLine.Type

/** What the published rules say of a return code. */
const RuleSource = Schema.Struct({
  title: Schema.String,
  page: described(Schema.String, "The provider's page, or the user's file"),
  readOn: NullableText,
}).annotate({ identifier: "RuleSource" })

export const CodeExplanation = Schema.Struct({
  errcode: Schema.Int,
  meaning: described(
    Schema.NullOr(Schema.Struct({ zh: Schema.String, en: Schema.String })),
    "null where no table lists the code",
  ),
  editions: Schema.Array(
    Schema.Struct({
      edition: Schema.String,
      ruling: Schema.Literals(["charged", "free", "unlisted"]),
      source: RuleSource,
    }),
  ),
}).annotate({ identifier: "CodeExplanation" })
export type CodeExplanation = typeof CodeExplanation.Type

/** `show` of files. */
export const ShowDocument = Schema.Struct({
  id: Schema.String,
  attempts: described(Schema.Array(ShownAttempt), "What the entries resolve to"),
  entries: described(Schema.Array(ShownEntry), "As they were read"),
  lines: described(Schema.Array(ShownLine), "Of the bill"),
  codes: described(Schema.Array(CodeExplanation), "What the published rules say of each return code"),
})
export type ShowDocument = typeof ShowDocument.Type
