/** @jsxImportSource hono/jsx */
/** The month day by day: a strip of all its days, and a table of those that differ or lack something. */
import { dayFromNumber } from "@faceid-tally/core/engine"
import type { FC } from "hono/jsx"

import { AfterTable } from "../../layout/AfterTable.tsx"
import { DataTable } from "../../layout/DataTable.tsx"
import { Section } from "../../layout/Section.tsx"
import type { PageContext } from "../../context/PageContext.ts"
import { paths } from "../../context/paths.ts"
import { monthDayTable } from "./monthDayTable.ts"
import type { MonthDay, MonthView } from "../view/MonthView.ts"
import { monthText } from "../view/monthText.ts"
import { signOf } from "../../layout/signOf.ts"

interface DaysProps {
  readonly context: PageContext
  readonly view: MonthView
  /** Those without a difference as well. */
  readonly isWhole: boolean
}

export const Days: FC<DaysProps> = ({ context, view, isWhole }) => {
  const { month, days } = view
  const text = monthText[context.language]
  const name = context.formats.month(month.name)
  const notable = days.filter((day) => day.difference !== 0 || isGap(day))
  const shown = isWhole ? days : notable
  return (
    <Section id="days" title={text.days}>
      <ol class="strip" aria-label={text.dayTable(name)}>
        {days.map((day) => (
          <Cell context={context} day={day} />
        ))}
        {daysAhead(view).map((day) => (
          <li>
            <span class="ahead">
              <time datetime={dayFromNumber(day)}>{dayOfMonth(day)}</time> <span>·</span>
            </span>
          </li>
        ))}
      </ol>
      {shown.length === 0 ? (
        <p class="soft">{text.noNotableDay}</p>
      ) : (
        <DataTable
          context={context}
          caption={text.dayTable(name)}
          className="days narrowed"
          table={monthDayTable(context)}
          rows={shown}
          rowHeader="day"
          rowClass={(day) => `${signOf(day.difference)}${isGap(day) ? " gap" : ""}`}
          href={({ day }, key) => (key === "day" ? paths.day(day) : undefined)}
        />
      )}
      <div class="after">
        {notable.length < days.length && (
          <a href={`${paths.month(month.name, { days: isWhole ? undefined : "all" })}#days`}>
            {isWhole ? text.onlyNotable : text.allDays(days.length)}
          </a>
        )}
        <AfterTable context={context} sheet={paths.monthSheet(month.name)} />
      </div>
    </Section>
  )
}

/** Those whose bill is not out yet. */
const daysAhead = ({ month, endDay }: MonthView): ReadonlyArray<number> =>
  Array.from({ length: Math.max(0, month.last - endDay + 1) }, (_, i) => endDay + i)

const dayOfMonth = (day: number): string => String(Number(dayFromNumber(day).slice(-2)))

const isGap = ({ isCollected, unpulled }: MonthDay): boolean => !isCollected || unpulled.length > 0

const Cell: FC<{ readonly context: PageContext; readonly day: MonthDay }> = ({ context, day }) => {
  const { formats, language } = context
  const difference = day.difference === null ? monthText[language].unknownDifference : formats.signed(day.difference)
  return (
    <li>
      <a
        href={paths.day(day.day)}
        class={`${signOf(day.difference)}${isGap(day) ? " gap" : ""}`}
        title={`${formats.day(day.day)} ${difference}`}
      >
        <time datetime={dayFromNumber(day.day)}>{dayOfMonth(day.day)}</time>{" "}
        <span>{day.difference === null ? "?" : day.difference === 0 ? "0" : formats.signed(day.difference)}</span>
      </a>
    </li>
  )
}
