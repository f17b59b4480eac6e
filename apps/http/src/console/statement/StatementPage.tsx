/** @jsxImportSource hono/jsx */
/** A month in money, to be read, printed and filed: the verdict, and every table that has something to say. */
import { type Month, nextMonth, previousMonth } from "@faceid-tally/core/engine"
import type { StatementDocument } from "@faceid-tally/core/money"
import {
  cellText,
  eachStatementSection,
  effortSentence,
  type StatementReportOptions,
  statementVerdict,
  type Table,
} from "@faceid-tally/report"
import type { FC } from "hono/jsx"

import { Breadcrumb } from "../layout/Breadcrumb.tsx"
import { DataTable } from "../layout/DataTable.tsx"
import { Page } from "../layout/Page.tsx"
import { Section } from "../layout/Section.tsx"
import { ClosedMark } from "../closing/ClosedMark.tsx"
import { CloseSection } from "../closing/CloseSection.tsx"
import { closingText } from "../closing/closingText.ts"
import type { Closing } from "../closing/readClosing.ts"
import { disputesText } from "../disputes/disputesText.ts"
import { monthText } from "../month/view/monthText.ts"
import type { PageContext } from "../context/PageContext.ts"
import { paths } from "../context/paths.ts"
import { consoleText } from "../text/consoleText.ts"
import { printedRun } from "../text/printedRun.ts"
import { statementPageText } from "./statementPageText.ts"

export interface StatementPageProps {
  readonly context: PageContext
  readonly month: Month
  readonly document: StatementDocument
  /** Something was written since its reconciliation. */
  readonly isStale: boolean
  readonly options: StatementReportOptions
  readonly closing: Closing
}

const toneBy = { right: "good", different: "bad", incomplete: "warn" } as const
const markBy = { right: "✓", different: "!", incomplete: "?" } as const

export const StatementPage: FC<StatementPageProps> = ({ context, month, document, isStale, options, closing }) => {
  const { formats, language, say } = context
  const { run, verdict } = document
  const { words, figures } = options
  const shared = consoleText[language]
  const [answer = "", ...reasons] = statementVerdict(document, options)
  const monthName = formats.month(month.name)
  const title = words.title(monthName)
  return (
    <Page
      context={context}
      title={title}
      current="month"
      month={month.name}
      printed={run.id === null ? undefined : printedRun({ id: run.id, seal: run.seal }, language)}
    >
      <Breadcrumb context={context} steps={[[shared.billOf(monthName), paths.month(month.name)]]} />
      <div class="head">
        <h1>{title}</h1>
        <ul>
          {document.close === null && (
            <li>
              <a href="#close">{closingText[language].link}</a>
            </li>
          )}
          <li>
            <a href={paths.dispute(month.name)}>{disputesText[language].link}</a>
          </li>
          <li>
            <a href={paths.statement(previousMonth(month).name)} rel="prev">
              {shared.previousMonth}
            </a>
          </li>
          <li>
            <a href={paths.statement(nextMonth(month).name)} rel="next">
              {shared.nextMonth}
            </a>
          </li>
        </ul>
      </div>
      <ClosedMark context={context} document={document} />
      <section class={`verdict ${toneBy[verdict]}`} aria-labelledby="verdict">
        <span class="mark" aria-hidden="true">
          {markBy[verdict]}
        </span>
        <div>
          <h2 id="verdict">{monthText[language].question}</h2>
          <p class="answer">{answer}</p>
          {reasons.map((reason) => (
            <p>{reason}</p>
          ))}
          {isStale && run.id !== null && <p>{monthText[language].stale}</p>}
          {effortSentence(figures, say, words).map((sentence) => (
            <p class="soft small">{sentence}</p>
          ))}
          {run.id !== null && <p class="soft small">{words.run(run.id, run.seal?.seal ?? null)}</p>}
          <div class="row">
            <a href={paths.statementWorkbook(month.name)} class="button" download>
              {statementPageText[language].download}
            </a>
          </div>
        </div>
      </section>
      {[
        ...eachStatementSection(document, options, ({ name, table, rows }) => (
          <StatementTable context={context} name={name} title={words.sections[name]} table={table} rows={rows} />
        )),
      ]}
      {document.nfc > 0 && <p class="section">{words.nfc(document.nfc)}</p>}
      <CloseSection context={context} month={month} document={document} closing={closing} />
    </Page>
  )
}

interface StatementTableProps<Row> {
  readonly context: PageContext
  readonly name: string
  readonly title: string
  readonly table: Table<Row>
  readonly rows: ReadonlyArray<Row>
}

/** So many columns need no more than the width that is read easily. */
const FEW = 5

/** Columns that say nothing in this month are left out. */
const StatementTable = <Row,>({ context, name, title, table, rows }: StatementTableProps<Row>) => {
  const { say } = context
  const used = table.filter((column) => rows.some((row) => cellText(column, row, say) !== ""))
  return (
    <Section id={name} title={title}>
      <DataTable
        context={context}
        caption={title}
        className={used.length > FEW ? "stacks" : "stacks narrowed"}
        table={used}
        rows={rows}
      />
    </Section>
  )
}
