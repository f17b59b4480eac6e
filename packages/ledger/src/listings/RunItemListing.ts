/** The items of a run, page by page. */
import type { RunItem, RunItemCursor, RunItemsPage } from "@faceid-tally/books"
import * as Effect from "effect/Effect"

import type { Database } from "../database/Database.ts"
import { listPage } from "../database/listPage.ts"
import { toRunItems } from "../reconciling/Runs.ts"
import { toStored } from "../database/StoredText.ts"
import { Where } from "../database/Where.ts"

export const listRunItems = Effect.fnUntraced(function* (db: Database, run: number, page: RunItemsPage) {
  const items: Array<RunItem> = []
  for (const { test, after } of partsOf(page)) {
    const where = new Where()
      .and(`run = ? AND place > ? ${test}`, run, after)
      .andIf("kind = ?", page.kind)
      .andIf("day = ?", page.day)
      .andIf("account = ?", page.account === undefined ? undefined : toStored(page.account))
    const rows = yield* db.rows(
      `SELECT place, body FROM run_item ${where.text} ORDER BY place LIMIT ?`,
      ...where.params,
      page.limit + 1 - items.length,
    )
    items.push(...(yield* toRunItems(rows)))
    if (items.length > page.limit) break
  }
  return listPage(items, { limit: page.limit, cursorOf, rowOf: (item) => item })
})

const cursorOf = ({ place, item }: RunItem): RunItemCursor => ({ impact: item.impact, place })

const ADDING = "AND impact <> 0"
const NOT_ADDING = "AND impact = 0"

/** An impact is one charge or none: by impact come those that add something, then the others, each in their order. */
const partsOf = ({ order, hasImpact, after }: RunItemsPage) => {
  const place = after?.place ?? -1
  if (order === "place" || hasImpact !== undefined) {
    return [{ test: hasImpact === undefined ? "" : hasImpact ? ADDING : NOT_ADDING, after: place }]
  }
  return after !== undefined && after.impact === 0
    ? [{ test: NOT_ADDING, after: place }]
    : [
        { test: ADDING, after: place },
        { test: NOT_ADDING, after: -1 },
      ]
}
