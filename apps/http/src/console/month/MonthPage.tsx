/** @jsxImportSource hono/jsx */
/** The month: is the bill right, where does the difference come from, what is missing, and what needs a person now. */
import type { FC } from "hono/jsx"

import type { Desk } from "../Desk.ts"
import { Page } from "../layout/Page.tsx"
import { nextMonth, previousMonth } from "../Month.ts"
import { paths } from "../paths.ts"
import { Bridge } from "./Bridge.tsx"
import { Days } from "./Days.tsx"
import type { MonthView } from "./MonthView.ts"
import type { Needs } from "./Needs.ts"
import { NeedsList } from "./NeedsList.tsx"
import { Verdict } from "./Verdict.tsx"

export interface MonthPageProps {
  readonly desk: Desk
  readonly view: MonthView
  readonly needs: Needs
  readonly now: number
}

export const MonthPage: FC<MonthPageProps> = ({ desk, view, needs }) => {
  const { text, formats } = desk
  const name = formats.month(view.month)
  return (
    <Page desk={desk} title={text.month.title(name)} current="month" month={view.month}>
      <div class="head">
        <h1>{text.month.title(name)}</h1>
        <ul>
          <li>
            <a href={paths.month(previousMonth(view.month))} rel="prev">
              {text.month.previous}
            </a>
          </li>
          <li>
            <a href={paths.month(nextMonth(view.month))} rel="next">
              {text.month.next}
            </a>
          </li>
        </ul>
      </div>
      <Verdict desk={desk} view={view} />
      <NeedsList desk={desk} needs={needs} />
      {view.run !== null && <Bridge desk={desk} month={view.month} run={view.run.id} document={view.run.document} />}
      {view.verdict._tag !== "Empty" && <Days desk={desk} view={view} />}
    </Page>
  )
}
