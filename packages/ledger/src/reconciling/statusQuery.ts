/** Where the books stand, and the daily sums. */
import { dayOfInstant, DEFAULT_ACCOUNT, MS_KEPT, NO_CODE, type VerificationState } from "@faceid-tally/core/engine"
import type { DayStatus, DaySum, DaySumKey, Status } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import { billVersionTable } from "../tables/billTables.ts"
import { type Database, readRows, selectRows } from "../database/Database.ts"
import { int, orNull, shape, text } from "../tables/Table.ts"
import { daySumTable, tokenSumTable, verificationTable } from "../tables/resultTables.ts"
import { lastSeal } from "../evidence/seals.ts"
import { fromStored, fromStoredName, toStored } from "../database/storedText.ts"

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
  const deadlines = yield* selectRows(
    db,
    verificationTable.pick("biz_token", "account", "deadline", "next_due"),
    `WHERE state IN ('registered', 'collected') AND deadline > ? ${own.where} ORDER BY deadline LIMIT ?`,
    now,
    ...own.values,
    DEADLINES_MAX,
  )
  const open = (yield* countOpen(db, now)).filter(({ account }) => isAsked(account, asked))
  const { tokens, refused } = yield* countTokens(db, open, asked)
  return {
    tokens,
    refused,
    due: open.reduce((sum, { due }) => sum + due, 0),
    deadlines: deadlines.map(([bizToken, account, deadline, nextDue]) => ({
      bizToken: fromStored(bizToken),
      account: fromStoredName(account) ?? DEFAULT_ACCOUNT,
      deadline,
      nextDue,
    })),
    head: sealed?.head ?? null,
    unsealedBatches: Number(batches?.[0] ?? 0) - (sealed?.lastBatch ?? 0),
    grid: yield* grid(db, open, asked),
  } satisfies Status
})

const isAsked = (account: string, { account: asked }: OfAccount): boolean =>
  asked === undefined || account === toStored(asked)

/** BizTokens that are open and have time left, of a day of issue, an account and a state. */
interface Open {
  readonly day: number
  readonly account: string
  readonly state: VerificationState
  readonly tokens: number
  /** Those that can bring news. */
  readonly pending: number
  /** Those that are due and not leased. */
  readonly due: number
}

/** What time decides is counted, of what is open: these are at most three days, however large the books are. */
const countOpen = Effect.fnUntraced(function* (db: Database, now: number) {
  const { issue_day: day, account, state } = verificationTable.definition
  const rows = yield* readRows(
    db,
    shape(day, account, state, int(), int(), int()),
    `SELECT issue_day, account, state, count(*), sum(CASE WHEN next_due IS NULL THEN 0 ELSE 1 END),
       sum(CASE WHEN next_due <= ? AND (lease_until IS NULL OR lease_until <= ?) AND rule_id IS NOT NULL THEN 1 ELSE 0 END)
     FROM verification ${db.dialect.openByDay}
     WHERE state IN ('registered', 'collected') AND issue_day >= ? AND deadline > ? GROUP BY issue_day, account, state`,
    now,
    now,
    dayOfInstant(now - MS_KEPT),
    now,
  )
  return rows.map(([issued, of, at, tokens, pending, due]): Open => ({
    day: issued,
    account: of ?? DEFAULT_ACCOUNT,
    state: at,
    tokens,
    pending,
    due,
  }))
})

/** By the states as they are now: of those past their deadline no sweep may have taken note yet. */
const countTokens = Effect.fnUntraced(function* (db: Database, open: ReadonlyArray<Open>, asked: OfAccount) {
  const own = ofAccount("account", asked)
  const counted = yield* readRows(
    db,
    tokenSumTable.pick("state", "tokens", "refused"),
    `SELECT state, sum(tokens), sum(refused) FROM token_sum WHERE issue_day >= ? ${own.where} GROUP BY state`,
    Number.MIN_SAFE_INTEGER,
    ...own.values,
  )
  const tokens = { registered: 0, collected: 0, final: 0, lapsed: 0, expired: 0 }
  let refused = 0
  for (const [state, count, refusals] of counted) {
    tokens[state] += count
    refused += refusals
  }
  for (const [state, closed] of [
    ["registered", "expired"],
    ["collected", "lapsed"],
  ] as const) {
    const left = open.reduce((sum, each) => sum + (each.state === state ? each.tokens : 0), 0)
    tokens[closed] += tokens[state] - left
    tokens[state] = left
  }
  return { tokens, refused }
})

const grid = Effect.fnUntraced(function* (
  db: Database,
  open: ReadonlyArray<Open>,
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
  const sums = yield* readRows(
    db,
    daySumTable.pick("day", "account", "attempts", "charges"),
    `SELECT day, account, sum(attempts), sum(charges) FROM day_sum WHERE day >= ? AND day <= ? GROUP BY day, account`,
    fromDay,
    toDay,
  )
  for (const [day, account, attempts, charges] of sums) {
    Object.assign(at(day, account), { attempts, charges })
  }
  const tokens = yield* readRows(
    db,
    tokenSumTable.pick("issue_day", "account", "tokens"),
    "SELECT issue_day, account, sum(tokens) FROM token_sum WHERE issue_day >= ? AND issue_day <= ? GROUP BY issue_day, account",
    fromDay,
    toDay,
  )
  for (const [day, account, total] of tokens) {
    const pending = open.reduce(
      (sum, each) => sum + (each.day === day && each.account === account ? each.pending : 0),
      0,
    )
    Object.assign(at(day, account), {
      tokens: total,
      settled: total - pending,
      collected: pending === 0,
    })
  }
  const bills = yield* selectRows(
    db,
    billVersionTable.pick("day", "account", "version", "charges", "closed_at"),
    `WHERE day >= ? AND day <= ? AND rule_id = '' AND version > 0 ORDER BY day, account, version`,
    fromDay,
    toDay,
  )
  for (const [day, account, version, charges, closedAt] of bills) {
    const row = at(day, account)
    row.pulled = { version, charges, closedAt: closedAt ?? 0 }
    row.difference = charges - row.charges
  }
  const runs = yield* readRows(
    db,
    keptRun,
    `SELECT id, ran_at, from_day, to_day, difference, ${db.dialect.textIn("body", "account")}
     FROM run WHERE to_day >= ? AND from_day <= ?`,
    fromDay,
    toDay,
  )
  // Sorted here: the order of another index would have all of them read.
  const oldestFirst = runs.toSorted(([a], [b]) => a - b)
  for (const [id, ranAt, first, last, difference, one] of oldestFirst) {
    for (const row of rows.values()) {
      const isOver = row.day >= first && row.day <= last && (one === null || one === row.account)
      if (isOver) row.reconciled = { run: id, ranAt, difference }
    }
  }
  const found = [...rows.values()].filter(({ account }) => only === undefined || account === only)
  return found.sort((a, b) => a.day - b.day || (a.account < b.account ? -1 : 1))
})

/** Number, time, first and last day, difference, account. */
const keptRun = shape(int(), int(), int(), int(), int(), orNull(text()))

const [whole, named] = [orNull(int()), orNull(text())]

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
      day: whole.read(key("day")),
      account: fromStoredName(named.read(account)),
      ruleId: ruleId === "" ? null : fromStoredName(named.read(ruleId)),
      errcode: errcode === NO_CODE ? null : whole.read(errcode),
      attempts: attempts ?? 0,
      charges: charges ?? 0,
      uncharged: uncharged ?? 0,
      unknown: unknown ?? 0,
    }
  })
})
