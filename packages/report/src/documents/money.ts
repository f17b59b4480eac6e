/** A month in money, and what the price plans say: the documents `statement/1` and `prices/1`. */
import { adjustmentCauses, blockerCodes, decisionStates } from "@faceid-tally/core/money"
import * as Schema from "effect/Schema"

import { Incomplete, RunSeal } from "./reconciliations.ts"
import { Amount, Day, described, MaybeAmount, MonthName, NullableInt, NullableText, optional, Time } from "./values.ts"

const SumText = Schema.Struct({ units: Schema.Int, billed: MaybeAmount, consumed: MaybeAmount }).annotate({
  identifier: "Sum",
})
const SideText = Schema.Struct({
  units: Schema.Int,
  packUnits: Schema.Int,
  postpaid: Schema.Int,
  unpriced: Schema.Int,
  billed: MaybeAmount,
  consumed: MaybeAmount,
}).annotate({ identifier: "Side" })
const Payable = Schema.Struct({
  units: Schema.Int,
  billed: MaybeAmount,
  payable: MaybeAmount,
  consumed: MaybeAmount,
}).annotate({ identifier: "Payable" })
const BillItem = Schema.Struct({
  action: NullableText,
  component: Schema.String,
  month: NullableText,
  billId: NullableText,
  cost: Amount,
}).annotate({ identifier: "BillItem" })

const LabelBill = Schema.Struct({
  used: Schema.Int,
  raw: NullableInt,
  deducted: NullableInt,
  unitPrices: Schema.Array(Amount),
  cost: Amount,
  usage: MaybeAmount,
  price: MaybeAmount,
})

const AccountBill = Schema.Struct({
  version: Schema.Int,
  digest: Schema.String,
  at: Schema.String,
  early: Schema.Boolean,
  dropped: Schema.Int,
  labels: Amount,
  adjustments: Schema.Array(BillItem),
  otherMonths: Schema.Array(BillItem),
  otherComponents: Schema.Array(BillItem),
  total: Amount,
  voucher: MaybeAmount,
  gift: MaybeAmount,
  share: MaybeAmount,
  unpaid: MaybeAmount,
  cash: MaybeAmount,
  invoice: MaybeAmount,
  rest: MaybeAmount,
  precision: Amount,
})

const Adjustment = Schema.Struct({
  month: MonthName,
  labels: Schema.Array(
    Schema.Struct({
      account: Schema.String,
      label: NullableText,
      units: Schema.Struct({ ours: Schema.Int, bill: Schema.Int }),
      billed: Schema.Struct({ ours: MaybeAmount, bill: MaybeAmount }),
      consumed: Schema.Struct({ ours: MaybeAmount, bill: MaybeAmount }),
      cost: Amount,
    }),
  ),
  causes: Schema.Array(Schema.Literals(adjustmentCauses)),
}).annotate({ identifier: "MonthAdjustment" })

const Earlier = Schema.Struct({
  month: MonthName,
  state: Schema.Literals(decisionStates),
  count: Schema.Int,
  amount: described(MaybeAmount, "Of credits; null for the other states"),
  units: NullableInt,
}).annotate({ identifier: "EarlierDecisions" })

const Close = Schema.Struct({
  revision: Schema.Int,
  forced: Schema.Boolean,
  reason: NullableText,
  by: Schema.String,
  at: Time,
  items: described(Schema.String, "The digest of the discrepancies with their states"),
  decisions: described(Schema.Int, "How many decisions it saw"),
}).annotate({ identifier: "Close" })

const Plan = Schema.Struct({
  account: described(NullableText, "null: every account that is not named"),
  text: described(Schema.String, "The price plan, as its file would have it"),
}).annotate({ identifier: "KeptPlan" })

const pack = {
  label: Schema.String,
  id: Schema.String,
  free: Schema.Boolean,
  from: Day,
  to: Day,
  units: Schema.Int,
}

export const StatementDocument = Schema.Struct({
  schema: Schema.Literal("statement/1"),
  month: MonthName,
  currency: Schema.Literal("CNY"),
  run: Schema.Struct({
    id: described(NullableInt, "null where nothing was compared"),
    seal: RunSeal,
    complete: Schema.Boolean,
    incomplete: Incomplete,
  }),
  verdict: Schema.Literals(["right", "different", "incomplete"]),
  blockers: described(
    Schema.Array(Schema.Struct({ code: Schema.Literals(blockerCodes), count: Schema.Int })),
    "What stands in the way of closing the month",
  ),
  labels: Schema.Array(
    Schema.Struct({
      account: Schema.String,
      label: described(NullableText, "null: charges that no label claims"),
      value: MaybeAmount,
      ours: SideText,
      bill: SideText,
      difference: SumText,
      kinds: Schema.Array(
        Schema.Struct({ kind: Schema.String, count: Schema.Int, impact: Schema.Int, amount: MaybeAmount }),
      ),
      effect: MaybeAmount,
      accountBill: Schema.NullOr(LabelBill),
    }),
  ),
  accounts: Schema.Array(
    Schema.Struct({
      account: Schema.String,
      ours: Payable,
      bill: Payable,
      accountBill: Schema.NullOr(AccountBill),
    }),
  ),
  totals: Schema.Struct({ ours: SumText, bill: SumText, difference: SumText }),
  packs: Schema.Array(
    Schema.Struct({
      account: Schema.String,
      ...pack,
      known: Schema.Boolean,
      opening: NullableInt,
      burnt: NullableInt,
      expired: NullableInt,
      left: NullableInt,
      worth: Schema.Struct({ opening: MaybeAmount, burnt: MaybeAmount, expired: MaybeAmount, left: MaybeAmount }),
    }),
  ),
  states: Schema.Array(
    Schema.Struct({
      state: Schema.Literals(decisionStates),
      count: Schema.Int,
      impact: Schema.Int,
      claim: Schema.Int,
      claimed: MaybeAmount,
      eitherWay: MaybeAmount,
      amount: optional(Amount),
      units: optional(Schema.Int),
    }),
  ),
  codes: Schema.Array(Schema.Struct({ errcode: NullableInt, charges: Schema.Int, amount: MaybeAmount })),
  codesRest: MaybeAmount,
  nfc: Schema.Int,
  adjustments: described(Schema.Array(Adjustment), "What closed months cost now, without what was said of them before"),
  earlier: described(Schema.Array(Earlier), "Decisions about closed months, made after they were closed"),
  close: described(Schema.NullOr(Close), "null: the month is open"),
  plans: optional(described(Schema.Array(Plan), "Of a closed month: the price plans by which it is priced for good")),
}).annotate({ identifier: "Statement" })
export type StatementDocument = typeof StatementDocument.Type

/** The same by the last run of the month. */
export const LastStatement = Schema.Struct({
  ...StatementDocument.fields,
  stale: described(Schema.Boolean, "Something was written since the run that it is made of, or there is none"),
}).annotate({ identifier: "LastStatement" })

export const PricesDocument = Schema.Struct({
  schema: Schema.Literal("prices/1"),
  month: MonthName,
  accounts: Schema.Array(
    Schema.Struct({
      account: Schema.String,
      source: NullableText,
      labels: Schema.Array(
        Schema.Struct({
          label: Schema.String,
          rules: Schema.Array(Schema.String),
          chargeType: NullableText,
          component: Schema.String,
          mode: described(
            Schema.NullOr(Schema.Literals(["flat", "reached", "graduated"])),
            "null where no price holds in the month",
          ),
          rows: Schema.Array(
            Schema.Struct({
              units: Schema.Int,
              price: MaybeAmount,
              billed: MaybeAmount,
              edge: described(Schema.Boolean, "The first unit of a step"),
            }),
          ),
        }),
      ),
      packs: Schema.Array(Schema.Struct({ ...pack, left: described(NullableInt, "null: not known") })),
    }),
  ),
})
export type PricesDocument = typeof PricesDocument.Type
