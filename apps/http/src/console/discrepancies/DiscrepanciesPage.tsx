/** @jsxImportSource hono/jsx */
/** The discrepancies of one run: filtered, sorted, page by page. */
import type { Run, RunItem } from "@faceid-tally/books"
import { dayFromNumber, discrepancyKinds } from "@faceid-tally/core"
import type { FC } from "hono/jsx"

import type { PageContext } from "../context/PageContext.ts"
import { AfterTable } from "../layout/AfterTable.tsx"
import { Page } from "../layout/Page.tsx"
import { paths } from "../context/paths.ts"
import { DiscrepancyTable } from "./DiscrepancyTable.tsx"
import { type Filter, isFiltered, queryOf } from "./Filter.ts"
import { discrepanciesText } from "./discrepanciesText.ts"

export interface DiscrepanciesProps {
  readonly context: PageContext
  readonly run: Run | null
  /** The month that was asked for. */
  readonly month: string | undefined
  readonly filter: Filter
  readonly accounts: ReadonlyArray<string>
  readonly rows: ReadonlyArray<RunItem>
  /** Whether it is the first page. */
  readonly isFirst: boolean
  /** The cursor of the next page. */
  readonly next: string | null
}

export const DiscrepanciesPage: FC<DiscrepanciesProps> = (props) => {
  const { context, run, month, filter } = props
  const { formats } = context
  const text = discrepanciesText[context.language]
  return (
    <Page context={context} title={text.title} current="discrepancies" month={month}>
      <div class="head">
        <h1>{filter.kind === undefined ? text.title : context.say.kind[filter.kind]}</h1>
        {run !== null && <p class="soft small">{text.of(run.id, formats.day(run.fromDay), formats.day(run.toDay))}</p>}
      </div>
      {filter.kind !== undefined && <p class="lead">{text.what[filter.kind]}</p>}
      {run === null ? <p>{text.noRun}</p> : <Found {...props} run={run} />}
    </Page>
  )
}

const Found: FC<DiscrepanciesProps & { readonly run: Run }> = (props) => {
  const { context, run, filter, rows, isFirst, next } = props
  const text = discrepanciesText[context.language]
  const query = { run: run.id, ...queryOf(filter) }
  return (
    <>
      <FilterForm {...props} />
      {rows.length === 0 ? (
        <div class={`notice ${isFiltered(filter) ? "" : "good"}`}>
          <p>{isFiltered(filter) ? text.noneFiltered : text.none}</p>
        </div>
      ) : (
        <DiscrepancyTable context={context} run={run.id} rows={rows} caption={text.table} />
      )}
      <AfterTable
        context={context}
        sheet={rows.length === 0 ? undefined : paths.discrepanciesSheet(query)}
        first={isFirst ? undefined : paths.discrepancies(query)}
        next={next === null ? undefined : paths.discrepancies({ ...query, after: next })}
      />
    </>
  )
}

const FilterForm: FC<DiscrepanciesProps & { readonly run: Run }> = ({ context, run, filter, accounts }) => {
  const { say } = context
  const text = discrepanciesText[context.language]
  const { byKind } = run.document
  const kinds = discrepancyKinds.filter((kind) => byKind[kind].count > 0 || kind === filter.kind)
  return (
    <form action={paths.discrepancies()} class="fields" role="search" aria-label={text.filter}>
      <input type="hidden" name="run" value={run.id} />
      <div>
        <label for="kind">{text.kind}</label>
        <select id="kind" name="kind">
          <option value="">{text.allKinds}</option>
          {kinds.map((kind) => (
            <option value={kind} selected={kind === filter.kind}>
              {`${say.kind[kind]} (${context.formats.count(byKind[kind].count)})`}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for="day">{text.day}</label>
        <input
          id="day"
          name="day"
          type="date"
          min={dayFromNumber(run.fromDay)}
          max={dayFromNumber(run.toDay)}
          value={filter.day === undefined ? "" : dayFromNumber(filter.day)}
        />
      </div>
      {accounts.length > 1 && (
        <div>
          <label for="account">{text.account}</label>
          <select id="account" name="account">
            <option value="">{text.allAccounts}</option>
            {accounts.map((account) => (
              <option value={account} selected={account === filter.account}>
                {account}
              </option>
            ))}
          </select>
        </div>
      )}
      <div>
        <label for="impact">{text.impact}</label>
        <select id="impact" name="impact">
          <option value="">{text.anyImpact}</option>
          <option value="only" selected={filter.hasImpact}>
            {text.onlyImpact}
          </option>
        </select>
      </div>
      <div>
        <label for="order">{text.order}</label>
        <select id="order" name="order">
          <option value="">{text.byPlace}</option>
          <option value="impact" selected={filter.order === "impact"}>
            {text.byImpact}
          </option>
        </select>
      </div>
      <button class="primary">{text.apply}</button>
      {isFiltered(filter) && <a href={paths.discrepancies({ run: run.id })}>{text.reset}</a>}
    </form>
  )
}
