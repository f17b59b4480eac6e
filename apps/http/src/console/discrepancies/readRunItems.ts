/** Which run a list of discrepancies is of, the rows of a page, how many there are, and what stands beside one of them. */
import { Ledger, Listings, type Run, type RunItem, type RunItemCursor } from "@faceid-tally/books/engine"
import { type Month, monthOfDay } from "@faceid-tally/core/engine"
import type { Settings } from "@faceid-tally/host/apps"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { findRuns } from "../runs/findRuns.ts"
import { endOfMonth } from "../runs/endOfMonth.ts"
import { besideOf, isDecided, readStated } from "../decisions/statedItems.ts"
import { type Filter, itemsAsked, statedAsked } from "./Filter.ts"
import { verificationPath } from "./links.ts"

export interface RunAsked {
  readonly id: number | undefined
  readonly month: Month | undefined
}

/** The run that was asked for, as long as it is of the month; else that of the month, else the latest. */
export const findRun = ({ id, month }: RunAsked) =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const named = id === undefined ? null : yield* ledger.run(id)
    const isOfMonth = named !== null && (month === undefined || isWithin(named, month))
    const run = isOfMonth ? named : month === undefined ? yield* latestRun : yield* runOfMonth(month)
    if (run !== null) yield* ledger.checkRun(run.id)
    return run
  })

const isWithin = (run: Run, { first, last }: Month): boolean => run.fromDay <= last && run.toDay >= first

const latestRun = Effect.gen(function* () {
  const { rows } = yield* (yield* Listings).runs({ limit: 1 })
  return rows[0] ?? null
})

/** Of days that were reconciled one by one, the last. */
const runOfMonth = (month: Month) =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    const { run, closes } = yield* findRuns(month.first, month.last, endOfMonth(month, now) - 1)
    return run ?? closes.at(-1) ?? null
  })

/** Of a month so many runs can be chosen from, the latest. */
const RUNS_MAX = 30

export const runsOfMonth = ({ first, last }: Month) =>
  Effect.gen(function* () {
    const { rows } = yield* (yield* Listings).runs({ fromDay: first, toDay: last, limit: RUNS_MAX })
    return rows
  })

interface ItemsAsked {
  readonly run: number
  readonly filter: Filter
  readonly settings: Settings
}

export const readItems = (
  { run, filter, settings }: ItemsAsked,
  page: { readonly after: RunItemCursor | undefined; readonly limit: number; readonly isBackwards?: boolean },
) =>
  Effect.flatMap(Listings, (listings) =>
    listings.runItems(run, { ...itemsAsked(filter, settings), order: filter.order, ...page }),
  )

/** How many there are of each kind, whatever kind is asked for. */
export const readCounts = ({ run, filter, settings }: ItemsAsked) =>
  Effect.flatMap(Listings, (listings) =>
    listings.runItemCounts(run, { ...itemsAsked(filter, settings), kind: undefined }),
  )

/** Rows that lead nowhere are passed over, so many at most. */
const BESIDE_MAX = 20

export interface Neighbours {
  readonly previous: RunItem | null
  readonly next: RunItem | null
}

/** What stands before and after an item in its list. */
export const readNeighbours = (asked: ItemsAsked, row: RunItem) =>
  Effect.gen(function* () {
    const { place, item } = row
    const leads = (each: RunItem) => verificationPath(each, { run: asked.run }) !== undefined
    const stated = asked.filter.state === undefined ? null : yield* statedOf(asked)
    if (stated !== null && isDecided(stated)) {
      const { before, after } = besideOf(stated, asked.filter.order, row)
      return { previous: before.find(leads) ?? null, next: after.find(leads) ?? null } satisfies Neighbours
    }
    const beside = (isBackwards: boolean) =>
      Effect.map(
        readItems(asked, { after: { place, impact: item.impact }, limit: BESIDE_MAX, isBackwards }),
        ({ rows }) => rows.find(leads) ?? null,
      )
    return { previous: yield* beside(true), next: yield* beside(false) } satisfies Neighbours
  })

const statedOf = Effect.fnUntraced(function* ({ run: id, filter, settings }: ItemsAsked) {
  const run = yield* (yield* Ledger).run(id)
  if (run === null) return null
  return yield* readStated({ month: monthOfDay(run.toDay), run, asked: statedAsked(filter, settings) })
})
