// What is kept of the BizTokens is what counting them would give, after any writes, on both databases.
import type { FetchOutcome, LedgerShape, Status } from "@faceid-tally/books/engine"
import { dayOfInstant } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type Databases, databases } from "../../test/databases.ts"
import { withDatabase } from "../../test/run.ts"
import { DAY, entry, HOUR, NOON, record, stored } from "../../test/world.ts"
import { type Database, named } from "../database/Database.ts"
import { makeLedger } from "../layer/ledgerLayer.ts"
import type { Value } from "../tables/Table.ts"

const TOKENS = 5
const bizToken = fc.integer({ min: 1, max: TOKENS }).map((n) => `token-${n}`)
const account = fc.constantFrom(null, "default", "other")
/** Of five days, so that deadlines come and go. */
const instant = fc.integer({ min: 0, max: 120 }).map((hours) => NOON + hours * HOUR)

type Step = (ledger: LedgerShape, now: number) => Effect.Effect<unknown, unknown>

const register = fc.record({ bizToken, account, ruleId: fc.constantFrom(null, "1"), issuedAt: fc.option(instant) }).map(
  (registration): Step =>
    (ledger, now) =>
      ledger.register([registration], now),
)
const result = fc
  .record({ bizToken, account, fetchedAt: fc.option(instant), errCode: fc.constantFrom(0, 1002), at: instant })
  .map(
    ({ at, ...about }): Step =>
      (ledger, now) =>
        ledger.store(stored(record({ ...about, entries: [entry({ seq: about.bizToken, at })] })), now),
  )
const due = bizToken.map(
  (token): Step =>
    (ledger, now) =>
      ledger.makeDue(token, now),
)
const outcome = fc.oneof(
  fc.constant<FetchOutcome>({ _tag: "Refused", code: "token_expired" }),
  instant.map((at): FetchOutcome => ({ _tag: "Retry", code: "timeout", at })),
  instant.map((at): FetchOutcome => ({ _tag: "Released", at })),
  fc
    .record({ fetchedAt: fc.option(instant), errCode: fc.constantFrom(0, 1002) })
    .map((about): FetchOutcome => ({ _tag: "Fetched", record: record(about) })),
)
const settle = fc.record({ bizToken, outcome }).map(
  ({ bizToken: token, outcome: of }): Step =>
    (ledger, now) =>
      ledger.settle(token, of, now),
)
const take = fc.integer({ min: 0, max: 3 }).map(
  (limit): Step =>
    (ledger, now) =>
      ledger.takeDue({ worker: "w", now, leaseUntil: now + HOUR, limit }),
)
const steps = fc.array(fc.record({ step: fc.oneof(register, result, due, settle, take), now: instant }), {
  minLength: 1,
  maxLength: 15,
})

const days = { fromDay: DAY - 1, toDay: DAY + 9 }

/** The same counted row by row. */
const counted = (rows: ReadonlyArray<ReadonlyArray<Value>>, now: number, only?: string) => {
  const tokens: Record<string, number> = { registered: 0, collected: 0, final: 0, lapsed: 0, expired: 0 }
  let [refusals, isDue] = [0, 0]
  const grid: Record<string, [tokens: number, settled: number]> = {}
  for (const [of, state, issueDay, deadline, nextDue, leaseUntil, refused, ruleId] of rows) {
    const name = String(of ?? "default")
    if (only !== undefined && name !== only) continue
    const isOpen = state === "registered" || state === "collected"
    const isOver = Number(deadline) <= now
    const now_ = isOpen && isOver ? (state === "registered" ? "expired" : "lapsed") : String(state)
    tokens[now_] = (tokens[now_] ?? 0) + 1
    refusals += Number(refused)
    const isFree = leaseUntil === null || Number(leaseUntil) <= now
    if (isOpen && nextDue !== null && Number(nextDue) <= now && isFree && !isOver && ruleId !== null) isDue++
    const cell = (grid[`${issueDay} ${name}`] ??= [0, 0])
    cell[0]++
    if (!isOpen || nextDue === null || isOver) cell[1]++
  }
  return { tokens, refused: refusals, due: isDue, grid }
}

const told = ({ tokens, refused, due: isDue, grid }: Status) => ({
  tokens,
  refused,
  due: isDue,
  grid: Object.fromEntries(
    grid.flatMap(({ day, account: of, tokens: all, settled }) => (all === 0 ? [] : [[`${day} ${of}`, [all, settled]]])),
  ),
})

const emptied = (db: Database) =>
  db
    .write(
      Effect.forEach(
        [
          "observation",
          "attempt",
          "strayed",
          "day_sum",
          "verification",
          "token_sum",
          "registration",
          "batch",
          "fetch_note",
        ],
        (table) => db.rows(`DELETE FROM ${table}`),
        { discard: true },
      ),
    )
    .pipe(named("test"))

describe.each(databases)("kept sums on %s", (name, open) => {
  let all: Databases
  beforeAll(async () => {
    all = await open()
  })
  afterAll(() => all.close())

  it("are what counting gives, after each write and at any time", { timeout: 120_000 }, async () => {
    // In memory nothing waits for the disk.
    await withDatabase(name === "SQLite" ? "sqlite::memory:" : await all.fresh(), (db) =>
      Effect.promise(async () => {
        const ledger = makeLedger(db)
        await fc.assert(
          fc.asyncProperty(steps, instant, async (written, asked) => {
            await Effect.runPromise(emptied(db))
            for (const { step, now } of written) {
              await Effect.runPromise(step(ledger, now))
              const rows = await Effect.runPromise(
                db.rows(
                  `SELECT account, state, issue_day, deadline, next_due, lease_until, refused, rule_id FROM verification`,
                ),
              )
              for (const at of [now, asked]) {
                const status = await Effect.runPromise(ledger.status(at, days))
                expect(told(status)).toEqual(counted(rows, at))
                const ofOne = await Effect.runPromise(ledger.status(at, { ...days, account: "other" }))
                expect(told(ofOne)).toEqual(counted(rows, at, "other"))
              }
            }
            expect(await Effect.runPromise(ledger.verify({}))).toMatchObject({ ok: true })
            expect(await Effect.runPromise(db.rows("SELECT 1 FROM token_sum WHERE tokens = 0"))).toEqual([])
          }),
          { numRuns: name === "SQLite" ? 60 : 4 },
        )
      }),
    )
  })

  it("are broken where they were changed", async () => {
    await withDatabase(await all.fresh(), (db) =>
      Effect.gen(function* () {
        const ledger = makeLedger(db)
        yield* ledger.register([{ bizToken: "a", ruleId: "1", account: null, issuedAt: NOON }], NOON)
        yield* db.rows("UPDATE token_sum SET tokens = 2")
        expect(yield* ledger.verify({})).toMatchObject({
          ok: false,
          broken: { what: "sums", row: { table: "token_sum", key: [dayOfInstant(NOON), "default", "registered"] } },
        })
      }),
    )
  })
})
