/** @jsxImportSource hono/jsx */
/** The discrepancies of one run: how many of each kind, filtered, sorted, page by page. */
import type { FC } from "hono/jsx"

import { AfterTable } from "../layout/AfterTable.tsx"
import { Page } from "../layout/Page.tsx"
import { paths } from "../context/paths.ts"
import { printedRun } from "../text/printedRun.ts"
import { DiscrepancyTable } from "./DiscrepancyTable.tsx"
import { discrepanciesText } from "./discrepanciesText.ts"
import type { DiscrepanciesView, Found } from "./DiscrepanciesView.ts"
import { DecideForm } from "../decisions/DecideForm.tsx"
import { decisionsText } from "../decisions/decisionsText.ts"
import { DecisionSheets } from "../decisions/DecisionSheets.tsx"
import { StateChips } from "../decisions/StateChips.tsx"
import { isDecided, type NotDecided, type StatedItems } from "../decisions/statedItems.ts"
import type { PageContext } from "../context/PageContext.ts"
import { type Filter, isFiltered, queryOf } from "./Filter.ts"
import { FilterForm } from "./FilterForm.tsx"
import { KindChips } from "./KindChips.tsx"

export const DiscrepanciesPage: FC<DiscrepanciesView> = (props) => {
  const { context, month, filter, found } = props
  const { formats } = context
  const text = discrepanciesText[context.language]
  const run = found?.run
  return (
    <Page
      context={context}
      title={text.title}
      current="discrepancies"
      month={month}
      printed={run && printedRun(run, context.language)}
    >
      <div class="head">
        <h1>{filter.kind === undefined ? text.title : context.say.kind[filter.kind]}</h1>
        {run !== undefined && (
          <p class="soft small">{text.of(run.id, formats.day(run.fromDay), formats.day(run.toDay))}</p>
        )}
      </div>
      {filter.kind !== undefined && <p class="lead">{text.what[filter.kind]}</p>}
      <FilterForm {...props} />
      {found === null ? <p>{text.noRun}</p> : <List {...props} found={found} />}
    </Page>
  )
}

const List: FC<DiscrepanciesView & { readonly found: Found }> = ({ context, month, filter, found }) => {
  const { run, rows, counts, stated, skipped, next } = found
  const decided = isDecided(stated) ? stated : undefined
  const text = discrepanciesText[context.language]
  const query = { month, run: run.id, ...queryOf(filter) }
  const total = counts.reduce(
    (sum, { kind, count }) => (filter.kind === undefined || kind === filter.kind ? sum + count : sum),
    0,
  )
  return (
    <>
      <KindChips context={context} month={month} run={run.id} filter={filter} counts={counts} />
      {decided !== undefined && (
        <StateChips
          context={context}
          counts={decided.counts}
          chosen={filter.state}
          pathOf={(state) => paths.discrepancies({ month, run: run.id, ...queryOf({ ...filter, state }) })}
        />
      )}
      {rows.length === 0 ? (
        <div class={`notice ${isFiltered(filter) ? "" : "good"}`}>
          <p>{isFiltered(filter) ? text.noneFiltered : text.none}</p>
        </div>
      ) : (
        <>
          <p class="soft small range">{text.range(skipped + 1, skipped + rows.length, total)}</p>
          <DiscrepancyTable
            context={context}
            run={run}
            rows={rows}
            caption={text.table}
            month={month}
            filter={filter}
            stated={decided?.byPlace}
          />
        </>
      )}
      <AfterTable
        context={context}
        sheet={rows.length === 0 ? undefined : paths.discrepanciesSheet(query)}
        first={skipped === 0 ? undefined : paths.discrepancies(query)}
        next={
          next === null ? undefined : paths.discrepancies({ ...query, after: next, skipped: skipped + rows.length })
        }
      />
      <Deciding context={context} filter={filter} stated={stated} />
    </>
  )
}

interface DecidingProps {
  readonly context: PageContext
  readonly filter: Filter
  readonly stated: StatedItems | NotDecided
}

/** The form and the sheet; of a run by which nothing is decided, the way to the one by which it is. */
const Deciding: FC<DecidingProps> = ({ context, filter, stated }) => {
  const text = decisionsText[context.language]
  const month = stated.month.name
  if (!isDecided(stated)) {
    return (
      <p class="soft small section">
        {stated.last === null ? text.noMonthRun : `${text.notLast} `}
        {stated.last !== null && <a href={paths.discrepancies({ month, run: stated.last })}>{text.toLast}</a>}
      </p>
    )
  }
  const query = queryOf(filter)
  const { kind, day, account, state } = query
  return (
    <>
      {stated.shown.length > 0 && (
        <DecideForm
          context={context}
          month={month}
          shown={stated.shown.length}
          query={new URLSearchParams(
            Object.entries(query).filter((each): each is [string, string] => each[1] !== undefined),
          ).toString()}
        />
      )}
      {(stated.counts.get("disputed") ?? 0) > 0 && (
        <p class="section">
          <a href={paths.dispute(month)}>{text.toDispute}</a>
        </p>
      )}
      <DecisionSheets context={context} month={month} query={{ kind, day, account, state }} />
    </>
  )
}
