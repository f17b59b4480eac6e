/** @jsxImportSource hono/jsx */
/** The month day by day: a chart, which days are incomplete, and the table. */
import { dayFromNumber, dayNumberOf } from "@faceid-tally/core"
import { incompleteReason, reconcileText } from "@faceid-tally/report"
import type { FC } from "hono/jsx"

import { Chart } from "../chart/Chart.tsx"
import type { PageContext } from "../context/PageContext.ts"
import { ActionForm } from "../layout/ActionForm.tsx"
import { AfterTable } from "../layout/AfterTable.tsx"
import { DataTable } from "../layout/DataTable.tsx"
import { Section } from "../layout/Section.tsx"
import { paths } from "../context/paths.ts"
import { signOf } from "./Bridge.tsx"
import { monthDayTable } from "./monthDayTable.ts"
import type { MonthDay, MonthView } from "./MonthView.ts"
import { monthText } from "./monthText.ts"

const HOLES_SHOWN = 20

interface DaysProps {
  readonly context: PageContext
  readonly view: MonthView
}

export const Days: FC<DaysProps> = ({ context, view }) => {
  const { formats } = context
  const text = monthText[context.language]
  const name = formats.month(view.month.name)
  return (
    <>
      <Section id="per-day" title={text.perDay}>
        <Chart context={context} month={view.month.name} name="days" alternative={text.chart(name)} />
      </Section>
      <Section id="gaps" title={text.gaps}>
        <Gaps context={context} view={view} />
      </Section>
      <Section id="days" title={text.days}>
        <DataTable
          context={context}
          caption={text.dayTable(name)}
          className="days"
          table={monthDayTable(context)}
          rows={view.days}
          rowHeader="day"
          rowClass={({ difference, isCollected, unpulled }) =>
            `${signOf(difference)}${!isCollected || unpulled.length > 0 ? " gap" : ""}`
          }
          href={({ day }, key) => (key === "day" ? paths.day(day) : undefined)}
        />
        <AfterTable context={context} sheet={paths.monthSheet(view.month.name)} />
      </Section>
    </>
  )
}

const Gaps: FC<DaysProps> = ({ context, view: { unpulled, uncollected, month, verdict } }) => {
  const { say, formats } = context
  const text = monthText[context.language]
  // What was read of the bill may have holes of its own; days without any bill are told above them.
  const holes = "document" in verdict ? verdict.document.incomplete.filter(({ reason }) => reason !== "not_pulled") : []
  if (unpulled.length + uncollected.length + holes.length === 0) return <p class="soft">{text.gapsNone}</p>
  return (
    <ul class="needs">
      {unpulled.length > 0 && (
        <li>
          <div>
            <p>
              <strong>{text.gapsUnpulled(unpulled.length)}</strong>
            </p>
            <DayLinks context={context} days={unpulled} />
          </div>
          <ActionForm context={context} action={paths.pull} fields={{ month: month.name }} label={text.pullMissing} />
        </li>
      )}
      {holes.length > 0 && (
        <li>
          <div>
            <p>
              <strong>{reconcileText[say.language].incompleteDays(holes.length)}</strong>
            </p>
            <ul>
              {holes.slice(0, HOLES_SHOWN).map(({ day, account, reason }) => (
                <li>{`${formats.day(dayNumberOf(day) ?? 0)} ${account}${say.colon}${incompleteReason(reason, say)}`}</li>
              ))}
            </ul>
          </div>
        </li>
      )}
      {uncollected.length > 0 && (
        <li>
          <div>
            <p>
              <strong>{text.gapsUncollected(uncollected.length)}</strong>
            </p>
            <DayLinks context={context} days={uncollected} />
          </div>
          <ActionForm context={context} action={paths.collect} label={text.collect} />
        </li>
      )}
    </ul>
  )
}

const DayLinks: FC<{ readonly context: PageContext; readonly days: ReadonlyArray<MonthDay> }> = ({ context, days }) => (
  <ul class="plain small">
    {days.map(({ day }) => (
      <li>
        <a href={paths.day(day)}>
          <time datetime={dayFromNumber(day)}>{context.formats.day(day)}</time>
        </a>
      </li>
    ))}
  </ul>
)
