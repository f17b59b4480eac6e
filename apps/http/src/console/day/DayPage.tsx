/** @jsxImportSource hono/jsx */
/** One day: its accounts, its discrepancies, its attempts, its return codes, and the versions of its bill. */
import { billableFrom, type ListedAttempt } from "@faceid-tally/books"
import { dayFromNumber } from "@faceid-tally/core"
import { billChangeTable } from "@faceid-tally/report"
import type { FC } from "hono/jsx"

import type { Desk } from "../Desk.ts"
import { DiscrepancyTable } from "../discrepancies/DiscrepancyTable.tsx"
import { ActionForm } from "../layout/ActionForm.tsx"
import { AfterTable } from "../layout/AfterTable.tsx"
import { DataTable } from "../layout/DataTable.tsx"
import { Page } from "../layout/Page.tsx"
import { Section } from "../layout/Section.tsx"
import { signOf } from "../month/Bridge.tsx"
import { monthOfDay } from "../Month.ts"
import { paths } from "../paths.ts"
import type { DayView } from "./readDay.ts"
import { accountTable, attemptTable, errcodeTable, versionTable } from "./tables.ts"
import { dayText } from "./dayText.ts"
import { monthText } from "../month/monthText.ts"

export interface DayPageProps {
  readonly desk: Desk
  readonly view: DayView
  readonly attempts: ReadonlyArray<ListedAttempt>
  readonly isFirst: boolean
  /** The address of the next page of attempts. */
  readonly next: string | undefined
}

export const DayPage: FC<DayPageProps> = (props) => {
  const { desk, view } = props
  const { formats } = desk
  const text = dayText[desk.language]
  const { day, rows } = view
  const month = monthOfDay(day)
  return (
    <Page desk={desk} title={formats.longDay(day)} current="month" month={month}>
      <p class="small">
        <a href={paths.month(month)}>{monthText[desk.language].title(formats.month(month))}</a>
      </p>
      <div class="head">
        <h1>{formats.longDay(day)}</h1>
        <ul>
          <li>
            <a href={paths.day(day - 1)} rel="prev">
              {text.previous}
            </a>
          </li>
          <li>
            <a href={paths.day(day + 1)} rel="next">
              {text.next}
            </a>
          </li>
        </ul>
      </div>
      {!view.isOut && (
        <div class="notice">
          <p>{text.notOutYet(formats.instant(billableFrom(day)))}</p>
        </div>
      )}
      {rows.length === 0 ? (
        <p class="soft">{text.empty}</p>
      ) : (
        <DataTable
          desk={desk}
          caption={text.byAccount}
          className="stacks"
          table={accountTable(desk)}
          rows={rows}
          rowHeader="account"
          rowClass={({ difference, collected, pulled }) =>
            `${signOf(difference)}${collected && pulled !== null ? "" : " gap"}`
          }
        />
      )}
      <div class="after row">
        {view.isOut && (
          <ActionForm
            desk={desk}
            action={paths.pull}
            fields={{ day: String(day) }}
            label={view.versions.length === 0 ? text.pull : text.pullAgain}
            isPrimary={view.versions.length === 0}
          />
        )}
      </div>
      <Discrepancies desk={desk} view={view} />
      <Attempts {...props} />
      <Codes desk={desk} view={view} />
      <Versions desk={desk} view={view} />
    </Page>
  )
}

interface PartProps {
  readonly desk: Desk
  readonly view: DayView
}

const Discrepancies: FC<PartProps> = ({ desk, view: { day, run, items } }) => {
  const text = dayText[desk.language]
  return (
    <Section id="discrepancies" title={text.discrepancies}>
      {run === null ? (
        <p class="soft">{text.noRun}</p>
      ) : items.length === 0 ? (
        <p class="soft">{text.noDiscrepancies}</p>
      ) : (
        <>
          <DiscrepancyTable desk={desk} run={run} rows={items} caption={text.discrepancies} isOneDay />
          <div class="after">
            <a href={paths.discrepancies({ run, day: dayFromNumber(day) })}>{text.all}</a>
          </div>
        </>
      )}
    </Section>
  )
}

const Attempts: FC<DayPageProps> = ({ desk, view: { day }, attempts, isFirst, next }) => {
  const text = dayText[desk.language]
  return (
    <Section id="attempts" title={text.attempts} isEmpty={attempts.length === 0} empty={text.noAttempts}>
      <DataTable
        desk={desk}
        caption={text.attempts}
        className="stacks"
        table={attemptTable(desk)}
        rows={attempts}
        rowHeader="seq"
        href={({ seq, bizToken }, key) =>
          key === "seq" && bizToken !== null ? paths.verification(bizToken, { seq }) : undefined
        }
      />
      <AfterTable desk={desk} sheet={paths.daySheet(day)} next={next} first={isFirst ? undefined : paths.day(day)} />
    </Section>
  )
}

const Codes: FC<PartProps> = ({ desk, view: { byErrcode } }) =>
  byErrcode.length === 0 ? null : (
    <Section id="codes" title={dayText[desk.language].byErrcode}>
      <DataTable
        desk={desk}
        caption={dayText[desk.language].byErrcode}
        className="stacks"
        table={errcodeTable(desk)}
        rows={byErrcode}
        rowHeader="errcode"
      />
    </Section>
  )

const Versions: FC<PartProps> = ({ desk, view: { versions, changes } }) => {
  const { words } = desk
  const text = dayText[desk.language]
  return (
    <Section id="versions" title={text.versions}>
      {versions.length === 0 ? (
        <p class="soft">{text.noVersions}</p>
      ) : (
        <DataTable desk={desk} caption={text.versions} className="stacks" table={versionTable(desk)} rows={versions} />
      )}
      {changes !== null && (
        <>
          <h3>{`${text.changes} · ${text.changesOf(changes.from.version, changes.to.version)}`}</h3>
          {changes.shown.length === 0 ? (
            <p class="soft">{words.diff.same}</p>
          ) : (
            <DataTable
              desk={desk}
              caption={text.changes}
              className="stacks"
              table={billChangeTable(words)}
              rows={changes.shown}
            />
          )}
        </>
      )}
    </Section>
  )
}
