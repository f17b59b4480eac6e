/**
 * The statement of a calendar month: both sides of its reconciliation in money, beside what is really paid (F5).
 * Pure: sums, items, plans and account bills in, one document out. Every law of it is asserted here:
 *
 *     ours + kinds + effect = bill        (of each label, and of all)
 *     the named lines of the account bill sum to its total
 */
import { type DiscrepancyKind, discrepancyKinds } from "../reconciling/Discrepancy.ts"
import { accountBillOf, type AccountBillVersion, labelBillOf } from "./accountStatement.ts"
import { blockersOf } from "./blockers.ts"
import type { Adjustment, Earlier, LabelBill, StatementDocument, StatementRun } from "./StatementDocument.ts"
import {
  type Amount,
  amountText,
  amountTextOrNull,
  type MaybeAmount,
  minusAmount,
  priceTimes,
  roundToFen,
  sumAmounts,
} from "../money/Amount.ts"
import type { Month } from "../calendar/Month.ts"
import { type DecisionState, decisionStates } from "../decisions/Decision.ts"
import { type BilledMonth, EMPTY_PLAN, priceBill } from "../money/priceBill.ts"
import { type ChargeOrigin, labelOf } from "../money/planLabels.ts"
import { type MonthPrice, type PackMonth, priceMonth } from "../money/priceMonth.ts"
import type { Label } from "../money/PricePlan.ts"
import { dayFromNumber } from "../calendar/day.ts"

/** A discrepancy of the month, as far as money needs it. */
export interface StatementItem extends ChargeOrigin {
  readonly kind: DiscrepancyKind
  readonly impact: -1 | 0 | 1
  /** What may be asked back. */
  readonly claim: -1 | 0 | 1
  /** Of its line, without one of our attempt, as are RuleId and ChargeType. */
  readonly day: number
  /** `undefined`: nothing was ever decided. */
  readonly state?: DecisionState | undefined
  /** Of a credit: money, or units given back. */
  readonly credited?: { readonly amount: Amount | null; readonly units: number | null } | undefined
}

/** The charges of our records by RuleId and return code. */
export interface CodeCharges {
  readonly ruleId: string | null
  readonly errcode: number | null
  readonly charges: number
}

export interface AccountMonth extends BilledMonth {
  readonly items: ReadonlyArray<StatementItem>
  readonly codes: ReadonlyArray<CodeCharges>
  readonly accountBill: AccountBillVersion | null
  /** What the invoice says, where somebody typed it in. */
  readonly invoice: Amount | null
}

export interface StatementMonth {
  readonly month: Month
  readonly isOver: boolean
  readonly run: StatementRun
  /** False where the run had nothing to compare. */
  readonly isCompared: boolean
  /** The charges of our records by the run itself; `null` without one. */
  readonly ledgerCharges: number | null
  readonly accounts: ReadonlyArray<AccountMonth>
  /** The one account that is asked for. */
  readonly only?: string | undefined
  /** NFC charges, which no amount is told of. */
  readonly nfc: number
  readonly around: AroundMonth
}

/** What is not seen in the month itself. */
export interface AroundMonth {
  /** What stands in the way of a close. */
  readonly waiting: {
    /** Days that are not over. */
    readonly days: number
    /** BizTokens that can still gain attempts. */
    readonly results: number
    /** Earlier months that are open though one before them is closed. */
    readonly months: number
  }
  readonly adjustments: ReadonlyArray<Adjustment>
  readonly earlier: ReadonlyArray<Earlier>
}

/** A month with nothing around it. */
export const ALONE: AroundMonth = { waiting: { days: 0, results: 0, months: 0 }, adjustments: [], earlier: [] }

type SideText = StatementDocument["labels"][number]["ours"]
type SumText = StatementDocument["totals"]["ours"]

/** Makes the statement. Throws only where a law is broken: a defect of this module or of what it was given. */
export const makeStatement = (input: StatementMonth): StatementDocument => {
  const { month, run, isOver, isCompared, ledgerCharges, only, nfc } = input
  const { waiting, adjustments, earlier } = input.around
  const all = input.accounts.map((account) => priceAccount(account, month))
  if (ledgerCharges !== null)
    assertUnits(
      all.flatMap(({ rows: of }) => of),
      ledgerCharges,
    )
  const accounts = all.filter(({ account }) => only === undefined || account === only)
  const rows = accounts.flatMap(({ rows: of }) => of)
  const labels = rows.filter(isShown).map(labelText)
  const accountBills = accounts.map(({ input: { accountBill, invoice, plan } }) =>
    accountBill === null ? null : accountBillOf(accountBill, { plan, month, invoice }),
  )
  const packs = rows.flatMap((row) => row.bill.packs.map((pack) => packText(row, pack)))
  const items = rows.flatMap(({ items: of, bill: { value } }) => of.map((item) => ({ ...item, value })))
  const isPriced = rows.every(({ ours, bill }) => ours.unpriced === 0 && bill.unpriced === 0)
  const isKnown = only === undefined || accounts.length > 0
  const isComplete = run.complete && isOver && isCompared && isKnown && isPriced && packs.every(({ known }) => known)
  const hasMoneyDifference =
    labels.some(({ accountBill }) => isDifferent(accountBill?.usage) || isDifferent(accountBill?.price)) ||
    accountBills.some((bill) => isDifferent(bill?.rest))
  const isDifferentItem = items.some(({ impact, claim }) => impact !== 0 || claim !== 0)
  const codes = codesOf(accounts)
  const totals = {
    ours: sumText(rows.map(({ ours }) => ours)),
    bill: sumText(rows.map(({ bill }) => bill)),
    difference: differenceText(rows),
  }
  return {
    schema: "statement/1",
    month: month.name,
    currency: "CNY",
    run,
    verdict: !isComplete ? "incomplete" : isDifferentItem || hasMoneyDifference ? "different" : "right",
    blockers: blockersOf({
      bill_incomplete: run.complete ? waiting.days : Math.max(run.incomplete.length, waiting.days) || lengthOf(month),
      results_open: waiting.results,
      undecided: items.filter(isUndecided).length,
      unpriced: rows.reduce((sum, { ours, bill }) => sum + Math.max(ours.unpriced, bill.unpriced), 0),
      pack_unknown: packs.filter(({ known }) => !known).length,
      account_bill_missing: accounts.filter(({ input: of, rows: own }) => of.accountBill === null && isCharged(own))
        .length,
      account_bill_early: accountBills.filter((bill) => bill?.early === true).length,
      earlier_month_open: waiting.months,
    }),
    labels,
    accounts: accounts.map(({ account, rows: of }, i) => ({
      account,
      ours: payableText(of.map(({ ours }) => ours)),
      bill: payableText(of.map(({ bill }) => bill)),
      accountBill: accountBills[i] ?? null,
    })),
    totals,
    packs,
    states: decisionStates.map((state) => stateText(state, items)),
    codes: codes.map(({ errcode, charges, amount }) => ({ errcode, charges, amount: amountTextOrNull(amount) })),
    codesRest: amountTextOrNull(
      minusAmount(sumAmounts(rows.map(({ ours }) => ours.consumed)), sumAmounts(codes.map(({ amount }) => amount))),
    ),
    nfc,
    adjustments: only === undefined ? adjustments : adjustments.flatMap((of) => adjustmentFor(only, of)),
    earlier,
    close: null,
  }
}

const lengthOf = ({ first, last }: Month): number => last - first + 1

const isUndecided = ({ impact, claim, state = "open" }: StatementItem): boolean =>
  state === "open" && (impact !== 0 || claim !== 0)

const isCharged = (rows: ReadonlyArray<LabelMonth>): boolean => rows.some(({ bill }) => bill.units > 0)

/** What an adjustment says of one account. */
const adjustmentFor = (account: string, adjustment: Adjustment): ReadonlyArray<Adjustment> => {
  const labels = adjustment.labels.filter((of) => of.account === account)
  return labels.length === 0 && adjustment.labels.length > 0 ? [] : [{ ...adjustment, labels }]
}

/** One label of one account: `null` holds what no label claims. */
export interface LabelMonth {
  readonly account: string
  readonly label: Label | null
  readonly ours: MonthPrice
  readonly bill: MonthPrice
  readonly items: ReadonlyArray<StatementItem>
  /** Of the account bill; `null` without one. */
  readonly accountBill: LabelBill | null
}

interface PricedAccount {
  readonly account: string
  readonly input: AccountMonth
  readonly rows: ReadonlyArray<LabelMonth>
}

const priceAccount = (input: AccountMonth, month: Month): PricedAccount => {
  const { account, items, accountBill } = input
  const plan = input.plan ?? EMPTY_PLAN
  const rows = priceBill(input, month).map(({ label, units, packs, price: bill }): LabelMonth => {
    const ofLabel = items.filter((item) => labelOf(plan, item) === label)
    return {
      account,
      label,
      ours: priceMonth(label, month, ourUnits(units, ofLabel), packs),
      bill,
      items: ofLabel,
      accountBill:
        accountBill === null || label === null ? null : labelBillOf(accountBill, { plan, label, month, bill }),
    }
  })
  return { account, input, rows }
}

/** Ours are the bill's without what the items add to it. */
const ourUnits = (bill: ReadonlyMap<number, number>, items: ReadonlyArray<StatementItem>) => {
  const ours = new Map(bill)
  for (const { day, impact } of items) if (impact !== 0) ours.set(day, (ours.get(day) ?? 0) - impact)
  for (const [day, units] of ours) {
    if (units < 0) throw new Error(`a law is broken: ${units} charges of ours on ${dayFromNumber(day)}`)
  }
  return ours
}

const assertUnits = (rows: ReadonlyArray<LabelMonth>, ledgerCharges: number): void => {
  const units = rows.reduce((sum, { ours }) => sum + ours.units, 0)
  if (units === ledgerCharges) return
  throw new Error(`a law is broken: the labels hold ${units} charges of ours, the run ${ledgerCharges}`)
}

const isShown = ({ ours, bill, items, accountBill }: LabelMonth): boolean =>
  ours.units > 0 || bill.units > 0 || items.length > 0 || (accountBill !== null && !isEmptyBill(accountBill))

const isEmptyBill = ({ unitPrices, used, cost }: LabelBill): boolean =>
  unitPrices.length === 0 && used === 0 && cost === "0.00"

const labelText = ({ account, label, ours, bill, items, accountBill }: LabelMonth) => {
  const { value } = bill
  const kinds = discrepancyKinds.flatMap((kind) => {
    const counted = items.filter((item) => item.kind === kind && item.impact !== 0)
    if (counted.length === 0) return []
    const impact = counted.reduce((sum, item) => sum + item.impact, 0)
    return [{ kind, count: counted.length, impact, amount: priceTimes(value, impact) }]
  })
  const explained = sumAmounts(kinds.map(({ amount }) => amount))
  const effect = minusAmount(minusAmount(bill.consumed, ours.consumed), explained)
  return {
    account,
    label: label?.label ?? null,
    value: amountTextOrNull(value),
    ours: sideText(ours),
    bill: sideText(bill),
    difference: differenceText([{ ours, bill }]),
    kinds: kinds.map(({ amount, ...kind }) => ({ ...kind, amount: amountTextOrNull(amount) })),
    effect: amountTextOrNull(effect),
    accountBill,
  }
}

const sideText = ({ units, packUnits, postpaid, unpriced, billed, consumed }: MonthPrice): SideText => ({
  units,
  packUnits,
  postpaid,
  unpriced,
  billed: amountTextOrNull(billed),
  consumed: amountTextOrNull(consumed),
})

const sumUnits = (sides: ReadonlyArray<MonthPrice>): number => sides.reduce((sum, { units }) => sum + units, 0)
const sumBilled = (sides: ReadonlyArray<MonthPrice>): MaybeAmount => sumAmounts(sides.map(({ billed }) => billed))
const sumConsumed = (sides: ReadonlyArray<MonthPrice>): MaybeAmount => sumAmounts(sides.map(({ consumed }) => consumed))

const sumText = (sides: ReadonlyArray<MonthPrice>): SumText => ({
  units: sumUnits(sides),
  billed: amountTextOrNull(sumBilled(sides)),
  consumed: amountTextOrNull(sumConsumed(sides)),
})

const payableText = (sides: ReadonlyArray<MonthPrice>) => {
  const billed = sumBilled(sides)
  return {
    units: sumUnits(sides),
    billed: amountTextOrNull(billed),
    payable: billed === null ? null : amountText(roundToFen(billed)),
    consumed: amountTextOrNull(sumConsumed(sides)),
  }
}

const differenceText = (rows: ReadonlyArray<{ readonly ours: MonthPrice; readonly bill: MonthPrice }>): SumText => {
  const [ours, bill] = [rows.map((row) => row.ours), rows.map((row) => row.bill)]
  return {
    units: sumUnits(bill) - sumUnits(ours),
    billed: amountTextOrNull(minusAmount(sumBilled(bill), sumBilled(ours))),
    consumed: amountTextOrNull(minusAmount(sumConsumed(bill), sumConsumed(ours))),
  }
}

const packText = ({ account }: LabelMonth, { pack, counts, worth }: PackMonth) => ({
  account,
  label: pack.label,
  id: pack.id,
  free: pack.free,
  from: dayFromNumber(pack.from),
  to: dayFromNumber(pack.to),
  units: pack.units,
  known: counts !== null,
  opening: counts?.opening ?? null,
  burnt: counts?.burnt ?? null,
  expired: counts?.expired ?? null,
  left: counts?.left ?? null,
  worth: {
    opening: amountTextOrNull(worth?.opening ?? null),
    burnt: amountTextOrNull(worth?.burnt ?? null),
    expired: amountTextOrNull(worth?.expired ?? null),
    left: amountTextOrNull(worth?.left ?? null),
  },
})

type ValuedItem = StatementItem & { readonly value: MaybeAmount }

/** Items that matter: what has no impact, no claim and no decision is nobody's concern. */
const stateText = (state: DecisionState, all: ReadonlyArray<ValuedItem>) => {
  const items = all.filter(
    (item) => (item.state ?? "open") === state && (item.impact !== 0 || item.claim !== 0 || state !== "open"),
  )
  const sum = (of: (item: ValuedItem) => number) => items.reduce((total, item) => total + of(item), 0)
  const worth = (of: (item: ValuedItem) => number) =>
    amountTextOrNull(sumAmounts(items.map((item) => priceTimes(item.value, of(item)))))
  return {
    state,
    count: items.length,
    impact: sum(({ impact }) => impact),
    claim: sum(({ claim }) => claim),
    claimed: worth(({ claim }) => claim),
    eitherWay: worth(({ claim, impact }) => Math.abs(claim === 0 ? impact : claim)),
    ...(state === "credited" && {
      amount: amountText(items.reduce((total, { credited }) => total + (credited?.amount ?? 0n), 0n)),
      units: sum(({ credited }) => credited?.units ?? 0),
    }),
  }
}

/** Our charges by return code, each at the value of its label. */
const codesOf = (accounts: ReadonlyArray<PricedAccount>) => {
  const codes = new Map<number | null, { charges: number; amounts: Array<MaybeAmount> }>()
  for (const { input, rows } of accounts) {
    const plan = input.plan ?? EMPTY_PLAN
    for (const { ruleId, errcode, charges } of input.codes) {
      const label = labelOf(plan, { ruleId, chargeType: null })
      const value = rows.find((row) => row.label === label)?.bill.value ?? null
      const code = codes.get(errcode) ?? { charges: 0, amounts: [] }
      code.charges += charges
      code.amounts.push(priceTimes(value, charges))
      codes.set(errcode, code)
    }
  }
  return [...codes]
    .toSorted(([a], [b]) => (a ?? Infinity) - (b ?? Infinity))
    .map(([errcode, { charges, amounts }]) => ({ errcode, charges, amount: sumAmounts(amounts) }))
}

const isDifferent = (amount: string | null | undefined): boolean =>
  amount !== null && amount !== undefined && amount !== "0.00"
