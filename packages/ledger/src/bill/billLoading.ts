/** Reads the stored bill of days into the columns of the core, as the latest versions have it. */
import { type Bill, internName, NO_CODE, NO_COUNT, NO_CURSOR, NO_NAME, NO_TIME } from "@faceid-tally/core/engine"
import type { BillVersion, LoadOptions } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import { lastBatchOf } from "../evidence/batches.ts"
import { visitPages } from "../evidence/batchRows.ts"
import { lineColumns, type LineRow, pageEvidence } from "../tables/billTables.ts"
import { readVersions, type StoredVersion } from "./billVersions.ts"
import { type Database, selectRows } from "../database/Database.ts"
import { fromStored, fromStoredName } from "../database/storedText.ts"
import type { Row } from "../tables/Table.ts"

/** Lines that are read at once. */
const LINES_PER_PAGE = 5000

export const loadBill = Effect.fnUntraced(function* (db: Database, bill: Bill, options: LoadOptions) {
  const chosen = yield* chooseVersions(db, options)
  for (const { version, batch } of chosen) yield* loadVersion(db, bill, version, batch)
  return chosen.map(({ version }) => version)
})

/** Of each day the latest version; where the whole day was pulled, pulls of single rules play no part. */
export const chooseVersions = Effect.fnUntraced(function* (db: Database, options: LoadOptions) {
  const lastBatch = (yield* lastBatchOf(db, options)) ?? Number.MAX_SAFE_INTEGER
  const stored = yield* readVersions(
    db,
    "WHERE day >= ? AND day <= ? AND version > 0 AND batch <= ? ORDER BY day, account, rule_id, version",
    options.fromDay,
    options.toDay,
    lastBatch,
  )
  const latest = new Map<string, StoredVersion>()
  for (const each of stored) {
    const { day, account, ruleId } = each.version
    const whole = `${day} ${account}`
    if (ruleId !== null && latest.has(whole)) continue
    latest.set(ruleId === null ? whole : JSON.stringify([whole, ruleId]), each)
  }
  return [...latest.values()]
})

const loadVersion = Effect.fnUntraced(function* (db: Database, bill: Bill, version: BillVersion, batch: number) {
  const pages = yield* openPages(db, bill, version, batch)
  const lines = new LineColumns(bill, pages)
  let after: Row = ["", -1, -1]
  for (;;) {
    const rows = yield* selectRows(
      db,
      lineColumns,
      `WHERE day = ? AND version_id = ? AND batch = ? AND (seq, page, place) > (?, ?, ?)
       ORDER BY seq, page, place LIMIT ?`,
      version.day,
      version.id,
      batch,
      ...after,
      LINES_PER_PAGE,
    )
    for (const row of rows) lines.add(row)
    const last = rows.at(-1)
    if (last === undefined || rows.length < LINES_PER_PAGE) break
    after = last.slice(0, 3)
  }
  for (const page of pages) bill.closePage(page)
})

/** Opens the pages of a version; gives their ids by their numbers. */
export const openPages = Effect.fnUntraced(function* (db: Database, bill: Bill, version: BillVersion, batch: number) {
  const { names } = bill
  const pages: Array<number> = []
  const of = pageEvidence.at
  yield* visitPages(db, version.day, version.id, batch, (page) => {
    const [account, kind] = [internName(names.accounts, fromStoredName(of.account(page))), of.kind(page)]
    if (kind === "table") bill.coverage.push({ account, first: version.day, last: version.day })
    pages.push(
      bill.openPage(
        {
          day: version.day,
          account,
          askedRule: internName(names.rules, fromStoredName(of.askedRuleId(page))),
          cursor: of.cursor(page) ?? NO_CURSOR,
          nextCursor: of.nextCursor(page) ?? NO_CURSOR,
          hasNextPage: of.hasNext(page),
        },
        kind,
      ),
    )
  })
  bill.accepted += pages.length
  return pages
})

/** Keys of groups are numbers; no page has more of them. */
const GROUPS_PER_PAGE_MAX = 2 ** 31

/** The lines of a version come in the order of Seq: the group of each is opened when its first line comes. */
export class LineColumns {
  readonly #bill: Bill
  readonly #pages: ReadonlyArray<number>
  readonly #groups = new Map<number, number>()
  // Rules and types repeat from line to line.
  readonly #rule = { name: "" as string | null, id: NO_NAME }
  readonly #type = { name: "" as string | null, id: NO_NAME }

  constructor(bill: Bill, pages: ReadonlyArray<number>) {
    this.#bill = bill
    this.#pages = pages
  }

  /** `isCounted`: whether the ChargeCount that it states is to be compared. */
  add(row: LineRow, isCounted = true): void {
    const [seq, page, , grp, bizToken, ruleId, chargeCount, flag, errcode, at, chargeType] = row
    const { names } = this.#bill
    const key = page * GROUPS_PER_PAGE_MAX + grp
    let group = this.#groups.get(key)
    if (group === undefined) {
      if (ruleId !== this.#rule.name) {
        this.#rule.name = ruleId
        this.#rule.id = internName(names.rules, fromStoredName(ruleId))
      }
      group = this.#bill.openGroup(
        this.#pages[page] ?? 0,
        bizToken === null ? NO_NAME : names.tokens.internText(fromStored(bizToken)),
        this.#rule.id,
        isCounted ? (chargeCount ?? NO_COUNT) : NO_COUNT,
      )
      this.#groups.set(key, group)
    }
    // A group without lines has one of flag 0.
    if (flag === 0) return
    if (chargeType !== this.#type.name) {
      this.#type.name = chargeType
      this.#type.id = internName(names.chargeTypes, fromStoredName(chargeType))
    }
    this.#bill.addLine(
      group,
      seq === "" ? NO_NAME : names.seqs.internText(fromStored(seq)),
      flag,
      errcode ?? NO_CODE,
      at ?? NO_TIME,
      this.#type.id,
    )
  }
}
