/** Where the books stand, and the daily sums. */
import { NO_CODE, verificationStates } from "@faceid-tally/core"
import type { DayStatus, DaySum, DaySumKey, Status } from "@faceid-tally/books"
import * as Effect from "effect/Effect"

import type { Database } from "./Database.ts"
import { lastSeal } from "./Seals.ts"
import { fromStored, fromStoredName, toStored } from "./StoredText.ts"

/** Deadlines that are listed. */
const DEADLINES_MAX = 20

interface Days {
  readonly fromDay: number
  readonly toDay: number
}

interface OfAccount {
  readonly account?: string | undefined
}

/** The condition that leaves one account, where one is asked for. */
const ofAccount = (column: string, { account }: OfAccount) =>
  account === undefined ? { where: "", values: [] } : { where: `AND ${column} = ?`, values: [toStored(account)] }

export const status = Effect.fnUntraced(function* (db: Database, now: number, asked: Days & OfAccount) {
  const own = ofAccount("coalesce(account, 'default')", asked)
  const sealed = yield* lastSeal(db)
  const [batches] = yield* db.rows("SELECT max(batch) FROM batch")
  const [refused] = yield* db.rows(`SELECT count(*) FROM verification WHERE refused = 1 ${own.where}`, ...own.values)
  const [due] = yield* db.rows(
    `SELECT count(*) FROM verification
     WHERE next_due <= ? AND (lease_until IS NULL OR lease_until <= ?) AND deadline > ? AND rule_id IS NOT NULL ${own.where}`,
    now,
    now,
    now,
    ...own.values,
  )
  const deadlines = yield* db.rows(
    `SELECT biz_token, account, deadline, next_due FROM verification
     WHERE state IN ('registered', 'collected') AND deadline > ? ${own.where} ORDER BY deadline LIMIT ?`,
    now,
    ...own.values,
    DEADLINES_MAX,
  )
  return {
    tokens: yield* tokensByState(db, now, asked),
    refused: Number(refused?.[0] ?? 0),
    due: Number(due?.[0] ?? 0),
    deadlines: deadlines.map(([bizToken, account, deadline, nextDue]) => ({
      bizToken: fromStored(bizToken as string),
      account: fromStoredName(account as string | null) ?? "default",
      deadline: deadline as number,
      nextDue: nextDue as number | null,
    })),
    head: sealed?.head ?? null,
    unsealedBatches: Number(batches?.[0] ?? 0) - (sealed?.lastBatch ?? 0),
    grid: yield* grid(db, now, asked),
  } satisfies Status
})

/** The states as they are now: of those past their deadline no sweep may have taken note yet. */
const tokensByState = Effect.fnUntraced(function* (db: Database, now: number, asked: OfAccount) {
  const own = ofAccount("coalesce(account, 'default')", asked)
  const tokens = { registered: 0, collected: 0, final: 0, lapsed: 0, expired: 0 }
  const counted = yield* db.rows(
    `SELECT state, count(*) FROM verification WHERE 1 = 1 ${own.where} GROUP BY state`,
    ...own.values,
  )
  for (const state of verificationStates) {
    tokens[state] = Number(counted.find(([found]) => found === state)?.[1] ?? 0)
  }
  const overdue = yield* db.rows(
    `SELECT state, count(*) FROM verification
     WHERE state IN ('registered', 'collected') AND deadline <= ? ${own.where} GROUP BY state`,
    now,
    ...own.values,
  )
  for (const [state, count] of overdue as ReadonlyArray<["registered" | "collected", number]>) {
    tokens[state] -= count
    tokens[state === "registered" ? "expired" : "lapsed"] += count
  }
  return tokens
})

const grid = Effect.fnUntraced(function* (
  db: Database,
  now: number,
  { fromDay, toDay, account: only }: Days & OfAccount,
) {
  const rows = new Map<string, { -readonly [K in keyof DayStatus]: DayStatus[K] }>()
  const at = (day: number, account: string) => {
    const key = `${day} ${account}`
    let row = rows.get(key)
    if (row === undefined) {
      row = {
        day,
        account: fromStored(account),
        attempts: 0,
        charges: 0,
        tokens: 0,
        settled: 0,
        collected: true,
        pulled: null,
        reconciled: null,
        difference: null,
      }
      rows.set(key, row)
    }
    return row
  }
  const sums = yield* db.rows(
    `SELECT day, account, sum(attempts), sum(charges) FROM day_sum WHERE day >= ? AND day <= ? GROUP BY day, account`,
    fromDay,
    toDay,
  )
  for (const [day, account, attempts, charges] of sums) {
    Object.assign(at(day as number, account as string), { attempts: Number(attempts), charges: Number(charges) })
  }
  const tokens = yield* db.rows(
    `SELECT issue_day, coalesce(account, 'default'), count(*),
       sum(CASE WHEN next_due IS NULL OR deadline <= ? THEN 1 ELSE 0 END)
     FROM verification WHERE issue_day >= ? AND issue_day <= ? GROUP BY 1, 2`,
    now,
    fromDay,
    toDay,
  )
  for (const [day, account, count, settled] of tokens) {
    const [total, done] = [Number(count), Number(settled)]
    Object.assign(at(day as number, account as string), { tokens: total, settled: done, collected: done === total })
  }
  const bills = yield* db.rows(
    `SELECT day, account, version, charges, closed_at FROM bill_version
     WHERE day >= ? AND day <= ? AND rule_id = '' AND version > 0 ORDER BY day, account, version`,
    fromDay,
    toDay,
  )
  for (const [day, account, version, charges, closedAt] of bills) {
    const row = at(day as number, account as string)
    row.pulled = { version: version as number, charges: charges as number, closedAt: closedAt as number }
    row.difference = row.pulled.charges - row.charges
  }
  const runs = yield* db.rows(
    "SELECT id, ran_at, from_day, to_day, difference FROM run WHERE from_day <= ? AND to_day >= ? ORDER BY id",
    toDay,
    fromDay,
  )
  for (const [id, ranAt, first, last, difference] of runs as ReadonlyArray<[number, number, number, number, number]>) {
    for (const row of rows.values()) {
      if (row.day >= first && row.day <= last) row.reconciled = { run: id, ranAt, difference }
    }
  }
  const found = [...rows.values()].filter(({ account }) => only === undefined || account === only)
  return found.sort((a, b) => a.day - b.day || (a.account < b.account ? -1 : 1))
})

const columnByKey = { day: "day", account: "account", ruleId: "rule_id", errcode: "errcode" } as const

export const daySums = Effect.fnUntraced(function* (
  db: Database,
  { fromDay, toDay }: Days,
  by: ReadonlyArray<DaySumKey>,
) {
  const columns = by.map((key) => columnByKey[key])
  const groups = columns.length === 0 ? "" : `GROUP BY ${columns.join(", ")} ORDER BY ${columns.join(", ")}`
  const counts = ["attempts", "charges", "uncharged", "unknown"].map((count) => `sum(${count})`)
  const rows = yield* db.rows(
    `SELECT ${[...columns, ...counts].join(", ")} FROM day_sum WHERE day >= ? AND day <= ? ${groups}`,
    fromDay,
    toDay,
  )
  return rows.map((row): DaySum => {
    const key = (name: DaySumKey) => row[by.indexOf(name)] ?? null
    const [errcode, ruleId, account] = [key("errcode"), key("ruleId"), key("account")]
    const [attempts, charges, uncharged, unknown] = row.slice(by.length).map(Number)
    return {
      day: key("day") as number | null,
      account: fromStoredName(account as string | null),
      ruleId: ruleId === "" ? null : fromStoredName(ruleId as string | null),
      errcode: errcode === NO_CODE ? null : (errcode as number | null),
      attempts: attempts ?? 0,
      charges: charges ?? 0,
      uncharged: uncharged ?? 0,
      unknown: unknown ?? 0,
    }
  })
})
