/** The port Work: one row for each piece of work, leased in one statement, ended by whoever holds the lease. */
import type {
  Claim,
  NewWork,
  Revision,
  WorkItem,
  WorkKind,
  WorkOf,
  WorkOutcome,
  WorkShape,
} from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import { type Database, named, selectRows } from "../database/Database.ts"
import { leasedWork, takingOver } from "../leases/takingOver.ts"
import { fromStored, toStored } from "../database/storedText.ts"
import type { Row, Value } from "../tables/Table.ts"
import { workTable } from "../tables/serviceTables.ts"

export const makeWork = (db: Database): WorkShape => ({
  plan: (work, now) => db.write(plan(db, work, now)).pipe(named("plan work")),
  revise: (kind, subject, revision, now) => revise(db, { kind, subject, now }, revision).pipe(named("revise work")),
  take: (claim) => take(db, claim).pipe(named("take work")),
  renew: (id, { worker, leaseUntil }) =>
    db
      .rows(`UPDATE work SET lease_until = ? ${held} RETURNING id`, leaseUntil, id, worker)
      .pipe(Effect.map(isAny), named("renew a lease on work")),
  settle: (id, worker, outcome, now) => settle(db, id, worker, outcome, now).pipe(named("settle work")),
  list: (page) => list(db, page).pipe(named("list work")),
  find: (id) =>
    db.rows(`SELECT ${item.text} FROM work WHERE id = ?`, id).pipe(
      Effect.map(([row]) => (row === undefined ? null : toItem(row))),
      named("find work"),
    ),
  lastSubject: (kind, of) => {
    const { where, values } = ofWhom(of)
    return db.rows(`SELECT max(subject) FROM work WHERE kind = ?${where}`, kind, ...values).pipe(
      Effect.map(([row]) => (typeof row?.[0] === "string" ? fromStored(row[0]) : null)),
      named("read the last subject"),
    )
  },
  turn: (name, everyMs, now) =>
    db.rows(takeTurn, name, now, now - everyMs, now + SKEW_MS_MAX).pipe(Effect.map(isAny), named("take a turn")),
  replay: (id, now) =>
    db
      .rows(
        `UPDATE work SET state = 'open', due_at = ?, ended_at = NULL, failures = 0, code = NULL
         WHERE id = ? AND state <> 'open' AND kind <> 'incident' RETURNING id`,
        now,
        id,
      )
      .pipe(Effect.map(isAny), named("replay work")),
})

/** A turn that was taken later than this from now was taken by a clock that is wrong. */
const SKEW_MS_MAX = 60_000

/** A bucket of one token. */
const takeTurn = `
  INSERT INTO request_limit AS r (limit_key, tokens, answer, filled_at) VALUES (?, 0, 0, ?)
  ON CONFLICT (limit_key) DO UPDATE SET filled_at = excluded.filled_at WHERE r.filled_at <= ? OR r.filled_at > ?
  RETURNING limit_key`

const item = workTable.without("worker")
/** A lease is its worker's until another takes it, also when it has run out. */
const held = "WHERE id = ? AND worker = ? AND state = 'open'"
const isAny = (rows: ReadonlyArray<unknown>): boolean => rows.length > 0

/** Inside a transaction. */
const plan = Effect.fnUntraced(function* (db: Database, work: ReadonlyArray<NewWork>, now: number) {
  const [last] = yield* db.rows("SELECT max(id) FROM work")
  const first = Number(last?.[0] ?? 0) + 1
  let next = first
  for (const { kind, subject, body, dueAt } of work) {
    const planned = yield* db.rows(
      `INSERT INTO work (id, kind, subject, body, state, due_at, planned_at, failures)
       VALUES (?, ?, ?, ?, 'open', ?, ?, 0) ON CONFLICT (kind, subject) DO NOTHING RETURNING id`,
      next,
      kind,
      toStored(subject),
      toStored(body),
      dueAt,
      now,
    )
    next += planned.length
  }
  return next - first
})

interface Revised {
  readonly kind: WorkKind
  readonly subject: string
  readonly now: number
}

/** Most often nothing changes: then nobody waits for the writers' lock. */
const revise = Effect.fnUntraced(function* (db: Database, of: Revised, revision: Revision) {
  if (revision(yield* stateOf(db, of)) === null) return 0
  return yield* db.write(
    Effect.gen(function* () {
      const { kind, subject, now } = of
      const revised = revision(yield* stateOf(db, of))
      if (revised === null) return 0
      yield* plan(db, [{ kind, subject, body: revised.body, dueAt: now }], now)
      yield* db.rows(
        "UPDATE work SET body = ?, state = ?, ended_at = ? WHERE kind = ? AND subject = ?",
        toStored(revised.body),
        revised.isOpen ? "open" : "done",
        revised.isOpen ? null : now,
        kind,
        toStored(subject),
      )
      return yield* plan(db, revised.plan, now)
    }),
  )
})

const stateOf = (db: Database, { kind, subject }: Revised) =>
  Effect.map(
    selectRows(db, workTable.pick("body", "state"), "WHERE kind = ? AND subject = ?", kind, toStored(subject)),
    ([row]) => (row === undefined ? null : { body: fromStored(row[0]), isOpen: row[1] === "open" }),
  )

const take = Effect.fnUntraced(function* (
  db: Database,
  claim: Claim & { readonly kinds: ReadonlyArray<WorkKind>; readonly limit: number; readonly of?: WorkOf | undefined },
) {
  const { worker, now, leaseUntil, kinds, limit } = claim
  if (kinds.length === 0) return []
  const { where, values } = ofWhom(claim.of)
  const taking = db.rows(
    `WITH due AS MATERIALIZED (
       SELECT id FROM work
       WHERE state = 'open' AND due_at <= ? AND (lease_until IS NULL OR lease_until <= ?) AND kind IN (${marks(kinds)})${where}
       ORDER BY due_at, id LIMIT ? ${db.dialect.skipLocked}
     )
     UPDATE work SET lease_until = ?, worker = ? WHERE id IN (SELECT id FROM due) RETURNING ${item.text}`,
    now,
    now,
    ...kinds,
    ...values,
    limit,
    leaseUntil,
    worker,
  )
  const rows = yield* takingOver(db, leasedWork, now, taking)
  return rows.map(toItem).sort((a, b) => a.dueAt - b.dueAt || a.id - b.id)
})

/** What stands behind the last `@` of the subject. */
const ofWhom = (of: WorkOf | undefined): { readonly where: string; readonly values: ReadonlyArray<string> } => {
  if (of === undefined) return { where: "", values: [] }
  if (of === "nobody") return { where: " AND subject NOT LIKE '%@%'", values: [] }
  const names = "name" in of ? [of.name] : of.otherThan
  const is = "name" in of ? "=" : "<>"
  const ends = names.map((name) => toStored(`@${name}`))
  return {
    where: ends.map((end) => ` AND substr(subject, length(subject) - ${[...end].length - 1}) ${is} ?`).join(""),
    values: ends,
  }
}

const marks = (values: ReadonlyArray<unknown>): string => values.map(() => "?").join(", ")

const settle = (db: Database, id: number, worker: string, outcome: WorkOutcome, now: number) => {
  const end = (set: string, ...params: ReadonlyArray<Value>) =>
    Effect.asVoid(db.rows(`UPDATE work SET lease_until = NULL, worker = NULL, ${set} ${held}`, ...params, id, worker))
  switch (outcome._tag) {
    case "Done":
      return end("state = 'done', ended_at = ?", now)
    case "Retry":
      return end("failures = failures + 1, code = ?, due_at = ?", outcome.code, outcome.at)
    case "Failed":
      return end("failures = failures + 1, code = ?, state = 'failed', ended_at = ?", outcome.code, now)
    case "Again": {
      const again = "failures = 0, code = NULL, due_at = ?"
      return outcome.body === undefined
        ? end(again, outcome.at)
        : end(`${again}, body = ?`, outcome.at, toStored(outcome.body))
    }
  }
}

const list = Effect.fnUntraced(function* (
  db: Database,
  { state, kind, before = Number.MAX_SAFE_INTEGER, limit }: Parameters<WorkShape["list"]>[0],
) {
  const where = [
    ...(state === undefined ? [] : [["state = ?", state] as const]),
    ...(kind === undefined ? [] : [["kind = ?", kind] as const]),
    ["id < ?", before] as const,
  ]
  const rows = yield* db.rows(
    `SELECT ${item.text} FROM work WHERE ${where.map(([test]) => test).join(" AND ")} ORDER BY id DESC LIMIT ?`,
    ...where.map(([, value]) => value),
    limit,
  )
  return rows.map(toItem)
})

const toItem = (row: Row): WorkItem => {
  const found = item.decode(row)
  return { ...found, subject: fromStored(found.subject), body: fromStored(found.body) }
}
