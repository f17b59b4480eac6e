/** Pulls of bill days: due work with leases, one page after the other, and where it goes on after a stop. */
import { type BillPage, flagOfCharge } from "@faceid-tally/core/engine"
import { type BillDay, type Claim, EMPTY_PAGES_MAX, type Pull, PullMismatch } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import { billDayTable, type LineRecord } from "../tables/billTables.ts"
import { closeVersion, contentOf, dropVersion, type OpenVersion, openVersion, stagePage } from "./billVersions.ts"
import { type Database, readRows } from "../database/Database.ts"
import { leasedDays, takingOver } from "../leases/takingOver.ts"
import { isGone } from "../leases/Owner.ts"
import { refuseRemoved } from "../evidence/removals.ts"
import { fromStored, toStored, toStoredName } from "../database/storedText.ts"
import type { RecordIn } from "../tables/Table.ts"

const keyOf = ({ day, account, ruleId }: BillDay): [number, string, string] => [
  day,
  toStored(account),
  ruleId === null ? "" : toStored(ruleId),
]
const ofDay = "WHERE day = ? AND account = ? AND rule_id = ?"

export const planPulls = (db: Database, days: ReadonlyArray<BillDay>, dueAt: number) =>
  db.write(
    Effect.forEach(
      days,
      (day) =>
        db.rows(
          `INSERT INTO bill_day (day, account, rule_id, next_due, cursor, pages, at_end) VALUES (?, ?, ?, ?, 0, 0, 0)
           ON CONFLICT (day, account, rule_id) DO UPDATE SET next_due =
             CASE WHEN bill_day.next_due < excluded.next_due THEN bill_day.next_due ELSE excluded.next_due END`,
          ...keyOf(day),
          dueAt,
        ),
      { discard: true },
    ),
  )

export const takeDuePulls = Effect.fnUntraced(function* (db: Database, claim: Claim & { readonly limit: number }) {
  const take = readRows(
    db,
    billDayTable.pick("day", "account", "rule_id"),
    `WITH due AS MATERIALIZED (
       SELECT day, account, rule_id FROM bill_day WHERE next_due <= ? AND (lease_until IS NULL OR lease_until <= ?)
       ORDER BY day, account, rule_id LIMIT ? ${db.dialect.skipLocked}
     )
     UPDATE bill_day SET lease_until = ?, worker = ?
     WHERE (day, account, rule_id) IN (SELECT day, account, rule_id FROM due) RETURNING day, account, rule_id`,
    claim.now,
    claim.now,
    claim.limit,
    claim.leaseUntil,
    claim.worker,
  )
  const taken = yield* takingOver(db, leasedDays, claim.now, take)
  const pulls: Array<Pull> = []
  for (const [day, account, ruleId] of taken) {
    const pull = yield* openPull(
      db,
      { day, account: fromStored(account), ruleId: ruleId === "" ? null : fromStored(ruleId) },
      claim,
    )
    if (pull !== null) pulls.push(pull)
  }
  return pulls.sort((a, b) => a.day - b.day)
})

export const openPull = (
  db: Database,
  day: BillDay,
  claim: Claim,
  { restart = false }: { readonly restart?: boolean | undefined } = {},
) =>
  db.write(
    Effect.gen(function* () {
      yield* refuseRemoved(db, [day.day], claim.now)
      const key = keyOf(day)
      let state = yield* readDay(db, day)
      if (state !== null && isHeldByOther(state, claim)) return null
      if (restart && state !== null) state = yield* dropPull(db, day, state)
      if (state === null) {
        yield* db.rows(
          "INSERT INTO bill_day (day, account, rule_id, cursor, pages, at_end) VALUES (?, ?, ?, 0, 0, 0)",
          ...key,
        )
      }
      const version = state?.version ?? (yield* openVersion(db, day, "pull", claim.now)).id
      yield* db.rows(
        `UPDATE bill_day SET lease_until = ?, worker = ?, open_version = ? ${ofDay}`,
        claim.leaseUntil,
        claim.worker,
        version,
        ...key,
      )
      return {
        ...day,
        version,
        worker: claim.worker,
        leaseUntil: claim.leaseUntil,
        cursor: state?.cursor ?? 0,
        pages: state?.pages ?? 0,
        isAtEnd: state?.isAtEnd ?? false,
      } satisfies Pull
    }),
  )

const isHeldByOther = ({ leaseUntil, worker }: DayState, claim: Claim): boolean =>
  leaseUntil !== null && leaseUntil > claim.now && worker !== null && worker !== claim.worker && !isGone(worker)

/** Forgets the pages of a pull that stopped. */
const dropPull = Effect.fnUntraced(function* (db: Database, day: BillDay, state: DayState) {
  if (state.version !== null) yield* dropVersion(db, { day: day.day, id: state.version })
  yield* db.rows(`UPDATE bill_day SET open_version = NULL, cursor = 0, pages = 0, at_end = 0 ${ofDay}`, ...keyOf(day))
  return { ...state, version: null, cursor: 0, pages: 0, isAtEnd: false } satisfies DayState
})

const dayState = billDayTable.pick("lease_until", "worker", "open_version", "cursor", "pages", "at_end")

interface DayState extends Omit<RecordIn<typeof dayState>, "openVersion" | "atEnd"> {
  readonly version: number | null
  readonly isAtEnd: boolean
}

const readDay = Effect.fnUntraced(function* (db: Database, day: BillDay) {
  const [row] = yield* db.rows(`SELECT ${dayState.text} FROM bill_day ${ofDay}`, ...keyOf(day))
  if (row === undefined) return null
  const { openVersion: version, atEnd: isAtEnd, ...state } = dayState.decode(row)
  return { ...state, version, isAtEnd } satisfies DayState
})

export const storePage = (db: Database, pull: Pull, page: BillPage) =>
  db.write(
    Effect.gen(function* () {
      yield* checkHolder(db, pull)
      const refuse = (reason: PullMismatch["reason"]) => Effect.fail(mismatch(pull, reason, page.cursor))
      if (pull.isAtEnd) return yield* refuse("closed")
      if (page.cursor !== null && page.cursor !== pull.cursor) return yield* refuse("cursor")
      const next = page.nextCursor
      if (page.hasNextPage && (next === null || (yield* isVisited(db, pull, next)))) {
        return yield* refuse("cursor_stands_still")
      }
      const lines = linesOf(page, pull.pages)
      if (lines.length > 0 && (yield* isRepeated(db, pull, contentOf(lines)))) return yield* refuse("repeated_page")
      if (lines.length === 0 && page.hasNextPage && (yield* areLastEmpty(db, pull))) return yield* refuse("empty_pages")
      yield* stagePage(
        db,
        openVersionOf(pull),
        {
          page: pull.pages,
          kind: "page",
          askedRuleId: toStoredName(pull.ruleId),
          account: toStored(pull.account),
          cursor: pull.cursor,
          nextCursor: next,
          hasNext: page.hasNextPage,
        },
        lines,
      )
      const after: Pull = {
        ...pull,
        cursor: page.hasNextPage ? (next ?? pull.cursor) : pull.cursor,
        pages: pull.pages + 1,
        isAtEnd: !page.hasNextPage,
      }
      yield* db.rows(
        `UPDATE bill_day SET cursor = ?, pages = ?, at_end = ? ${ofDay}`,
        after.cursor,
        after.pages,
        after.isAtEnd ? 1 : 0,
        ...keyOf(pull),
      )
      return after
    }),
  )

const mismatch = (pull: Pull, reason: PullMismatch["reason"], cursor: number | null) =>
  new PullMismatch({ account: pull.account, day: pull.day, reason, expectedCursor: pull.cursor, cursor })

/** The pull must be as the ledger has it: nobody took it over, and no page of it was stored meanwhile. */
const checkHolder = Effect.fnUntraced(function* (db: Database, pull: Pull) {
  const state = yield* readDay(db, pull)
  if (state?.version !== pull.version || state.worker !== pull.worker) {
    return yield* mismatch(pull, "not_the_holder", null)
  }
  if (state.pages !== pull.pages) return yield* mismatch(pull, "cursor", state.cursor)
})

const isVisited = Effect.fnUntraced(function* (db: Database, pull: Pull, cursor: number) {
  if (cursor === pull.cursor) return true
  const rows = yield* db.rows(
    "SELECT 1 FROM bill_page WHERE day = ? AND version_id = ? AND cursor = ? LIMIT 1",
    pull.day,
    pull.version,
    cursor,
  )
  return rows.length > 0
})

const isRepeated = Effect.fnUntraced(function* (db: Database, pull: Pull, content: string) {
  const rows = yield* db.rows(
    "SELECT 1 FROM bill_page WHERE day = ? AND version_id = ? AND content = ? LIMIT 1",
    pull.day,
    pull.version,
    content,
  )
  return rows.length > 0
})

/** Whether with one more there would be as many empty pages in a row as end a pull, in whatever process they came. */
const areLastEmpty = Effect.fnUntraced(function* (db: Database, pull: Pull) {
  const before = EMPTY_PAGES_MAX - 1
  const [row] = yield* db.rows(
    "SELECT count(*) FROM bill_page WHERE day = ? AND version_id = ? AND page >= ? AND content = ?",
    pull.day,
    pull.version,
    pull.pages - before,
    contentOf([]),
  )
  return Number(row?.[0] ?? 0) === before
})

/** The lines of a page; a group without lines is one of flag 0. */
const linesOf = (page: BillPage, number: number): Array<LineRecord> => {
  const lines: Array<LineRecord> = []
  page.groups.forEach((group, grp) => {
    const shared = {
      page: number,
      grp,
      bizToken: toStoredName(group.bizToken),
      ruleId: toStoredName(group.ruleId),
      chargeCount: group.chargeCount,
    }
    if (group.lines.length === 0) {
      lines.push({ ...shared, seq: "", place: lines.length, flag: 0, errcode: null, at: null, chargeType: null })
    }
    for (const { seq, charge, errcode, at, chargeType } of group.lines) {
      lines.push({
        ...shared,
        seq: seq === null ? "" : toStored(seq),
        place: lines.length,
        flag: flagOfCharge(charge),
        errcode,
        at,
        chargeType: toStoredName(chargeType),
      })
    }
  })
  return lines
}

const openVersionOf = (pull: Pull): OpenVersion => {
  const [day, account, ruleId] = keyOf(pull)
  return { id: pull.version, account, day, ruleId, source: "pull" }
}

export const closePull = (db: Database, pull: Pull, now: number) =>
  db.write(
    Effect.gen(function* () {
      yield* checkHolder(db, pull)
      if (!pull.isAtEnd) return yield* mismatch(pull, "not_at_the_end", null)
      const version = yield* closeVersion(db, openVersionOf(pull), now)
      yield* db.rows(
        `UPDATE bill_day SET next_due = NULL, lease_until = NULL, worker = NULL, open_version = NULL,
         cursor = 0, pages = 0, at_end = 0 ${ofDay}`,
        ...keyOf(pull),
      )
      return version
    }),
  )

export const releasePull = (db: Database, pull: Pull, retryAt: number | null) =>
  db.rows(
    `UPDATE bill_day SET next_due = ?, lease_until = NULL, worker = NULL ${ofDay} AND worker = ?`,
    retryAt,
    ...keyOf(pull),
    pull.worker,
  )
