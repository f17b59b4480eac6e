/** What changed from one version of a bill day to another, line by line in the order of Seq. */
import { CHARGED, chargeOfFlag, compareBytes } from "@faceid-tally/core/engine"
import type { BillChange, BillChangeCursor, BilledLine, ListPage } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import { billVersionTable, lineColumns, type LineRow } from "../tables/billTables.ts"
import { type Database, selectRows } from "../database/Database.ts"
import { listPage } from "../database/listPage.ts"
import { fromStored, fromStoredName, toStored } from "../database/storedText.ts"

const LINES_PER_PAGE = 5000

const LINE = lineColumns.place

export const diffVersions = Effect.fnUntraced(function* (
  db: Database,
  from: number,
  to: number,
  { after, limit }: { readonly after?: BillChangeCursor | undefined; readonly limit: number },
) {
  const [before, now] = [yield* versionOf(db, from), yield* versionOf(db, to)]
  const found: Array<Found> = []
  const begin = after === undefined ? "" : toStored(after.seq)
  for (let at: Bound = { seq: begin, isIncluded: true }; ;) {
    const [old, next] = [yield* linesFrom(db, before, at), yield* linesFrom(db, now, at)]
    const until = endOf(old, next)
    const oldBySeq = groupUntil(old, until)
    const nextBySeq = groupUntil(next, until)
    for (const seq of [...new Set([...oldBySeq.keys(), ...nextBySeq.keys()])].sort(compareBytes)) {
      const changes = compareLines(oldBySeq.get(seq) ?? [], nextBySeq.get(seq) ?? [], before?.account ?? null)
      const told = after !== undefined && seq === begin ? after.told : 0
      for (const [i, change] of changes.entries()) {
        if (i >= told) found.push({ change, cursor: { seq: fromStored(seq), told: i + 1 } })
      }
      if (found.length > limit) return page(found, limit)
    }
    if (until === null) return page(found, limit)
    at = { seq: until, isIncluded: false }
  }
})

interface Found {
  readonly change: BillChange
  readonly cursor: BillChangeCursor
}

const page = (found: ReadonlyArray<Found>, limit: number): ListPage<BillChange, BillChangeCursor> =>
  listPage(found, { limit, cursorOf: ({ cursor }) => cursor, rowOf: ({ change }) => change })

const versionOf = Effect.fnUntraced(function* (db: Database, id: number) {
  const [row] = yield* selectRows(db, billVersionTable.pick("day", "account"), "WHERE id = ? AND version > 0", id)
  return row === undefined ? null : { id, day: row[0], account: fromStored(row[1]) }
})

/** From which Seq on lines are read. */
interface Bound {
  readonly seq: string
  readonly isIncluded: boolean
}

/** The next page of lines; all lines of its last Seq are on it. */
const linesFrom = Effect.fnUntraced(function* (
  db: Database,
  version: { readonly id: number; readonly day: number } | null,
  { seq: first, isIncluded }: Bound,
) {
  if (version === null) return { lines: [], isLast: true }
  const ofVersion = "WHERE day = ? AND version_id = ?"
  const lines = yield* selectRows(
    db,
    lineColumns,
    `${ofVersion} AND seq ${isIncluded ? ">=" : ">"} ? ORDER BY seq, page, place LIMIT ?`,
    version.day,
    version.id,
    first,
    LINES_PER_PAGE,
  )
  const seq = lines.at(-1)?.[LINE.seq]
  if (seq === undefined || lines.length < LINES_PER_PAGE) return { lines, isLast: true }
  const whole = yield* selectRows(db, lineColumns, `${ofVersion} AND seq = ?`, version.day, version.id, seq)
  return { lines: [...lines.filter((line) => line[LINE.seq] !== seq), ...whole], isLast: false }
})

type Lines = { readonly lines: ReadonlyArray<LineRow>; readonly isLast: boolean }

/** Up to which Seq both pages are whole; `null` where both end. */
const endOf = (...pages: ReadonlyArray<Lines>): string | null => {
  let until: string | null = null
  for (const { lines, isLast } of pages) {
    const last = lines.at(-1)?.[LINE.seq]
    if (!isLast && last !== undefined && (until === null || compareBytes(last, until) < 0)) until = last
  }
  return until
}

const groupUntil = ({ lines }: Lines, until: string | null): Map<string, Array<LineRow>> =>
  Map.groupBy(
    lines.filter((line) => until === null || compareBytes(line[LINE.seq], until) <= 0),
    (line) => line[LINE.seq],
  )

/** Lines that are equal on both sides cancel out; what is left of one Seq is a change, else it came or went. */
const compareLines = (
  before: ReadonlyArray<LineRow>,
  after: ReadonlyArray<LineRow>,
  account: string | null,
): Array<BillChange> => {
  const counts = new Map<string, { readonly line: LineRow; times: number }>()
  const count = (line: LineRow, times: number) => {
    if (line[LINE.flag] === 0) return
    const key = JSON.stringify(line.slice(LINE.bizToken))
    const known = counts.get(key)
    if (known === undefined) counts.set(key, { line, times })
    else known.times += times
  }
  for (const line of before) count(line, -1)
  for (const line of after) count(line, 1)
  const removed = [...counts.values()].filter(({ times }) => times < 0)
  const added = [...counts.values()].filter(({ times }) => times > 0)
  const hasSeq = before[0]?.[LINE.seq] !== "" && after[0]?.[LINE.seq] !== ""
  const changes: Array<BillChange> = []
  const pairs = hasSeq ? Math.max(removed.length, added.length) : removed.length + added.length
  for (let i = 0; i < pairs; i++) {
    const old = removed[i]
    const next = hasSeq ? added[i] : added[i - removed.length]
    changes.push({
      seq: seqOf(old?.line ?? next?.line),
      kind: old === undefined ? "added" : next === undefined ? "removed" : "changed",
      before: old === undefined ? null : toBilledLine(old.line, -old.times, account),
      after: next === undefined ? null : toBilledLine(next.line, next.times, account),
      impact: chargesOf(old) + chargesOf(next),
    })
  }
  return changes
}

const chargesOf = (counted: { readonly line: LineRow; readonly times: number } | undefined): number =>
  counted?.line[LINE.flag] === CHARGED ? counted.times : 0

const seqOf = (line: LineRow | undefined): string | null => {
  const seq = line?.[LINE.seq]
  return seq === undefined || seq === "" ? null : fromStored(seq)
}

const toBilledLine = (line: LineRow, times: number, account: string | null): BilledLine => ({
  seq: seqOf(line),
  charge: chargeOfFlag(line[LINE.flag]),
  errcode: line[LINE.errcode],
  at: line[LINE.at],
  bizToken: fromStoredName(line[LINE.bizToken]),
  ruleId: fromStoredName(line[LINE.ruleId]),
  account,
  chargeType: fromStoredName(line[LINE.chargeType]),
  times,
})
