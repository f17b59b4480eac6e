/** Reads the stored bill of days into the columns of the core, as the latest versions have it. */
import { type Bill, internName, NO_CODE, NO_COUNT, NO_NAME, NO_TIME } from "@faceid-tally/core"
import type { BillVersion, LoadOptions } from "@faceid-tally/books"
import * as Effect from "effect/Effect"

import { lastBatchOf } from "./Batches.ts"
import { visitLines, visitPages } from "./BatchRows.ts"
import { LINE, toBillVersion, versionColumns } from "./BillVersions.ts"
import type { Database } from "./Database.ts"
import { fromStored, fromStoredName } from "./StoredText.ts"
import type { Value } from "./Tables.ts"

export const loadBill = Effect.fnUntraced(function* (db: Database, bill: Bill, options: LoadOptions) {
  const lastBatch = (yield* lastBatchOf(db, options)) ?? Number.MAX_SAFE_INTEGER
  const rows = yield* db.rows(
    `SELECT ${versionColumns} FROM bill_version
     WHERE day >= ? AND day <= ? AND version > 0 AND batch <= ? ORDER BY day, account, rule_id, version`,
    options.fromDay,
    options.toDay,
    lastBatch,
  )
  const chosen = chooseVersions(rows)
  for (const { version, batch } of chosen) yield* loadVersion(db, bill, version, batch)
  return chosen.map(({ version }) => version)
})

/** Of each day the latest version; where the whole day was pulled, pulls of single rules play no part. */
const chooseVersions = (rows: ReadonlyArray<ReadonlyArray<Value>>) => {
  const latest = new Map<string, { readonly version: BillVersion; readonly batch: number }>()
  for (const row of rows) {
    const version = toBillVersion(row, false)
    const whole = `${version.day} ${version.account}`
    if (version.ruleId !== null && latest.has(whole)) continue
    latest.set(version.ruleId === null ? whole : JSON.stringify([whole, version.ruleId]), {
      version,
      batch: row[11] as number,
    })
  }
  return [...latest.values()]
}

const loadVersion = Effect.fnUntraced(function* (db: Database, bill: Bill, version: BillVersion, batch: number) {
  const { names } = bill
  const pages: Array<number> = []
  yield* visitPages(
    db,
    version.day,
    version.id,
    batch,
    ([, , , , kind, askedRuleId, account, cursor, next, hasNext]) => {
      const accountId = internName(names.accounts, fromStoredName(account as string | null))
      if (kind === "table") bill.coverage.push({ account: accountId, first: version.day, last: version.day })
      pages.push(
        bill.openPage(
          {
            day: version.day,
            account: accountId,
            askedRule: internName(names.rules, fromStoredName(askedRuleId as string | null)),
            cursor: (cursor as number | null) ?? NO_COUNT,
            nextCursor: (next as number | null) ?? NO_COUNT,
            hasNextPage: hasNext === 1,
          },
          kind as "page" | "table",
        ),
      )
    },
  )
  bill.accepted += pages.length
  // Lines come in the order of Seq: the group that each belongs to is opened when its first line comes.
  const groups = new Map<number, number>()
  yield* visitLines(db, version.day, version.id, batch, (row) => {
    const line = row.slice(1)
    const page = line[LINE.page] as number
    const key = page * GROUPS_PER_PAGE_MAX + (line[LINE.group] as number)
    let group = groups.get(key)
    if (group === undefined) {
      group = bill.openGroup(
        pages[page] ?? 0,
        internName(names.tokens, fromStoredName(line[LINE.bizToken] as string | null)),
        internName(names.rules, fromStoredName(line[LINE.ruleId] as string | null)),
        (line[LINE.chargeCount] as number | null) ?? NO_COUNT,
      )
      groups.set(key, group)
    }
    const [seq, flag] = [line[LINE.seq] as string, line[LINE.flag] as number]
    if (flag === 0) return
    bill.addLine(
      group,
      seq === "" ? NO_NAME : names.seqs.internText(fromStored(seq)),
      flag,
      (line[LINE.errcode] as number | null) ?? NO_CODE,
      (line[LINE.at] as number | null) ?? NO_TIME,
      internName(names.chargeTypes, fromStoredName(line[LINE.chargeType] as string | null)),
    )
  })
  for (const page of pages) bill.closePage(page)
})

/** Keys of groups are numbers; no page has more of them. */
const GROUPS_PER_PAGE_MAX = 2 ** 31
