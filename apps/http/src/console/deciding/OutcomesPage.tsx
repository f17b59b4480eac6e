/** @jsxImportSource hono/jsx */
/** What becomes of each row: before anything is written, with the button that writes it, or after. */
import { isRefused } from "@faceid-tally/report"
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { paths } from "../context/paths.ts"
import { decisionsText } from "../decisions/decisionsText.ts"
import { discrepanciesText } from "../discrepancies/discrepanciesText.ts"
import { Breadcrumb } from "../layout/Breadcrumb.tsx"
import { DataTable } from "../layout/DataTable.tsx"
import { FormToken } from "../layout/FormToken.tsx"
import { Page } from "../layout/Page.tsx"
import { Section } from "../layout/Section.tsx"
import { consoleText } from "../text/consoleText.ts"
import { type OutcomeRow, outcomeTable, refusedFirst } from "./outcomeTable.ts"

const SHOWN_MAX = 1000

interface OutcomesPageProps {
  readonly context: PageContext
  /** YYYY-MM */
  readonly month: string
  readonly rows: ReadonlyArray<OutcomeRow>
  /** What is to be confirmed; `null` where it was written. */
  readonly sealed: string | null
  /** The list that it came from. */
  readonly back: string
}

export const OutcomesPage: FC<OutcomesPageProps> = ({ context, month, rows, sealed, back }) => {
  const { formats, language } = context
  const text = decisionsText[language]
  const count = (outcome: OutcomeRow["outcome"]["outcome"]) =>
    rows.filter((row) => row.outcome.outcome === outcome).length
  const [applied, same] = [count("applied"), count("same")]
  const refused = rows.length - applied - same
  const isTried = sealed !== null
  const title = isTried ? text.previewTitle : text.outcomeTitle
  const table = outcomeTable(context, isTried).filter(
    ({ key }) => key !== "row" || rows.some(({ proposed }) => proposed.row !== null),
  )
  return (
    <Page context={context} title={title} current="discrepancies" month={month}>
      <Breadcrumb
        context={context}
        steps={[
          [consoleText[language].billOf(formats.month(month)), paths.month(month)],
          [discrepanciesText[language].title, back],
        ]}
      />
      <div class="head">
        <h1>{title}</h1>
      </div>
      <div class={`notice ${refused > 0 ? "warn" : applied > 0 && !isTried ? "good" : ""}`} role="status">
        <p>{(isTried ? text.previewSum : text.outcomeSum)(applied, same, refused)}</p>
      </div>
      {sealed !== null && applied > 0 && (
        <form method="post" action={paths.applyDecisions(month)}>
          <FormToken context={context} />
          <input type="hidden" name="proposal" value={sealed} />
          <p class="soft small">{text.confirmHelp}</p>
          <button class="primary">{text.confirm(applied)}</button>
        </form>
      )}
      {isTried && applied === 0 && <p>{text.nothingToRecord}</p>}
      {rows.length > 0 && (
        <Section id="rows" title={text.rows}>
          <DataTable
            context={context}
            caption={text.rows}
            className="stacks outcomes"
            table={table}
            rows={refusedFirst(rows).slice(0, SHOWN_MAX)}
            rowClass={({ outcome }) => (isRefused(outcome) ? "refused" : undefined)}
          />
          {rows.length > SHOWN_MAX && <p class="soft small">{text.more(rows.length - SHOWN_MAX)}</p>}
        </Section>
      )}
      <p class="section">
        <a href={back}>{text.back}</a>
      </p>
    </Page>
  )
}
