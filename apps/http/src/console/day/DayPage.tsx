/** @jsxImportSource hono/jsx */
/** One day: its accounts, its discrepancies, its attempts, its return codes, and the versions of its bill. */
import { billableFrom, type ListedAttempt } from "@faceid-tally/books/engine"
import { dayFromNumber, monthOfDay } from "@faceid-tally/core/engine"
import { billChangeTable } from "@faceid-tally/report"
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { DiscrepancyTable } from "../discrepancies/DiscrepancyTable.tsx"
import { ActionForm } from "../layout/ActionForm.tsx"
import { AfterTable } from "../layout/AfterTable.tsx"
import { DataTable } from "../layout/DataTable.tsx"
import { Page } from "../layout/Page.tsx"
import { Section } from "../layout/Section.tsx"
import { signOf } from "../layout/signOf.ts"
import { paths } from "../context/paths.ts"
import type { DayView } from "./readDay.ts"
import { accountTable, attemptTable, errcodeTable, versionTable } from "./tables.ts"
import { dayText } from "./dayText.ts"
import { consoleText } from "../text/consoleText.ts"

export interface DayPageProps {
  readonly context: PageContext
  readonly view: DayView
  readonly attempts: ReadonlyArray<ListedAttempt>
  readonly isFirst: boolean
  /** The address of the next page of attempts. */
  readonly next: string | undefined
}

export const DayPage: FC<DayPageProps> = (props) => {
  const { context, view } = props
  const { formats } = context
  const text = dayText[context.language]
  const { day, rows } = view
  const month = monthOfDay(day).name
  return (
    <Page context={context} title={formats.longDay(day)} current="month" month={month}>
      <p class="small">
        <a href={paths.month(month)}>{consoleText[context.language].billOf(formats.month(month))}</a>
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
          context={context}
          caption={text.byAccount}
          className="stacks"
          table={accountTable(context)}
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
            context={context}
            action={paths.pull}
            fields={{ day: String(day) }}
            label={view.versions.length === 0 ? text.pull : text.pullAgain}
            isPrimary={view.versions.length === 0}
          />
        )}
      </div>
      <Discrepancies context={context} view={view} />
      <Attempts {...props} />
      <Codes context={context} view={view} />
      <Versions context={context} view={view} />
    </Page>
  )
}

interface PartProps {
  readonly context: PageContext
  readonly view: DayView
}

const Discrepancies: FC<PartProps> = ({ context, view: { day, run, items } }) => {
  const text = dayText[context.language]
  return (
    <Section id="discrepancies" title={text.discrepancies}>
      {run === null ? (
        <p class="soft">{text.noRun}</p>
      ) : items.length === 0 ? (
        <p class="soft">{text.noDiscrepancies}</p>
      ) : (
        <>
          <DiscrepancyTable
            context={context}
            run={run}
            rows={items}
            caption={text.discrepancies}
            month={monthOfDay(day).name}
            isOneDay
          />
          <div class="after">
            <a href={paths.discrepancies({ month: monthOfDay(day).name, run: run.id, day: dayFromNumber(day) })}>
              {text.all}
            </a>
          </div>
        </>
      )}
    </Section>
  )
}

const Attempts: FC<DayPageProps> = ({ context, view: { day }, attempts, isFirst, next }) => {
  const text = dayText[context.language]
  return (
    <Section id="attempts" title={text.attempts} isEmpty={attempts.length === 0} empty={text.noAttempts}>
      <DataTable
        context={context}
        caption={text.attempts}
        className="stacks"
        table={attemptTable(context)}
        rows={attempts}
        rowHeader="seq"
        href={({ seq, bizToken }, key) =>
          key === "seq" && bizToken !== null
            ? paths.verification(bizToken, { seq, month: monthOfDay(day).name })
            : undefined
        }
      />
      <AfterTable
        context={context}
        sheet={paths.daySheet(day)}
        next={next}
        first={isFirst ? undefined : paths.day(day)}
      />
    </Section>
  )
}

const Codes: FC<PartProps> = ({ context, view: { byErrcode } }) =>
  byErrcode.length === 0 ? null : (
    <Section id="codes" title={dayText[context.language].byErrcode}>
      <DataTable
        context={context}
        caption={dayText[context.language].byErrcode}
        className="stacks"
        table={errcodeTable(context)}
        rows={byErrcode}
        rowHeader="errcode"
      />
    </Section>
  )

const Versions: FC<PartProps> = ({ context, view: { versions, changes } }) => {
  const { words } = context
  const text = dayText[context.language]
  return (
    <Section id="versions" title={text.versions}>
      {versions.length === 0 ? (
        <p class="soft">{text.noVersions}</p>
      ) : (
        <DataTable
          context={context}
          caption={text.versions}
          className="stacks"
          table={versionTable(context)}
          rows={versions}
        />
      )}
      {changes !== null && (
        <>
          <h3>{`${text.changes} · ${text.changesOf(changes.from.version, changes.to.version)}`}</h3>
          {changes.shown.length === 0 ? (
            <p class="soft">{words.diff.same}</p>
          ) : (
            <DataTable
              context={context}
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
