/**
 * Loads what days of the books and their bill differ in. Most attempts agree with the one line of their Seq in all that
 * is compared; the database finds them by a join, they stay there, and their sums come instead. What is loaded:
 *
 *   - lines that do not agree with the attempt of their Seq and day, and all lines of a Seq that has several;
 *   - lines of BizTokens whose ChargeCounts differ from their lines;
 *   - the attempts of these lines on whatever day, and all attempts of the BizTokens of lines that have none;
 *   - attempts without a line on their day.
 *
 * A property test holds the outcome equal to that of loading everything.
 */
import type { Differences, DifferencesOptions } from "@faceid-tally/books/engine"
import {
  type BilledTotal,
  type EqualPairTotals,
  type Bill,
  CHARGED,
  DEFAULT_ACCOUNT,
  NO_DAY,
  NO_NAME,
  type Tally,
} from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"

import { daysBetween } from "../results/attempts.ts"
import { chooseVersions, LineColumns, openPages } from "../bill/billLoading.ts"
import { readSums } from "../bill/BillSums.ts"
import { lineColumns } from "../tables/billTables.ts"
import type { StoredVersion } from "../bill/billVersions.ts"
import { type Database, readRows } from "../database/Database.ts"
import { attemptsBy, DifferingRows, type SummedVersion } from "./DifferingRows.ts"
import { fromStored } from "../database/storedText.ts"
import { addAttempts, ROWS_PER_PAGE } from "../results/tallyLoading.ts"
import { TallyColumns } from "../results/TallyColumns.ts"
import { attemptTable, daySumTable } from "../tables/resultTables.ts"

const LINE = lineColumns.place

/** `null` where it cannot be told apart, or differs so much that it does not pay; then begin anew. */
export const loadDifferences = Effect.fnUntraced(function* (
  db: Database,
  tally: Tally,
  bill: Bill,
  options: DifferencesOptions,
) {
  const { fromDay, toDay } = options
  const near = { fromDay: fromDay - 1, toDay: toDay + 1 }
  const days = daysBetween(near.fromDay, near.toDay)
  const versions = yield* summedVersions(db, yield* chooseVersions(db, near))
  if (versions === null) return null
  const books = new DifferingRows(db, days, versions)
  if (!(yield* books.openLines(options))) return null
  yield* books.openAttempts
  yield* books.addLinesOfAttempts

  for (const { version, batch, sums } of versions) {
    const pages = yield* openPages(db, bill, version, batch)
    const columns = new LineColumns(bill, pages)
    const differing = new Set(sums.counts.map(([token, rule]) => groupKey(token, rule)))
    for (const line of books.linesOf(version.id)) {
      columns.add(line, differing.has(groupKey(line[LINE.bizToken], line[LINE.ruleId])))
    }
    for (const page of pages) bill.closePage(page)
    // Pages that look alike without their other lines need not be so.
    if (pages.some((page) => bill.isRepeated(page))) return null
  }
  const columns = new TallyColumns(tally)
  yield* addAttempts(db, columns, books.attempts)
  for (const day of [...daysBetween(fromDay, toDay), NO_DAY]) {
    yield* visitUnbilled(db, day, books.versionsOf(day), (seqs) =>
      Effect.flatMap(
        attemptsBy(
          db,
          day,
          "seq",
          seqs.filter((seq) => !books.hasAttempt(seq)),
        ),
        (rows) => addAttempts(db, columns, rows),
      ),
    )
  }
  const inWindow = versions.filter(({ version }) => version.day >= fromDay && version.day <= toDay)
  return {
    versions: versions.map(({ version }) => version),
    agreed: { ...agreedOf(inWindow, books), accounts: yield* accountsOf(db, bill, [...days, NO_DAY]) },
  } satisfies Differences
})

const groupKey = (token: string | null, rule: string | null): string => JSON.stringify([token || "", rule || ""])

/** The bills of whole days, all summed up; `null` where there are others. */
const summedVersions = Effect.fnUntraced(function* (db: Database, chosen: ReadonlyArray<StoredVersion>) {
  const summed: Array<SummedVersion> = []
  for (const { version, batch } of chosen) {
    const sums = version.ruleId === null ? yield* readSums(db, version) : null
    if (sums === null) return null
    summed.push({ version, batch, sums })
  }
  return summed
})

/** Shows the Seqs of the attempts of a day that have no line on it. Both sides lie by Seq, so they are merged. */
const visitUnbilled = Effect.fnUntraced(function* <E>(
  db: Database,
  day: number,
  versions: ReadonlyArray<number>,
  visit: (seqs: ReadonlyArray<string>) => Effect.Effect<void, E>,
) {
  const billed = "EXCEPT SELECT seq FROM bill_line WHERE day = ? AND version_id = ? AND seq > ?"
  let after = ""
  for (;;) {
    const rows = yield* readRows(
      db,
      attemptTable.pick("seq"),
      `SELECT seq FROM attempt WHERE day = ? AND seq > ? ${versions.map(() => billed).join(" ")} ORDER BY seq LIMIT ?`,
      day,
      after,
      ...versions.flatMap((version) => [day, version, after]),
      ROWS_PER_PAGE,
    )
    yield* visit(rows.map(([seq]) => seq))
    const last = rows.at(-1)
    if (last === undefined || rows.length < ROWS_PER_PAGE) return
    after = last[0]
  }
})

/** What the lines that were not opened add up to. */
const agreedOf = (versions: ReadonlyArray<SummedVersion>, books: DifferingRows): Omit<EqualPairTotals, "accounts"> => {
  const billed: Array<BilledTotal> = []
  let chargeCountTotal = 0
  for (const { version, sums } of versions) {
    chargeCountTotal += sums.stated - sums.counts.reduce((sum, [, , stated]) => sum + stated, 0)
    const left = new Map(
      sums.types.map(([type, rule, lines, charges]) => [groupKey(type, rule), { type, rule, lines, charges }]),
    )
    for (const line of books.linesOf(version.id)) {
      const sum = left.get(groupKey(line[LINE.chargeType], line[LINE.ruleId]))
      if (sum === undefined || line[LINE.flag] === 0) continue
      sum.lines -= 1
      if (line[LINE.flag] === CHARGED) sum.charges -= 1
    }
    for (const { type, rule, lines, charges } of left.values()) {
      if (lines === 0) continue
      const { account, day } = version
      billed.push({ account, day, chargeType: nameOf(type), ruleId: nameOf(rule), lines, charges })
    }
  }
  return { billed, chargeCountTotal }
}

const nameOf = (stored: string): string | null => (stored === "" ? null : fromStored(stored))

/** The accounts that attempts of the days name, where the bill names any. */
const accountsOf = Effect.fnUntraced(function* (db: Database, bill: Bill, days: ReadonlyArray<number>) {
  const billed = new Set<number>()
  for (let page = 0; page < bill.pages; page++) billed.add(bill.pageAccount(page))
  const accounts = new Set<string>()
  for (const day of billed.isSubsetOf(new Set([NO_NAME])) ? [] : days) {
    const summed = yield* readRows(
      db,
      daySumTable.pick("account"),
      "SELECT DISTINCT account FROM day_sum WHERE day = ?",
      day,
    )
    for (const [account] of summed) {
      // In the sums the default stands for none as well.
      const isNamed =
        account !== DEFAULT_ACCOUNT || accounts.has(account) || (yield* namesDefault(db, bill, billed, day))
      if (isNamed) accounts.add(account)
    }
  }
  return [...accounts].map(fromStored)
})

const namesDefault = Effect.fnUntraced(function* (db: Database, bill: Bill, billed: ReadonlySet<number>, day: number) {
  if (billed.has(bill.names.accountOf(NO_NAME)) || billed.has(NO_NAME)) return true
  const named = yield* db.rows("SELECT 1 FROM attempt WHERE day = ? AND account = ? LIMIT 1", day, DEFAULT_ACCOUNT)
  return named.length > 0
})
