/** What the charges of a report cost: by one price for all of them, or by the price plan. */
import type { KeptDiscrepancy } from "@faceid-tally/books/engine"
import type { ChargeTypeTotal } from "@faceid-tally/core/engine"
import { amountOfItem, amountText, ChargeValues, type ReconciledAmounts } from "@faceid-tally/core/money"

import { reconcileText } from "./reconcileText.ts"
import type { BillGroup } from "../documents/reconciliations.ts"
import { decimalText, type Money, times } from "../language/Money.ts"
import { moneyOf, yuan } from "../language/amounts.ts"
import type { Column } from "../table/Table.ts"

/** Amounts are decimal texts, `null` where a price is not known. */
export interface Pricing {
  /** Of a total of charges of one side. */
  readonly total: (side: "ledger" | "bill", charges: number) => string | null
  readonly difference: (charges: number) => string | null
  readonly kind: (kind: string, impact: number) => string | null
  readonly chargeType: (total: ChargeTypeTotal) => string | null
  readonly group: (group: BillGroup) => string | null
  /** Of one discrepancy, by a plan. */
  readonly item?: (item: KeptDiscrepancy) => string | null
}

export const byUnitPrice = (price: Money): Pricing => {
  const cost = (charges: number) => decimalText(times(price, charges))
  return {
    total: (_, charges) => cost(charges),
    difference: cost,
    kind: (_, impact) => cost(impact),
    chargeType: ({ charges }) => cost(charges),
    group: ({ charges }) => cost(charges),
  }
}

export const byPlan = (amounts: ReconciledAmounts): Pricing => {
  const values = new ChargeValues(amounts.values)
  return {
    total: (side) => amounts[side],
    difference: () => amounts.difference,
    kind: (kind) => amounts.byKind[kind] ?? (Object.hasOwn(amounts.byKind, kind) ? null : "0.00"),
    chargeType: ({ chargeType, ruleId }) =>
      amounts.byChargeType.find((of) => of.chargeType === chargeType && of.ruleId === ruleId)?.amount ?? null,
    group: ({ amount = null }) => amount,
    item: (item) => {
      const amount = amountOfItem(item, values)
      return amount === null ? null : amountText(amount)
    },
  }
}

/** What the charges of a row cost; no column without a price. */
export const amountColumn = <Row>(
  pricing: Pricing | undefined,
  amountOf: (by: Pricing, row: Row) => string | null,
  hasSign: (row: Row) => boolean = () => false,
): Array<Column<Row>> => {
  if (pricing === undefined) return []
  const value = (row: Row) => moneyOf(amountOf(pricing, row))
  const text = (row: Row) => yuan(amountOf(pricing, row), UNKNOWN, { sign: hasSign(row) })
  return [{ key: "amount", title: (say) => reconcileText[say.language].columns.amount, value, text, align: "right" }]
}

const UNKNOWN = "—"
