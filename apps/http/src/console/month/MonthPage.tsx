/** @jsxImportSource hono/jsx */
/** The month: is the bill right, for how much, what is to be done, where the difference comes from, and what it cost. */
import { nextMonth, previousMonth } from "@faceid-tally/core/engine"
import type { FC } from "hono/jsx"

import { ClosedMark } from "../closing/ClosedMark.tsx"
import { closingText } from "../closing/closingText.ts"
import { disputesText } from "../disputes/disputesText.ts"
import { Page } from "../layout/Page.tsx"
import type { PageContext } from "../context/PageContext.ts"
import { paths } from "../context/paths.ts"
import { runsText } from "../runs/runsText.ts"
import { consoleText } from "../text/consoleText.ts"
import { printedRun } from "../text/printedRun.ts"
import { Bridge } from "./difference/Bridge.tsx"
import { Costs } from "./costs/Costs.tsx"
import { Days } from "./days/Days.tsx"
import type { Grouping } from "./difference/groups.ts"
import { monthText } from "./view/monthText.ts"
import { NextStepsList } from "./next/NextStepsList.tsx"
import type { MonthPageData } from "./readMonth.ts"
import { Verdict } from "./Verdict.tsx"

export interface MonthPageProps extends MonthPageData {
  readonly context: PageContext
  /** By what the difference is shown; `undefined`: by kind. */
  readonly by: Grouping | undefined
  /** Every day in the table. */
  readonly hasAllDays: boolean
}

export const MonthPage: FC<MonthPageProps> = ({ context, view, steps, figures, close, by, hasAllDays }) => {
  const { formats, language } = context
  const text = monthText[language]
  const shared = consoleText[language]
  const { month, run } = view
  const name = formats.month(month.name)
  const title = shared.billOf(name)
  return (
    <Page
      context={context}
      title={title}
      current="month"
      month={month.name}
      printed={run === null ? undefined : printedRun(run, language)}
    >
      <div class="head">
        <h1>{title}</h1>
        <ul>
          <li>
            <a href={paths.statement(month.name)}>{text.statement}</a>
          </li>
          <li>
            <a href={paths.dispute(month.name)}>{disputesText[language].link}</a>
          </li>
          {close === null && view.verdict._tag !== "Empty" && (
            <li>
              <a href={`${paths.statement(month.name)}#close`}>{closingText[language].link}</a>
            </li>
          )}
          <li>
            <a href={paths.runs(month.name)}>{runsText[language].link}</a>
          </li>
          <li>
            <a href={paths.month(previousMonth(month).name)} rel="prev">
              {shared.previousMonth}
            </a>
          </li>
          <li>
            <a href={paths.month(nextMonth(month).name)} rel="next">
              {shared.nextMonth}
            </a>
          </li>
        </ul>
      </div>
      <ClosedMark context={context} document={{ close }} />
      <Verdict
        context={context}
        view={view}
        figures={figures}
        hasClaims={steps.some(({ _tag }) => _tag === "AskBack")}
      />
      {view.verdict._tag !== "Empty" && <NextStepsList context={context} view={view} steps={steps} />}
      {run !== null && <Bridge context={context} month={month.name} run={run} figures={figures} by={by} />}
      {view.verdict._tag !== "Empty" && <Days context={context} view={view} isWhole={hasAllDays} />}
      <Costs context={context} figures={figures} />
    </Page>
  )
}
