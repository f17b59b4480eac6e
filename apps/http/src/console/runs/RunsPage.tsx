/** @jsxImportSource hono/jsx */
/** The reconciliations that were kept of a month, the latest first, each with its discrepancies. */
import type { Run } from "@faceid-tally/books/engine"
import { dayFromNumber } from "@faceid-tally/core/engine"
import type { Table } from "@faceid-tally/report"
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { AfterTable } from "../layout/AfterTable.tsx"
import { Breadcrumb } from "../layout/Breadcrumb.tsx"
import { DataTable } from "../layout/DataTable.tsx"
import { Page } from "../layout/Page.tsx"
import { signOf } from "../layout/signOf.ts"
import { paths } from "../context/paths.ts"
import { consoleText } from "../text/consoleText.ts"
import { runsText } from "./runsText.ts"

export interface RunsProps {
  readonly context: PageContext
  readonly month: string
  readonly runs: ReadonlyArray<Run>
  readonly isFirst: boolean
  /** The number before which the next page begins. */
  readonly next: number | null
}

export const RunsPage: FC<RunsProps> = ({ context, month, runs, isFirst, next }) => {
  const text = runsText[context.language]
  const name = context.formats.month(month)
  const title = text.title(name)
  return (
    <Page context={context} title={title} current="month" month={month}>
      <Breadcrumb context={context} steps={[[consoleText[context.language].billOf(name), paths.month(month)]]} />
      <div class="head">
        <h1>{title}</h1>
      </div>
      {runs.length === 0 ? (
        <p class="soft">{text.none}</p>
      ) : (
        <DataTable
          context={context}
          caption={title}
          className="stacks narrowed"
          table={runTable(context)}
          rows={runs}
          rowHeader="run"
          rowClass={({ difference }) => signOf(difference)}
          href={({ id }, key) => (key === "run" ? paths.discrepancies({ month, run: id }) : undefined)}
        />
      )}
      <AfterTable
        context={context}
        next={next === null ? undefined : paths.runs(month, { before: next })}
        first={isFirst ? undefined : paths.runs(month)}
      />
    </Page>
  )
}

const runTable = ({ language, formats }: PageContext): Table<Run> => [
  { key: "run", title: () => runsText[language].run, value: ({ id }) => id },
  {
    key: "period",
    title: () => runsText[language].period,
    value: ({ fromDay, toDay }) => `${dayFromNumber(fromDay)} – ${dayFromNumber(toDay)}`,
  },
  { key: "ranAt", title: () => runsText[language].ranAt, value: ({ ranAt }) => formats.instant(ranAt) },
  { key: "rule", title: () => runsText[language].rule, value: ({ ruleId }) => ruleId ?? runsText[language].allRules },
  {
    key: "ledger",
    title: () => consoleText[language].ours,
    value: ({ ledgerCharges }) => ledgerCharges,
    align: "right",
  },
  { key: "bill", title: () => consoleText[language].bill, value: ({ billCharges }) => billCharges, align: "right" },
  {
    key: "impact",
    title: () => consoleText[language].difference,
    value: ({ difference }) => difference,
    text: ({ difference }) => formats.signed(difference),
    align: "right",
  },
  { key: "items", title: () => runsText[language].items, value: ({ items }) => items, align: "right" },
]
