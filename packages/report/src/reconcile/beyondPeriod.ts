/**
 * What lies beyond the days that were asked for: what was read of other days is not counted, and a charge at the edge may
 * stand on a day beside of which nothing was read. A bill is never earlier than what it charges.
 */
import {
  type Bill,
  type BillingDay,
  dayFromNumber,
  dayNumberOf,
  dayOfTime,
  NO_DAY,
  type Tally,
} from "@faceid-tally/core/engine"

import type { BeyondPeriod } from "../documents/reconciliations.ts"
import type { ReconcilePlan } from "./ReconcileDocument.ts"

export interface AskedDays {
  readonly from: BillingDay | undefined
  readonly to: BillingDay | undefined
}

export interface BothSides {
  readonly tally: Tally
  readonly bill: Bill
  /** Of pairs that are in neither side, because they agree: how many there are of each other day. */
  readonly elsewhere: ReadonlyMap<number, number>
}

/** `undefined` where no days were asked for. */
export const beyondPeriod = (
  plan: ReconcilePlan,
  { tally, bill, elsewhere }: BothSides,
  asked: AskedDays,
): BeyondPeriod | undefined => {
  if (asked.from === undefined && asked.to === undefined) return undefined
  const [first, last] = [numberOf(asked.from) ?? -Infinity, numberOf(asked.to) ?? Infinity]
  const isOutside = (day: number) => day !== NO_DAY && (day < first || day > last)
  const pairs = elsewhere.values().reduce((sum, count) => sum + count, 0)
  let [attempts, lines] = [pairs, pairs]
  let [hasResultsBefore, hasBillAfter] = [elsewhere.has(first - 1), false]
  tally.forEachSeq((seq) => {
    const day = dayOfTime(tally.at(seq))
    if (isOutside(day)) attempts++
    hasResultsBefore ||= day === first - 1
  })
  for (let line = 0; line < bill.lines; line++) {
    if (!bill.isRepeated(bill.linePage(line)) && isOutside(bill.lineDay(line))) lines++
  }
  // A day that was pulled and is empty was read as well.
  for (let page = 0; page < bill.pages; page++) hasBillAfter ||= bill.daysOfPage(page).includes(last + 1)
  const missing = (kind: "missing_in_bill" | "missing_in_ledger", day: BillingDay): number =>
    (plan.byKind[kind]?.count ?? 0) === 0
      ? 0
      : Iterator.from(plan.items).reduce((sum, item) => (item.kind === kind && item.day === day ? sum + 1 : sum), 0)
  const unread = [
    ...(asked.from === undefined || hasResultsBefore
      ? []
      : [
          {
            side: "results",
            day: dayFromNumber(first - 1),
            charges: missing("missing_in_ledger", asked.from),
          } as const,
        ]),
    ...(asked.to === undefined || hasBillAfter
      ? []
      : [{ side: "bill", day: dayFromNumber(last + 1), charges: missing("missing_in_bill", asked.to) } as const]),
  ]
  return { attempts, lines, unread: unread.filter(({ charges }) => charges > 0) }
}

const numberOf = (day: BillingDay | undefined) => (day === undefined ? undefined : dayNumberOf(day))
