/** @jsxImportSource hono/jsx */
/** The month: is the bill right, where does the difference come from, what is missing, and what needs a person now. */
import { nextMonth, previousMonth } from "@faceid-tally/core"
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { Page } from "../layout/Page.tsx"
import { paths } from "../context/paths.ts"
import { Bridge } from "./Bridge.tsx"
import { Days } from "./Days.tsx"
import type { MonthView } from "./MonthView.ts"
import type { Needs } from "./Needs.ts"
import { NeedsList } from "./NeedsList.tsx"
import { Verdict } from "./Verdict.tsx"
import { monthText } from "./monthText.ts"
import { consoleText } from "../text/consoleText.ts"

export interface MonthPageProps {
  readonly context: PageContext
  readonly view: MonthView
  readonly needs: Needs
  readonly now: number
}

export const MonthPage: FC<MonthPageProps> = ({ context, view, needs }) => {
  const { formats } = context
  const text = monthText[context.language]
  const shared = consoleText[context.language]
  const name = formats.month(view.month.name)
  return (
    <Page context={context} title={text.title(name)} current="month" month={view.month.name}>
      <div class="head">
        <h1>{text.title(name)}</h1>
        <ul>
          <li>
            <a href={paths.month(previousMonth(view.month).name)} rel="prev">
              {shared.previousMonth}
            </a>
          </li>
          <li>
            <a href={paths.month(nextMonth(view.month).name)} rel="next">
              {shared.nextMonth}
            </a>
          </li>
        </ul>
      </div>
      <Verdict context={context} view={view} />
      <NeedsList context={context} needs={needs} />
      {view.run !== null && (
        <Bridge context={context} month={view.month.name} run={view.run.id} document={view.run.document} />
      )}
      {view.verdict._tag !== "Empty" && <Days context={context} view={view} />}
    </Page>
  )
}
