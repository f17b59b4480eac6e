/** @jsxImportSource hono/jsx */
/** What the month cost, beside the month before: by billing label, and our charges by return code. */
import type { ComparedFigures } from "@faceid-tally/books/engine"
import { effortSentence, statementText } from "@faceid-tally/report"
import type { FC } from "hono/jsx"

import { DataTable } from "../../layout/DataTable.tsx"
import { Section } from "../../layout/Section.tsx"
import type { PageContext } from "../../context/PageContext.ts"
import { codeCosts, codeCostTable, labelCosts, labelCostTable } from "./costTables.ts"
import { monthText } from "../view/monthText.ts"

interface CostsProps {
  readonly context: PageContext
  readonly figures: ComparedFigures
}

export const Costs: FC<CostsProps> = ({ context, figures }) => {
  const text = monthText[context.language]
  const { month, before } = figures
  const labels = labelCosts(figures)
  const hasPrices = month.labels.some(({ label }) => label !== null)
  return (
    <>
      {hasPrices && (
        <Section id="labels" title={text.labels}>
          <DataTable
            context={context}
            caption={text.labels}
            className="narrowed stacks"
            table={labelCostTable(context, before !== null, new Set(labels.map(({ account }) => account)).size > 1)}
            rows={labels}
            rowHeader="label"
          />
        </Section>
      )}
      {month.attempts > 0 && (
        <Section id="codes" title={hasPrices ? text.codesCost : text.codes}>
          <p class="lead">{effortSentence(figures, context.say, statementText[context.language]).join("")}</p>
          <DataTable
            context={context}
            caption={text.codes}
            className="stacks"
            table={codeCostTable(context, hasPrices, before !== null)}
            rows={codeCosts(figures)}
            rowHeader="errcode"
          />
        </Section>
      )}
    </>
  )
}
