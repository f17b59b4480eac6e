/** The items of a run, page by page, and how many there are. */
import type { RunItem, RunItemCount, RunItemCursor, RunItemsFilter, RunItemsPage } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import { type Database, readRows, selectRows } from "../database/Database.ts"
import { listPage } from "../database/listPage.ts"
import { placedItems, toRunItems } from "../reconciling/runs.ts"
import { int, shape, text } from "../tables/Table.ts"
import { toStored } from "../database/storedText.ts"
import { Where } from "../database/Where.ts"

export const listRunItems = Effect.fnUntraced(function* (db: Database, run: number, page: RunItemsPage) {
  const items: Array<RunItem> = []
  const [beyond, direction] = page.isBackwards === true ? ["<", "DESC"] : [">", "ASC"]
  for (const { test, after } of partsOf(page)) {
    const where = asked(db, new Where().and(`run = ? AND place ${beyond} ? ${test}`, run, after), page)
    const rows = yield* selectRows(
      db,
      placedItems,
      `${where.text} ORDER BY place ${direction} LIMIT ?`,
      ...where.params,
      page.limit + 1 - items.length,
    )
    items.push(...(yield* toRunItems(rows)))
    if (items.length > page.limit) break
  }
  return listPage(items, { limit: page.limit, cursorOf, rowOf: (item) => item })
})

export const countRunItems = Effect.fnUntraced(function* (db: Database, run: number, filter: RunItemsFilter) {
  const { hasImpact } = filter
  const test = hasImpact === undefined ? "" : hasImpact ? ADDING : NOT_ADDING
  const where = asked(db, new Where().and(`run = ? ${test}`, run), filter)
  const rows = yield* readRows(
    db,
    shape(text(), int(), int()),
    `SELECT kind, count(*), sum(impact) FROM run_item ${where.text} GROUP BY kind ORDER BY kind`,
    ...where.params,
  )
  return rows.map(([kind, count, impact]): RunItemCount => ({ kind, count, impact }))
})

/** RuleId and Seq stand in the body alone: in JSON, a name with its colon can be nothing but a name. */
const asked = ({ dialect }: Database, where: Where, { kind, day, account, ruleIds, seqPrefix }: RunItemsFilter) => {
  const holds = `${dialect.placeIn}(body, ?) > 0`
  where
    .andIf("kind = ?", kind)
    .andIf("day = ?", day)
    .andIf("account = ?", account === undefined ? undefined : toStored(account))
    .andIf(holds, seqPrefix === undefined ? undefined : `"seq":${JSON.stringify(seqPrefix).slice(0, -1)}`)
  if (ruleIds === undefined) return where
  const ofRules = ruleIds.map((ruleId) => `"ruleId":${JSON.stringify(ruleId)}`)
  return where.and(ofRules.length === 0 ? "1 = 0" : `(${ofRules.map(() => holds).join(" OR ")})`, ...ofRules)
}

const cursorOf = ({ place, item }: RunItem): RunItemCursor => ({ impact: item.impact, place })

const ADDING = "AND impact <> 0"
const NOT_ADDING = "AND impact = 0"

/** An impact is one charge or none: by impact come those that add something, then the others, each in their order. */
const partsOf = ({ order, hasImpact, after, isBackwards = false }: RunItemsPage) => {
  const start = isBackwards ? Number.MAX_SAFE_INTEGER : -1
  if (order === "place" || hasImpact !== undefined) {
    return [{ test: hasImpact === undefined ? "" : hasImpact ? ADDING : NOT_ADDING, after: after?.place ?? start }]
  }
  const tests = isBackwards ? [NOT_ADDING, ADDING] : [ADDING, NOT_ADDING]
  const first = after === undefined ? 0 : tests.indexOf(after.impact === 0 ? NOT_ADDING : ADDING)
  return tests.slice(first).map((test, i) => ({ test, after: i === 0 ? (after?.place ?? start) : start }))
}
