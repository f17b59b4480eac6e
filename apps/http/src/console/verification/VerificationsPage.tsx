/** @jsxImportSource hono/jsx */
/** The BizTokens of a month, and the search for one. */
import type { Verification } from "@faceid-tally/books/engine"
import {
  type Month,
  nextMonth,
  previousMonth,
  type VerificationState,
  verificationStates,
} from "@faceid-tally/core/engine"
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { AfterTable } from "../layout/AfterTable.tsx"
import { DataTable } from "../layout/DataTable.tsx"
import { Page } from "../layout/Page.tsx"
import { paths } from "../context/paths.ts"
import { verificationTable } from "./verificationTable.ts"
import { discrepanciesText } from "../discrepancies/discrepanciesText.ts"
import { consoleText } from "../text/consoleText.ts"
import { verificationText } from "./verificationText.ts"

export interface VerificationsProps {
  readonly context: PageContext
  /** `null` for the last year. */
  readonly month: Month | null
  readonly state: VerificationState | undefined
  readonly rows: ReadonlyArray<Verification>
  readonly isFirst: boolean
  readonly next: string | null
  /** What was searched for and is not there. */
  readonly notFound: string | null
}

export const VerificationsPage: FC<VerificationsProps> = ({ context, month, state, rows, isFirst, next, notFound }) => {
  const text = verificationText[context.language]
  const shared = consoleText[context.language]
  const name = listName(context, month)
  const query = { month: month?.name ?? "all", state }
  return (
    <Page context={context} title={text.title} current="verifications" month={month?.name}>
      <div class="head">
        <h1>{text.title}</h1>
      </div>
      {notFound !== null && (
        <div class="notice warn" role="status">
          <p>{text.unknown(notFound)}</p>
          <p>{text.unknownHelp}</p>
        </div>
      )}
      <section class="section" aria-labelledby="list">
        <div class="head">
          <h2 id="list">{name}</h2>
          {month !== null && (
            <ul>
              <li>
                <a href={paths.verifications({ month: previousMonth(month).name, state })}>{shared.previousMonth}</a>
              </li>
              <li>
                <a href={paths.verifications({ month: nextMonth(month).name, state })}>{shared.nextMonth}</a>
              </li>
            </ul>
          )}
        </div>
        <form action={paths.verifications()} class="fields">
          <input type="hidden" name="month" value={query.month} />
          <div>
            <label for="state">{text.state}</label>
            <select id="state" name="state">
              <option value="">{text.anyState}</option>
              {verificationStates.map((each) => (
                <option value={each} selected={each === state}>
                  {context.words.state[each]}
                </option>
              ))}
            </select>
          </div>
          <button>{discrepanciesText[context.language].apply}</button>
        </form>
        {rows.length === 0 ? (
          <div class="notice">
            <p>{text.listEmpty}</p>
            <p>{text.listHelp}</p>
          </div>
        ) : (
          <DataTable
            context={context}
            caption={name}
            className="stacks"
            table={verificationTable(context)}
            rows={rows}
            rowHeader="bizToken"
            rowClass={({ state: of, refused }) => (refused || of === "lapsed" || of === "expired" ? "gap" : undefined)}
            href={({ bizToken }, key) =>
              key === "bizToken" ? paths.verification(bizToken, { month: month?.name }) : undefined
            }
          />
        )}
        <AfterTable
          context={context}
          sheet={rows.length === 0 ? undefined : paths.verificationsSheet(query)}
          first={isFirst ? undefined : paths.verifications(query)}
          next={next === null ? undefined : paths.verifications({ ...query, after: next })}
        />
      </section>
    </Page>
  )
}

export const listName = ({ language, formats }: PageContext, month: Month | null): string =>
  month === null ? verificationText[language].listAll : verificationText[language].list(formats.month(month.name))
