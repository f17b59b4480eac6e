/**
 * A reconciliation as a workbook for finance: a sheet with the verdict and the bridge, a sheet of what the bill is made
 * of, and a sheet with every discrepancy, ready to be filtered.
 */

import type { KeptDiscrepancy } from "@faceid-tally/books/engine"

import { reconcileText } from "./reconcileText.ts"
import { itemTable } from "./itemTable.ts"
import type { SharedText } from "../messages/sharedText.ts"
import type { Pricing } from "./Pricing.ts"
import type { ReconcilePlan, ReconcileSummary } from "./ReconcileDocument.ts"
import { incompleteDays, law, periodOf, remarks, verdict } from "./reconcileSentences.ts"
import { billGroupTable, bridge, bridgeTable, chargeTypeTable } from "./reconcileTables.ts"
import { type Sheet, sheetOf } from "../xlsx/Sheet.ts"

export interface ReconcileWorkbookOptions {
  readonly say: SharedText
  /** What charges cost; without it there are no amounts. */
  readonly pricing?: Pricing | undefined
  /** Not all of the input could be read. */
  readonly hasFaults?: boolean
  /** Sentences over the verdict: which run it is, and by which seal it is proven. */
  readonly above?: ReadonlyArray<string>
  /** Sheets between what the bill is made of and the discrepancies. */
  readonly between?: ReadonlyArray<Sheet>
  /** All of the items, where the plan holds only the first. */
  readonly items?: AsyncIterable<KeptDiscrepancy>
}

/** So many incomplete days are named; their header must leave room for the table under it. */
const DAYS_NAMED = 31

export const reconcileSheets = (
  plan: ReconcilePlan,
  summary: ReconcileSummary,
  { say, pricing, hasFaults = false, above = [], between = [], items }: ReconcileWorkbookOptions,
): ReadonlyArray<Sheet> => {
  const { incomplete } = plan
  return [
    sheetOf(bridgeTable(pricing), bridge(plan, say), {
      say,
      name: say.sheet.summary,
      above: [
        ...above,
        ...(incomplete.length === 0 ? [] : [reconcileText[say.language].incompleteDays(incomplete.length)]),
        ...periodOf(plan, say),
        verdict(plan, say, pricing, hasFaults),
      ],
      below: [...remarks(plan, summary, say), law(plan, say), ...incompleteDays(incomplete, say, DAYS_NAMED)],
    }),
    compositionSheet(plan, summary, { say, pricing }),
    ...between,
    sheetOf(itemTable(pricing), items ?? plan.items, { say, name: say.sheet.discrepancies }),
  ]
}

/** What the bill is made of: by what was asked for, else by ChargeType and RuleId. */
const compositionSheet = (
  { chargeTypes }: ReconcilePlan,
  { by, groups }: ReconcileSummary,
  { say, pricing }: ReconcileWorkbookOptions,
): Sheet =>
  by !== undefined && groups !== undefined
    ? sheetOf(billGroupTable(by, pricing), groups, { say, name: say.sheet.groups(say.grouping[by]) })
    : sheetOf(chargeTypeTable(pricing), chargeTypes, { say, name: say.columns.chargeType })
