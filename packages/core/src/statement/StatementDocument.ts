/**
 * The document `statement/1` (F11): a month in money as it is printed and, when the month is closed, kept. Amounts are
 * decimal texts, `null` where a price is not known; names, nesting and order are fixed.
 */
import * as Schema from "effect/Schema"

import { decisionStates } from "../decisions/Decision.ts"
import { discrepancyKinds } from "../reconciling/Discrepancy.ts"
import { blockerCodes } from "./blockers.ts"

// By their names one by one: taken out of the namespace together, a bundle would hold all of it.
const List = Schema.Array
const Boolean = Schema.Boolean
const Int = Schema.Int
const Literal = Schema.Literal
const Literals = Schema.Literals
const NullOr = Schema.NullOr
const String = Schema.String
const Struct = Schema.Struct

const Name = NullOr(String)
const Money = NullOr(String)
const Count = NullOr(Int)

const Sum = Struct({ units: Int, billed: Money, consumed: Money })
const Side = Struct({ units: Int, packUnits: Int, postpaid: Int, unpriced: Int, billed: Money, consumed: Money })
const Payable = Struct({ units: Int, billed: Money, payable: Money, consumed: Money })

const LabelBill = Struct({
  used: Int,
  raw: Count,
  deducted: Count,
  unitPrices: List(String),
  cost: String,
  /** Other units than the bill's, at the price of the month's last day. */
  usage: Money,
  /** The rest: another price. */
  price: Money,
})
/** What the account bill says of a label, and the two lines of the bridge to it. */
export type LabelBill = typeof LabelBill.Type

const BillItem = Struct({ action: Name, component: String, month: Name, billId: Name, cost: String })
export type BillItem = typeof BillItem.Type

const AccountBill = Struct({
  version: Int,
  digest: String,
  at: String,
  /** Last seen before the 3rd of the next month, from when on a month's bill is final. */
  early: Boolean,
  dropped: Int,
  labels: String,
  adjustments: List(BillItem),
  otherMonths: List(BillItem),
  otherComponents: List(BillItem),
  total: String,
  /** These five are `null` where the bill does not say what was paid in cash. */
  voucher: Money,
  gift: Money,
  share: Money,
  unpaid: Money,
  cash: Money,
  invoice: Money,
  /** The invoice without cash, or without the total where the cash is not known. */
  rest: Money,
  /** 月度计费精度差异: shown, in no sum. */
  precision: String,
})
export type AccountBillStatement = typeof AccountBill.Type

/** Why a closed month is no longer what it was (F5.4). */
export const adjustmentCauses = [
  /** Units of ours. */
  "results",
  /** Units of the bill. */
  "bill",
  /** What was paid. */
  "account_bill",
  /** The same units on other days or with other packs. */
  "timing",
  /** Its days were removed from the books: nothing can be said of it any more. */
  "not_comparable",
] as const
export type AdjustmentCause = (typeof adjustmentCauses)[number]

const Units = Struct({ ours: Int, bill: Int })
const Amounts = Struct({ ours: Money, bill: Money })
const Adjustment = Struct({
  month: String,
  labels: List(
    Struct({ account: String, label: Name, units: Units, billed: Amounts, consumed: Amounts, cost: String }),
  ),
  causes: List(Literals(adjustmentCauses)),
})
/** What a closed month costs now, without what was said of it before. */
export type Adjustment = typeof Adjustment.Type

const Earlier = Struct({ month: String, state: Literals(decisionStates), count: Int, amount: Money, units: Count })
/** Decisions about a month that were made after it was closed. */
export type Earlier = typeof Earlier.Type

const Close = Struct({
  revision: Int,
  forced: Boolean,
  reason: Name,
  by: String,
  at: String,
  /** The digest of the items with their states. */
  items: String,
  /** How many decisions were seen. */
  decisions: Int,
})
export type Close = typeof Close.Type

const Plan = Struct({
  /** `null`: of every account that is not named. */
  account: Name,
  text: String,
})
export type KeptPlan = typeof Plan.Type

export const StatementDocument = Struct({
  schema: Literal("statement/1"),
  month: String,
  currency: Literal("CNY"),
  run: Struct({
    /** `null` where nothing was compared. */
    id: Count,
    seal: NullOr(Struct({ seal: Int, head: String })),
    complete: Boolean,
    incomplete: List(Struct({ account: String, day: String, reason: String })),
  }),
  verdict: Literals(["right", "different", "incomplete"]),
  blockers: List(Struct({ code: Literals(blockerCodes), count: Int })),
  labels: List(
    Struct({
      account: String,
      label: Name,
      value: Money,
      ours: Side,
      bill: Side,
      difference: Sum,
      kinds: List(Struct({ kind: Literals(discrepancyKinds), count: Int, impact: Int, amount: Money })),
      effect: Money,
      accountBill: NullOr(LabelBill),
    }),
  ),
  accounts: List(Struct({ account: String, ours: Payable, bill: Payable, accountBill: NullOr(AccountBill) })),
  totals: Struct({ ours: Sum, bill: Sum, difference: Sum }),
  packs: List(
    Struct({
      account: String,
      label: String,
      id: String,
      free: Boolean,
      from: String,
      to: String,
      units: Int,
      known: Boolean,
      opening: Count,
      burnt: Count,
      expired: Count,
      left: Count,
      worth: Struct({ opening: Money, burnt: Money, expired: Money, left: Money }),
    }),
  ),
  states: List(
    Struct({
      state: Literals(decisionStates),
      count: Int,
      impact: Int,
      claim: Int,
      claimed: Money,
      eitherWay: Money,
      amount: Schema.optionalKey(String),
      units: Schema.optionalKey(Int),
    }),
  ),
  codes: List(Struct({ errcode: Count, charges: Int, amount: Money })),
  codesRest: Money,
  nfc: Int,
  adjustments: List(Adjustment),
  earlier: List(Earlier),
  /** `null`: the month is open. */
  close: NullOr(Close),
  /** Of a closed month: the price plans by which it was priced, and is for good. */
  plans: Schema.optionalKey(List(Plan)),
})
export type StatementDocument = typeof StatementDocument.Type
export type StatementRun = StatementDocument["run"]
export type StatementVerdict = StatementDocument["verdict"]
