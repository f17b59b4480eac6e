/** Decisions about discrepancies: the document `decisions/1`, and what became of rows that were written. */
import { whyCodes } from "@faceid-tally/core/engine"
import { acceptedReasons, decisionStates, rowFaultCodes, rowFields } from "@faceid-tally/core/money"
import * as Schema from "effect/Schema"

import {
  Charge,
  codeOf,
  Day,
  described,
  MaybeAmount,
  MonthName,
  NullableDay,
  NullableInt,
  NullableText,
  NullableTime,
  optional,
  Time,
} from "./values.ts"

/** The first 16 hex digits of a SHA-256. */
const ShortHash = Schema.String.check(Schema.isPattern(/^[0-9a-f]{16}$/u))
const State = Schema.Literals(decisionStates)

export const Decision = Schema.Struct({
  month: MonthName,
  key: ShortHash,
  number: described(Schema.Int, "1, 2 … of its key"),
  facts: ShortHash,
  state: State,
  reason: Schema.NullOr(Schema.Literals(acceptedReasons)),
  ref: NullableText,
  amount: MaybeAmount,
  units: NullableInt,
  note: NullableText,
  by: Schema.String,
  at: Time,
  item: Schema.Struct({
    account: Schema.String,
    kind: Schema.String,
    seq: NullableText,
    bizToken: NullableText,
    ruleId: NullableText,
    day: NullableDay,
  }),
}).annotate({ identifier: "Decision" })

const side = { charge: Charge, errcode: NullableInt, at: NullableTime, day: NullableDay }

const DecisionItem = Schema.Struct({
  key: ShortHash,
  facts: ShortHash,
  base: described(Schema.Int, "The number of its latest decision; 0: none"),
  month: MonthName,
  account: Schema.String,
  label: NullableText,
  day: NullableDay,
  kind: Schema.String,
  impact: Schema.Literals([-1, 0, 1]),
  claim: described(Schema.Literals([-1, 0, 1]), "What may be asked back"),
  value: described(MaybeAmount, "What one charge counts for"),
  seq: NullableText,
  bizToken: NullableText,
  ruleId: NullableText,
  ledger: Schema.NullOr(Schema.Struct(side)),
  bill: Schema.NullOr(Schema.Struct({ ...side, chargeType: NullableText })),
  why: Schema.Struct({
    code: codeOf(whyCodes),
    params: Schema.Record(Schema.String, Schema.NullOr(Schema.Union([Schema.String, Schema.Int]))),
  }),
  state: State,
  changedSince: described(Schema.NullOr(Day), "The day of the decision, where the facts have changed since"),
  decision: Schema.NullOr(Decision),
  related: Schema.Array(Schema.Struct({ month: MonthName, kind: Schema.String, state: State })),
}).annotate({ identifier: "DecisionItem" })

export const DecisionsDocument = Schema.Struct({
  schema: Schema.Literal("decisions/1"),
  month: MonthName,
  items: Schema.Array(DecisionItem),
  gone: described(Schema.Array(Decision), "Of discrepancies that are not there any more, where they are asked for"),
})
export type DecisionsDocument = typeof DecisionsDocument.Type

const row = { row: Schema.Int, key: NullableText }

export const Outcomes = Schema.Struct({
  outcomes: Schema.Array(
    Schema.Struct({
      ...row,
      outcome: Schema.Literals(["applied", "same", "invalid", "unknown", "conflict", "changed"]),
      number: optional(described(Schema.Int, "applied: its number")),
      field: optional(Schema.Literals(rowFields)),
      code: optional(Schema.Literals(rowFaultCodes)),
      latest: optional(described(Schema.NullOr(Decision), "conflict: the decision that stands against it")),
    }),
  ),
}).annotate({ identifier: "Outcomes" })
export type Outcomes = typeof Outcomes.Type
