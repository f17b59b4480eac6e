/**
 * A reconciliation that a finance colleague can read, top down: whether the bill is whole, whether it is right, the
 * bridge from our total to the bill's, what it is made of, the first discrepancies, and the law that holds it together.
 */
import type { KeptDiscrepancy } from "@faceid-tally/books/engine"

import { reconcileText } from "./reconcileText.ts"
import { explanation, itemTextTable } from "./itemTable.ts"
import type { SharedText } from "../messages/sharedText.ts"
import type { Pricing } from "./Pricing.ts"
import type { ReconcilePlan, ReconcileSummary } from "./ReconcileDocument.ts"
import { incompleteDays, law, periodOf, remarks, verdict } from "./reconcileSentences.ts"
import { billGroupTable, bridge, bridgeTable, chargeTypeTable, isKind } from "./reconcileTables.ts"
import { plainStyle, type Style } from "../table/Style.ts"
import { tableLines } from "../table/tableLines.ts"

export interface ReconcileReportOptions {
  readonly say: SharedText
  readonly style?: Style
  /** What charges cost; without it there are no amounts. */
  readonly pricing?: Pricing | undefined
  /** Not all of the input could be read. */
  readonly hasFaults?: boolean
  /** How many discrepancies are shown, and how many incomplete days. */
  readonly limit?: number
}

export const reconcileLines = (
  plan: ReconcilePlan,
  summary: ReconcileSummary,
  { say, style = plainStyle, pricing, hasFaults = false, limit = 20 }: ReconcileReportOptions,
): Array<string> => {
  const shown = weightiest(plan.items, limit)
  const hidden = plan.items.length - shown.length
  const paintImpact =
    ({ impact }: { readonly impact: number }, { bad }: Style) =>
    (line: string) =>
      impact === 0 ? line : bad(line)
  const verdictColour = plan.items.impacts > 0 ? style.bad : plan.complete && !hasFaults ? style.good : style.note
  return [
    ...incompleteLines(plan, say, style, limit),
    ...periodOf(plan, say).map(style.faint),
    style.strong(verdictColour(verdict(plan, say, pricing, hasFaults))),
    "",
    ...tableLines(bridgeTable(pricing), bridge(plan, say), {
      say,
      style,
      paint: (step, { strong, bad, faint }) => (!isKind(step) ? strong : step.impact === 0 ? faint : bad),
    }),
    "",
    ...compositionLines(plan, summary, { say, style, pricing }),
    ...(shown.length === 0
      ? []
      : [
          style.strong(reconcileText[say.language].first(shown.length, plan.items.length)),
          ...tableLines(itemTextTable(pricing), shown, {
            say,
            style,
            paint: paintImpact,
            under: (item) => explanation(item, say),
          }),
          ...(hidden === 0 ? [] : [`  ${reconcileText[say.language].others(hidden)}`]),
          "",
        ]),
    ...remarks(plan, summary, say),
    style.strong(law(plan, say)),
  ]
}

/** The first discrepancies of the report's order, those with an impact before the others. */
const weightiest = (items: Iterable<KeptDiscrepancy>, limit: number): Array<KeptDiscrepancy> => {
  const [weighty, others]: [Array<KeptDiscrepancy>, Array<KeptDiscrepancy>] = [[], []]
  for (const item of items) {
    if (item.impact !== 0) weighty.push(item)
    else if (others.length < limit) others.push(item)
    if (weighty.length === limit) break
  }
  return [...weighty, ...others].slice(0, limit)
}

const incompleteLines = ({ incomplete }: ReconcilePlan, say: SharedText, style: Style, limit: number): Array<string> =>
  incomplete.length === 0
    ? []
    : [
        style.bad(reconcileText[say.language].incompleteDays(incomplete.length)),
        ...incompleteDays(incomplete, say, limit).map((line) => `  ${line}`),
        "",
      ]

/** What the bill is made of: by what was asked for, else by ChargeType and RuleId. */
const compositionLines = (
  { chargeTypes }: ReconcilePlan,
  { by, groups }: ReconcileSummary,
  { say, style = plainStyle, pricing }: ReconcileReportOptions,
): Array<string> => {
  if (by !== undefined && groups !== undefined) {
    const title = style.strong(reconcileText[say.language].byRule(say.grouping[by]))
    return [title, ...tableLines(billGroupTable(by, pricing), groups, { say, style }), ""]
  }
  if (chargeTypes.length === 0) return []
  const title = style.strong(reconcileText[say.language].byChargeType)
  return [title, ...tableLines(chargeTypeTable(pricing), chargeTypes, { say, style }), ""]
}
