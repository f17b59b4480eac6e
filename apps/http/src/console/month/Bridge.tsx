/** @jsxImportSource hono/jsx */
/** From our total to the bill's: each kind of discrepancy with what it adds, as a table and as a chart. */
import { countedKinds, type KeptReconciliation, type KindCount } from "@faceid-tally/books"
import { formatCount, kindText, reconcileText, type SharedText, type Table } from "@faceid-tally/report"
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import type { BridgeStep } from "../chart/bridgeChart.ts"
import { Chart } from "../chart/Chart.tsx"
import { DataTable } from "../layout/DataTable.tsx"
import { Section } from "../layout/Section.tsx"
import { paths } from "../context/paths.ts"
import { monthText } from "./monthText.ts"

export const bridgeSteps = (
  { ledger, bill, byKind }: KeptReconciliation,
  say: SharedText,
): ReadonlyArray<BridgeStep> => [
  { step: "start", name: reconcileText[say.language].bridgeStart, count: null, impact: ledger.charges, both: null },
  ...countedKinds(byKind).map((kind): BridgeStep => {
    const counted = byKind[kind] ?? NONE
    return { step: kind, name: kindText(kind, say), ...counted, both: bothOf(kind, counted) }
  }),
  { step: "end", name: reconcileText[say.language].bridgeEnd, count: null, impact: bill.charges, both: null },
]

const NONE: KindCount = { count: 0, impact: 0 }

/** Each flag that differs adds or takes one charge: what cancels out is told all the same. */
const bothOf = (kind: string, { count, impact }: KindCount): BridgeStep["both"] => {
  const [more, less] = [(count + impact) / 2, (count - impact) / 2]
  return kind === "charge_mismatch" && more > 0 && less > 0 ? [more, less] : null
}

const isTotal = ({ step }: BridgeStep): boolean => step === "start" || step === "end"

const bridgeTable: Table<BridgeStep> = [
  { key: "bridge", title: (say) => say.columns.bridge, value: ({ name }) => name },
  { key: "count", title: (say) => say.columns.count, value: ({ count }) => count, align: "right" },
  {
    key: "impact",
    title: (say) => say.columns.charges,
    value: ({ impact }) => impact,
    text: (step) =>
      formatCount(step.impact, { sign: !isTotal(step) }) +
      (step.both === null ? "" : ` (+${formatCount(step.both[0])} −${formatCount(step.both[1])})`),
    align: "right",
  },
]

interface BridgeProps {
  readonly context: PageContext
  readonly month: string
  readonly run: number
  readonly document: KeptReconciliation
}

export const Bridge: FC<BridgeProps> = ({ context, month, run, document }) => {
  const { say } = context
  const text = monthText[context.language]
  const { explained, bill, ledger, difference } = document
  return (
    <Section id="bridge" title={text.bridge}>
      <p class="lead">{text.bridgeHelp}</p>
      <div class="beside">
        <div>
          <DataTable
            context={context}
            caption={text.bridge}
            table={bridgeTable}
            rows={bridgeSteps(document, say)}
            rowHeader="bridge"
            rowClass={(step) => (isTotal(step) ? "total" : signOf(step.impact || (step.both?.[0] ?? 0)))}
            href={({ step }, key) =>
              step === "start" || step === "end" || key !== "bridge"
                ? undefined
                : paths.discrepancies({ run, kind: step })
            }
          />
          <p class="soft small law">
            {reconcileText[say.language].law(explained, bill.charges, ledger.charges, difference)}
          </p>
        </div>
        <Chart context={context} month={month} name="bridge" alternative={text.bridgeChart} />
      </div>
    </Section>
  )
}

export const signOf = (impact: number | null): "more" | "less" | "none" =>
  impact === null || impact === 0 ? "none" : impact > 0 ? "more" : "less"
