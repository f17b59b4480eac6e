/** @jsxImportSource hono/jsx */
/** Who decided what of a case, the latest first. */
import type { Decision } from "@faceid-tally/core/money"
import { kindText, type Table } from "@faceid-tally/report"
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { DataTable } from "../layout/DataTable.tsx"
import { Section } from "../layout/Section.tsx"
import { decisionsText } from "./decisionsText.ts"
import { saidText } from "./saidText.ts"

interface DecisionHistoryProps {
  readonly context: PageContext
  readonly decisions: ReadonlyArray<Decision>
}

export const DecisionHistory: FC<DecisionHistoryProps> = ({ context, decisions }) => {
  const text = decisionsText[context.language]
  const hasNotes = decisions.some(({ note }) => note !== null)
  return (
    <Section id="decisions" title={text.history} isEmpty={decisions.length === 0} empty={text.noHistory}>
      <DataTable
        context={context}
        caption={text.history}
        className="stacks"
        table={historyTable(context).filter(({ key }) => key !== "note" || hasNotes)}
        rows={decisions}
      />
    </Section>
  )
}

const historyTable = (context: PageContext): Table<Decision> => {
  const text = decisionsText[context.language]
  return [
    { key: "number", title: () => text.number, value: ({ number }) => number, align: "right" },
    {
      key: "month",
      title: () => text.item,
      value: ({ month, item }, say) => text.historyOf(month, kindText(item.kind, say)),
    },
    { key: "decision", title: () => text.column, value: (decision) => saidText(decision, context) },
    { key: "note", title: () => text.note, value: ({ note }) => note },
    { key: "by", title: () => text.by, value: ({ by }) => by },
    { key: "at", title: () => text.at, value: ({ at }) => context.formats.exactInstant(at) },
  ]
}
