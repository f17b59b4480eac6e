/** The account bill in a statement: what was paid for each label, and the way from there to the invoice (F3.5). */
import { instantToIso, startOfDay } from "../calendar/day.ts"
import { type AccountBillPart, accountBillPart, type AccountBillRow } from "../accountBill/accountBill.ts"
import { type Amount, amountText, amountTextOrNull, type MaybeAmount, minusAmount } from "../money/Amount.ts"
import { type Month, nextMonth } from "../calendar/Month.ts"
import { plainName } from "../money/plainName.ts"
import type { MonthPrice } from "../money/priceMonth.ts"
import type { Label, PricePlan } from "../money/PricePlan.ts"
import { priceOn, stepCost } from "../money/stepCost.ts"
import type { AccountBillStatement, BillItem, LabelBill } from "./StatementDocument.ts"

/** A kept account bill of one month and account. */
export interface AccountBillVersion {
  readonly version: number
  readonly digest: string
  /** When this content was last seen, epoch milliseconds. */
  readonly at: number
  /** Rows of other products that were dropped. */
  readonly dropped: number
  readonly rows: ReadonlyArray<AccountBillRow>
}

/** The label whose component a row's component ends with; the longest wins. */
const labelOfRow = ({ labels }: PricePlan, row: AccountBillRow): Label | null => {
  const name = plainName(row.component)
  return labels
    .filter(({ component }) => name.endsWith(plainName(component)))
    .reduce<Label | null>((best, label) => (isLonger(label, best) ? label : best), null)
}

const isLonger = (label: Label, than: Label | null): boolean =>
  than === null || plainName(label.component).length > plainName(than.component).length

const rowsOf = ({ rows }: AccountBillVersion, month: Month, part: AccountBillPart) =>
  rows.filter((row) => accountBillPart(row, month) === part)

const costOf = (rows: ReadonlyArray<AccountBillRow>): Amount => rows.reduce((sum, { cost }) => sum + cost, 0n)

export const labelBillOf = (
  bill: AccountBillVersion,
  of: { readonly plan: PricePlan; readonly label: Label; readonly month: Month; readonly bill: MonthPrice },
): LabelBill => {
  const rows = rowsOf(bill, of.month, "usage").filter((row) => labelOfRow(of.plan, row) === of.label)
  const sum = (field: "used" | "raw" | "deducted"): number | null =>
    rows.every((row) => row[field] === null) ? null : rows.reduce((total, row) => total + (row[field] ?? 0), 0)
  const used = sum("used") ?? 0
  const cost = costOf(rows)
  const lastPrice = priceOn(of.label, of.month.last)
  // What packs have paid decides how many units are postpaid.
  const isKnown = of.bill.packs.every(({ counts }) => counts !== null)
  const usage = isKnown
    ? minusAmount(stepCost(lastPrice, used).amount, stepCost(lastPrice, of.bill.postpaid).amount)
    : null
  return {
    used,
    raw: sum("raw"),
    deducted: sum("deducted"),
    unitPrices: unitPricesOf(rows),
    cost: amountText(cost),
    usage: amountTextOrNull(usage),
    price: amountTextOrNull(minusAmount(minusAmount(cost, of.bill.billed), usage)),
  }
}

const unitPricesOf = (rows: ReadonlyArray<AccountBillRow>): ReadonlyArray<string> =>
  [...new Set(rows.flatMap(({ price }) => price ?? []))]
    .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    .map(amountText)

/** From the 3rd of the next month on the bill of a month is final. */
const FINAL_AFTER_DAYS = 2

/** Whether a bill of a month that was last seen at a time may still change. */
export const isEarlyBill = (month: Month, seenAt: number): boolean =>
  seenAt < startOfDay(nextMonth(month).first + FINAL_AFTER_DAYS)

export const accountBillOf = (
  bill: AccountBillVersion,
  of: { readonly plan: PricePlan | null; readonly month: Month; readonly invoice: Amount | null },
): AccountBillStatement => {
  const { month, invoice } = of
  const usage = rowsOf(bill, month, "usage")
  const isOfLabel = (row: AccountBillRow) => of.plan !== null && labelOfRow(of.plan, row) !== null
  const labels = usage.filter(isOfLabel)
  const others = usage.filter((row) => !isOfLabel(row))
  const [adjustments, otherMonths] = [rowsOf(bill, month, "adjustment"), rowsOf(bill, month, "other_month")]
  const counted = [...labels, ...adjustments, ...otherMonths, ...others]
  const total = costOf(counted)
  if (total !== costOf(bill.rows.filter((row) => accountBillPart(row, month) !== "precision"))) {
    throw new Error("a law is broken: the lines of an account bill do not sum to its total")
  }
  const paid = paymentsOf(counted, total)
  return {
    version: bill.version,
    digest: bill.digest,
    at: instantToIso(bill.at).replace(/\.\d+/, ""),
    early: isEarlyBill(month, bill.at),
    dropped: bill.dropped,
    labels: amountText(costOf(labels)),
    adjustments: adjustments.map(itemOf),
    otherMonths: otherMonths.map(itemOf),
    otherComponents: others.map(itemOf),
    total: amountText(total),
    voucher: amountTextOrNull(paid.voucher),
    gift: amountTextOrNull(paid.gift),
    share: amountTextOrNull(paid.share),
    unpaid: amountTextOrNull(paid.unpaid),
    cash: amountTextOrNull(paid.cash),
    invoice: amountTextOrNull(invoice),
    rest: amountTextOrNull(minusAmount(invoice, paid.cash ?? total)),
    precision: amountText(costOf(rowsOf(bill, month, "precision"))),
  }
}

interface Payments {
  readonly voucher: MaybeAmount
  readonly gift: MaybeAmount
  readonly share: MaybeAmount
  readonly unpaid: MaybeAmount
  readonly cash: MaybeAmount
}

const UNKNOWN: Payments = { voucher: null, gift: null, share: null, unpaid: null, cash: null }

const paymentsOf = (rows: ReadonlyArray<AccountBillRow>, total: Amount): Payments => {
  if (rows.every(({ cash }) => cash === null)) return UNKNOWN
  const sum = (field: "voucher" | "gift" | "share" | "cash") => rows.reduce((all, row) => all + (row[field] ?? 0n), 0n)
  const [voucher, gift, share, cash] = [sum("voucher"), sum("gift"), sum("share"), sum("cash")]
  return { voucher, gift, share, unpaid: total - voucher - gift - share - cash, cash }
}

const itemOf = ({ action, component, begin, month, billId, cost }: AccountBillRow): BillItem => ({
  action,
  component,
  month: begin ?? month,
  billId,
  cost: amountText(cost),
})
