/** Discrepancies in money: what each kind adds, and what both sides come to, each charge at its value (F2.5, F5.2). */
import { dayNumberOf, NO_DAY } from "../calendar/day.ts"
import { compareBytes } from "../columns/Dictionary.ts"
import { type BilledTotal, chargeTypesOf } from "../reconciling/BilledTotals.ts"
import { amountTextOrNull, type MaybeAmount, minusAmount, priceTimes, sumAmounts } from "./Amount.ts"
import { type Charged, ChargeValues, type LabelValue, labelValues } from "./ChargeValues.ts"
import { monthOf, monthOfDay } from "../calendar/Month.ts"
import { planOf, type PricePlans } from "./PricePlan.ts"

/** A discrepancy as far as money needs it, of whatever kind. */
export interface WeighedItem {
  readonly kind: string
  readonly impact: -1 | 0 | 1
  readonly ruleId: string | null
  readonly account: string
  readonly day: string | null
  readonly ledger: { readonly day: string | null } | null
  readonly bill: {
    readonly day: string | null
    readonly chargeType?: string | null | undefined
    readonly ruleId?: string | null | undefined
    readonly account?: string | undefined
  } | null
}

/** Amounts are decimal texts, `null` where a price is not known. */
export interface ReconciledAmounts {
  readonly currency: "CNY"
  /** Our charges, each at its value. */
  readonly ledger: string | null
  readonly bill: string | null
  /** bill − ledger: the sum of impacts, each at its value. */
  readonly difference: string | null
  /** Of the impacts above 0 alone, and of those below. */
  readonly overcharged: string | null
  readonly undercharged: string | null
  readonly byKind: { readonly [kind: string]: string | null }
  /** The bill's charges by ChargeType and RuleId. */
  readonly byChargeType: ReadonlyArray<{
    readonly chargeType: string | null
    readonly ruleId: string | null
    readonly amount: string | null
  }>
  /** What one charge counts for. */
  readonly values: ReadonlyArray<LabelValue>
}

/** A discrepancy belongs to what its line is priced by, else to what our attempt is (F5.1). */
export const chargedOf = ({ kind, impact, ruleId, account, day, ledger, bill }: WeighedItem): Charged => {
  // The line of such a pair lies outside of the days.
  const isElsewhere = kind === "day_shift" && impact === -1
  const own = isElsewhere ? ledger?.day : (bill?.day ?? ledger?.day)
  return {
    account: bill?.account ?? account,
    ruleId: bill?.ruleId === undefined ? ruleId : bill.ruleId,
    chargeType: bill?.chargeType ?? null,
    day: dayNumberOf(own ?? day ?? "") ?? NO_DAY,
  }
}

/** What a discrepancy adds to the bill in money. */
export const amountOfItem = (item: WeighedItem, values: ChargeValues): MaybeAmount =>
  item.impact === 0 ? 0n : priceTimes(values.of(chargedOf(item)), item.impact)

interface Weighed {
  readonly billed: ReadonlyArray<BilledTotal>
  readonly items: Iterable<WeighedItem>
}

/** What one charge counts for by a bill of which nothing is known but these charges: what packs had before is not. */
export const valuesOfBill = ({ billed, items }: Weighed, plans: PricePlans): ReadonlyArray<LabelValue> => {
  const accounts = new Set<string>()
  const months = new Set<string>()
  const see = ({ account, day }: Pick<Charged, "account" | "day">) => {
    accounts.add(account)
    if (day !== NO_DAY) months.add(monthOfDay(day).name)
  }
  for (const total of billed) see(total)
  for (const item of items) if (item.impact !== 0) see(chargedOf(item))
  return [...months].sort().flatMap((name) => {
    const month = monthOf(name)
    if (month === undefined) return []
    return [...accounts].sort(compareBytes).flatMap((account) => {
      const isOwn = (total: BilledTotal) =>
        total.account === account && total.day >= month.first && total.day <= month.last
      const history = { isComplete: () => false, billed: [] }
      return labelValues({ account, plan: planOf(plans, account), billed: billed.filter(isOwn), history }, month)
    })
  })
}

export const weigh = (rows: ReadonlyArray<LabelValue>, { billed, items }: Weighed): ReconciledAmounts => {
  const values = new ChargeValues(rows)
  const byKind = new Map<string, MaybeAmount>()
  let [over, under]: [MaybeAmount, MaybeAmount] = [0n, 0n]
  for (const item of items) {
    if (item.impact === 0) continue
    const amount = amountOfItem(item, values)
    byKind.set(item.kind, sumAmounts([byKind.get(item.kind) ?? (byKind.has(item.kind) ? null : 0n), amount]))
    if (item.impact > 0) over = sumAmounts([over, amount])
    else under = sumAmounts([under, amount])
  }
  const weighed = billed.map((total) => ({ ...total, amount: priceTimes(values.of(total), total.charges) }))
  const bill = sumAmounts(weighed.map(({ amount }) => amount))
  const difference = sumAmounts([over, under])
  return {
    currency: "CNY",
    ledger: amountTextOrNull(minusAmount(bill, difference)),
    bill: amountTextOrNull(bill),
    difference: amountTextOrNull(difference),
    overcharged: amountTextOrNull(over),
    undercharged: amountTextOrNull(under),
    byKind: Object.fromEntries([...byKind].map(([kind, amount]) => [kind, amountTextOrNull(amount)])),
    byChargeType: chargeTypesOf(billed).map(({ chargeType, ruleId }) => {
      const own = weighed.filter((total) => total.chargeType === chargeType && total.ruleId === ruleId)
      return { chargeType, ruleId, amount: amountTextOrNull(sumAmounts(own.map(({ amount }) => amount))) }
    }),
    values: rows,
  }
}
