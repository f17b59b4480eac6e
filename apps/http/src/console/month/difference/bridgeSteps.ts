/** From our total to the bill's, kind by kind: the rows of the bridge, and where their bars stand. */
import { countedKinds, type KindCount, type Run } from "@faceid-tally/books/engine"
import { kindText, reconcileText, type SharedText } from "@faceid-tally/report"

import { monthText } from "../view/monthText.ts"

export interface BridgeStep {
  /** A kind, one of the totals, or the kinds without impact together. */
  readonly step: string
  readonly name: string
  /** How many discrepancies; of the totals, nothing. */
  readonly count: number | null
  readonly impact: number
  /** What it adds and what it takes, where it does both; else nothing. */
  readonly both: readonly [more: number, less: number] | null
  /** What it comes to in yuan, as a decimal text; `null` where a price is not known. */
  readonly amount: string | null
}

export const START = "start"
export const END = "end"
export const WITHOUT_IMPACT = "none"

export const isTotal = ({ step }: Pick<BridgeStep, "step">): boolean => step === START || step === END

export const bridgeSteps = (
  { document, amounts }: Pick<Run, "document" | "amounts">,
  say: SharedText,
): ReadonlyArray<BridgeStep> => {
  const { ledger, bill, byKind } = document
  const text = reconcileText[say.language]
  const total = (step: string, name: string, impact: number, amount: string | null): BridgeStep => ({
    step,
    name,
    count: null,
    impact,
    both: null,
    amount,
  })
  const kinds = countedKinds(byKind).map((kind): BridgeStep => {
    const counted = byKind[kind] ?? NONE
    const amount = amounts?.byKind[kind] ?? (amounts !== null && !Object.hasOwn(amounts.byKind, kind) ? "0.00" : null)
    return { step: kind, name: kindText(kind, say), ...counted, both: bothOf(kind, counted), amount }
  })
  const adds = ({ impact, both }: BridgeStep) => impact !== 0 || both !== null
  return [
    total(START, text.bridgeStart, ledger.charges, amounts?.ledger ?? null),
    ...kinds.filter(adds),
    ...withoutImpact(
      kinds.filter((kind) => !adds(kind)),
      say,
    ),
    total(END, text.bridgeEnd, bill.charges, amounts?.bill ?? null),
  ]
}

const NONE: KindCount = { count: 0, impact: 0 }

/** Kinds that change nothing are one row. */
const withoutImpact = (kinds: ReadonlyArray<BridgeStep>, { language }: SharedText): ReadonlyArray<BridgeStep> => {
  if (kinds.length === 0) return []
  const count = kinds.reduce((sum, each) => sum + (each.count ?? 0), 0)
  const name = monthText[language].withoutImpact(kinds.length)
  return [{ step: WITHOUT_IMPACT, name, count, impact: 0, both: null, amount: "0.00" }]
}

/** Each flag that differs adds or takes one charge: what cancels out is told all the same. */
const bothOf = (kind: string, { count, impact }: KindCount): BridgeStep["both"] => {
  const [more, less] = [(count + impact) / 2, (count - impact) / 2]
  return kind === "charge_mismatch" && more > 0 && less > 0 ? [more, less] : null
}

/** One bar of a row: from where to where, in charges. */
export interface Span {
  readonly from: number
  readonly to: number
}

export interface Spans {
  /** Of each row its bars; of a total, none: only the steps are to scale. */
  readonly rows: ReadonlyArray<ReadonlyArray<Span>>
  readonly low: number
  readonly high: number
}

/** Each step begins where the one before ended. */
export const spansOf = (steps: ReadonlyArray<BridgeStep>): Spans => {
  let at = 0
  const rows = steps.map((step): ReadonlyArray<Span> => {
    if (isTotal(step)) {
      at = step.impact
      return [{ from: at, to: at }]
    }
    const impacts = step.both === null ? [step.impact] : [step.both[0], -step.both[1]]
    return impacts.flatMap((impact) => {
      if (impact === 0) return []
      const from = at
      at += impact
      return [{ from, to: at }]
    })
  })
  const ends = rows.flat().flatMap(({ from, to }) => [from, to])
  return { rows, low: Math.min(...ends), high: Math.max(...ends) }
}
