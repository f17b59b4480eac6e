/**
 * What became of a month after it was closed (F5.4): what the books say now, without what was said when it was closed and
 * in months that were closed since. Law 4, asserted here: closed + adjustments = live.
 */
import { type Amount, amountOrNull, amountText, amountTextOrNull, type MaybeAmount } from "../money/Amount.ts"
import { type Decision, decisionStates } from "../decisions/Decision.ts"
import {
  type Adjustment,
  type AdjustmentCause,
  adjustmentCauses,
  type Earlier,
  type StatementDocument,
} from "./StatementDocument.ts"

export interface ClosedMonthNow {
  /** As it was closed. */
  readonly said: StatementDocument
  /** What closed months after it have told of it, the earliest first. */
  readonly told: ReadonlyArray<Adjustment>
  /** By the books as they are, priced by its own plans; `null` where its days were removed from them. */
  readonly live: StatementDocument | null
}

/** The adjustment to tell now; `null` where there is nothing new. */
export const adjustmentOf = ({ said, told, live }: ClosedMonthNow): Adjustment | null => {
  if (live === null) {
    const isTold = told.some(({ causes }) => causes.includes("not_comparable"))
    return isTold ? null : { month: said.month, labels: [], causes: ["not_comparable"] }
  }
  const tellings = [tellingOf(said), ...told.map(({ labels }) => figuresByLabel(labels.map(adjusted)))]
  const now = tellingOf(live)
  const keys = [...new Set([...now.keys(), ...tellings.flatMap((telling) => [...telling.keys()])])]
  const causes = new Set<AdjustmentCause>()
  const labels = keys.flatMap((key): ReadonlyArray<LabelAdjustment> => {
    const before = tellings.flatMap((telling) => telling.get(key) ?? [])
    const present = now.get(key) ?? nothingOf([...before])
    const changes = changesOf(before, present)
    if (changes === null) return []
    for (const cause of causesOf(changes)) causes.add(cause)
    assertLaw(before, changes, present)
    return [textOf(changes)]
  })
  if (labels.length === 0) return null
  return { month: said.month, labels, causes: adjustmentCauses.filter((cause) => causes.has(cause)) }
}

type LabelAdjustment = Adjustment["labels"][number]

const moneyFields = ["oursBilled", "billBilled", "oursConsumed", "billConsumed", "cost"] as const
type MoneyField = (typeof moneyFields)[number]

interface Figures extends Readonly<Record<MoneyField, MaybeAmount>> {
  readonly account: string
  readonly label: string | null
  readonly ours: number
  readonly bill: number
}

const figuresByLabel = (figures: ReadonlyArray<Figures>): ReadonlyMap<string, Figures> =>
  new Map(figures.map((of) => [JSON.stringify([of.account, of.label]), of]))

const tellingOf = ({ labels }: StatementDocument): ReadonlyMap<string, Figures> =>
  figuresByLabel(
    labels.map(({ account, label, ours, bill, accountBill }) => ({
      account,
      label,
      ours: ours.units,
      bill: bill.units,
      oursBilled: amountOrNull(ours.billed),
      billBilled: amountOrNull(bill.billed),
      oursConsumed: amountOrNull(ours.consumed),
      billConsumed: amountOrNull(bill.consumed),
      // Nothing was paid where no bill says it.
      cost: amountOrNull(accountBill?.cost ?? "0"),
    })),
  )

const adjusted = ({ account, label, units, billed, consumed, cost }: LabelAdjustment): Figures => ({
  account,
  label,
  ours: units.ours,
  bill: units.bill,
  oursBilled: amountOrNull(billed.ours),
  billBilled: amountOrNull(billed.bill),
  oursConsumed: amountOrNull(consumed.ours),
  billConsumed: amountOrNull(consumed.bill),
  cost: amountOrNull(cost),
})

const nothingOf = ([{ account, label } = { account: "", label: null }]: Array<Pick<Figures, "account" | "label">>) => ({
  account,
  label,
  ours: 0,
  bill: 0,
  oursBilled: 0n,
  billBilled: 0n,
  oursConsumed: 0n,
  billConsumed: 0n,
  cost: 0n,
})

/** An amount that was not known adds nothing: what is known of it later is told whole. */
const sumOf = (tellings: ReadonlyArray<Figures>, field: MoneyField): Amount =>
  tellings.reduce((sum, telling) => sum + (telling[field] ?? 0n), 0n)

/** What is to be told; `null` where nothing has changed. */
const changesOf = (before: ReadonlyArray<Figures>, now: Figures): Figures | null => {
  const ours = now.ours - before.reduce((sum, of) => sum + of.ours, 0)
  const bill = now.bill - before.reduce((sum, of) => sum + of.bill, 0)
  const change = (field: MoneyField): MaybeAmount => {
    const amount = now[field]
    return amount === null ? null : amount - sumOf(before, field)
  }
  const changes: Figures = {
    account: now.account,
    label: now.label,
    ours,
    bill,
    oursBilled: change("oursBilled"),
    billBilled: change("billBilled"),
    oursConsumed: change("oursConsumed"),
    billConsumed: change("billConsumed"),
    cost: change("cost"),
  }
  const last = before.at(-1)
  // What is not known any more is told once.
  const isNew = (field: MoneyField) => (changes[field] === null ? last?.[field] !== null : changes[field] !== 0n)
  return ours !== 0 || bill !== 0 || moneyFields.some(isNew) ? changes : null
}

const causesOf = (changes: Figures): ReadonlyArray<AdjustmentCause> => [
  ...(changes.ours === 0 ? [] : ["results" as const]),
  ...(changes.bill === 0 ? [] : ["bill" as const]),
  ...(changes.cost === 0n ? [] : ["account_bill" as const]),
  ...((changes.ours === 0 && (changes.oursBilled !== 0n || changes.oursConsumed !== 0n)) ||
  (changes.bill === 0 && (changes.billBilled !== 0n || changes.billConsumed !== 0n))
    ? ["timing" as const]
    : []),
]

/** Law 4. */
const assertLaw = (before: ReadonlyArray<Figures>, changes: Figures, now: Figures): void => {
  const all = [...before, changes]
  const sums = (side: "ours" | "bill") => all.reduce((sum, of) => sum + of[side], 0) === now[side]
  const amounts = moneyFields.every((field) => now[field] === null || sumOf(all, field) === now[field])
  if (!sums("ours") || !sums("bill") || !amounts) {
    throw new Error("a law is broken: what was said of a closed month and its adjustments are not what the books say")
  }
}

const textOf = (changes: Figures): LabelAdjustment => ({
  account: changes.account,
  label: changes.label,
  units: { ours: changes.ours, bill: changes.bill },
  billed: { ours: amountTextOrNull(changes.oursBilled), bill: amountTextOrNull(changes.billBilled) },
  consumed: { ours: amountTextOrNull(changes.oursConsumed), bill: amountTextOrNull(changes.billConsumed) },
  cost: amountText(changes.cost ?? 0n),
})

/** Decisions about a closed month, by state: what credits give back stands beside them. */
export const earlierOf = (month: string, decisions: ReadonlyArray<Decision>): ReadonlyArray<Earlier> =>
  decisionStates.flatMap((state) => {
    const counted = decisions.filter((decision) => decision.state === state)
    if (counted.length === 0) return []
    const isCredit = state === "credited"
    return [
      {
        month,
        state,
        count: counted.length,
        amount: isCredit ? amountText(counted.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n)) : null,
        units: isCredit ? counted.reduce((sum, { units }) => sum + (units ?? 0), 0) : null,
      },
    ]
  })
