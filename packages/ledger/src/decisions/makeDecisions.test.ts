// Decisions about the discrepancies of a month, on both databases: appended in one batch, proved by verify, carried over.
import {
  decide,
  Decisions,
  keepRun,
  type KeptRun,
  lastRun,
  lastStatement,
  Ledger,
  monthDecisions,
} from "@faceid-tally/books/engine"
import { Bill, compareBytes, dayFromNumber, monthOf } from "@faceid-tally/core/engine"
import type { RowValues } from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"

import { type Databases, databases } from "../../test/databases.ts"
import { tamper, withBooks } from "../../test/run.ts"
import { DAY, entry, line, NOON, page, record, stored } from "../../test/world.ts"

const month = monthOf(dayFromNumber(DAY).slice(0, 7)) ?? { name: "", first: 0, last: 0 }
const [first, last] = [dayFromNumber(month.first), dayFromNumber(month.last)]
const asked = { month, by: "wang", now: NOON }

/** Our charge, billed twice, and one of which we know nothing. */
const fill = Effect.gen(function* () {
  const ledger = yield* Ledger
  yield* ledger.store(stored(record({ entries: [entry()] })), NOON)
  const bill = new Bill()
  bill.add(page(0, null, [line(), line(), line({ seq: "other" })]))
  yield* ledger.importBill(bill, NOON)
  return yield* reconcile
})

const reconcile = Effect.suspend(() =>
  keepRun({ from: first, to: last, programVersion: "1", now: NOON }),
) satisfies Effect.Effect<KeptRun, unknown, Ledger>

const itemsNow = Effect.gen(function* () {
  const { items } = yield* monthDecisions(month, yield* lastRun(month))
  return items
})

/** Rows that say the same of each item, by what was seen of them. */
const rowsSaying = (said: RowValues) =>
  Effect.map(itemsNow, (items) =>
    items.map(({ item: { key, facts }, decision }): RowValues => ({
      key,
      facts,
      base: decision?.number ?? 0,
      ...said,
    })),
  )

describe.each(databases)("decisions on %s", (_, open) => {
  let all: Databases
  let address: string
  beforeAll(async () => {
    all = await open()
  })
  afterAll(() => all.close())
  beforeEach(async () => {
    address = await all.fresh()
    await withBooks(address, fill)
  })

  it("are one batch of evidence, and the statement counts by them", () =>
    withBooks(
      address,
      Effect.gen(function* () {
        const rows = yield* rowsSaying({ state: "disputed", ref: "T-88", note: "two times, ~" })
        expect(rows).toHaveLength(2)
        const { outcomes } = yield* decide({ ...asked, rows })
        expect(outcomes.map(({ outcome }) => outcome)).toEqual(["applied", "applied"])
        expect(yield* itemsNow).toMatchObject([
          { state: "disputed", decision: { number: 1, by: "wang", ref: "T-88", note: "two times, ~" } },
          { state: "disputed" },
        ])
        const { document, stale } = yield* lastStatement({ ...asked, programVersion: "1", now: NOON * 2 })
        expect(document.states).toMatchObject([
          { count: 0 },
          { count: 0 },
          { state: "disputed", count: 2 },
          { count: 0 },
        ])
        // What people say adds nothing to compare.
        expect(stale).toBe(false)
        const ledger = yield* Ledger
        yield* ledger.seal(NOON)
        expect(yield* ledger.verify({})).toMatchObject({ ok: true, unsealed: 0 })
      }),
    ))

  it("applied twice write nothing more, and a withdrawal leaves the history", () =>
    withBooks(
      address,
      Effect.gen(function* () {
        const decisions = yield* Decisions
        const rows = yield* rowsSaying({ state: "accepted", reason: "immaterial" })
        yield* decide({ ...asked, rows })
        expect((yield* decide({ ...asked, rows })).outcomes.map(({ outcome }) => outcome)).toEqual(["same", "same"])
        yield* decide({ ...asked, by: "li", rows: yield* rowsSaying({ state: "open" }) })
        expect((yield* itemsNow).map(({ state }) => state)).toEqual(["open", "open"])
        const [row] = rows
        expect(yield* decisions.history(month.name, String(row?.key))).toMatchObject([
          { number: 1, state: "accepted", by: "wang" },
          { number: 2, state: "open", by: "li" },
        ])
      }),
    ))

  it("tried out they write nothing", () =>
    withBooks(
      address,
      Effect.gen(function* () {
        const rows = yield* rowsSaying({ state: "credited", amount: "1.2" })
        const { outcomes } = yield* decide({ ...asked, rows, dryRun: true })
        expect(outcomes).toMatchObject([
          { outcome: "applied", number: 1 },
          { outcome: "applied", number: 1 },
        ])
        expect((yield* itemsNow).map(({ state }) => state)).toEqual(["open", "open"])
      }),
    ))

  it("of two people at once nobody overwrites the other unseen", async () => {
    const rows = await withBooks(address, rowsSaying({ state: "disputed" }))
    const each = (by: string, state: string) =>
      withBooks(
        address,
        decide({
          ...asked,
          by,
          rows: rows.map((row) => ({ ...row, state, reason: state === "accepted" ? "our_records" : null })),
        }),
      )
    const both = await Promise.all([each("wang", "disputed"), each("li", "accepted")])
    const outcomes = both.map(({ outcomes: of }) => [...new Set(of.map(({ outcome }) => outcome))])
    expect(outcomes.flat().toSorted(compareBytes)).toEqual(["applied", "conflict"])
  })

  it("are open again where the facts changed, gone where the item is, and stay in the books", () =>
    withBooks(
      address,
      Effect.gen(function* () {
        yield* decide({ ...asked, rows: yield* rowsSaying({ state: "disputed" }) })
        const ledger = yield* Ledger
        // The rerun bill has the lines once, and one of them with another code.
        const bill = new Bill()
        bill.add(page(0, null, [line(), line({ seq: "other", errcode: 1001 })]))
        yield* ledger.importBill(bill, NOON)
        yield* reconcile
        const { items, gone } = yield* monthDecisions(month, yield* lastRun(month))
        expect(items).toMatchObject([{ state: "open", changedSince: NOON, decision: { state: "disputed" } }])
        expect(gone).toMatchObject([{ item: { kind: "duplicate_in_bill", seq: "seq" } }])
      }),
    ))

  it.each([
    ["UPDATE decision SET state = 'open' WHERE seq = 'other'", "row"],
    ["DELETE FROM decision WHERE seq = 'other'", "row_missing"],
    ["UPDATE decision SET decided_by = 'somebody' WHERE seq = 'other'", "row"],
  ])("%s is found by verify: %s", async (statement, what) => {
    await withBooks(
      address,
      Effect.gen(function* () {
        yield* decide({ ...asked, rows: yield* rowsSaying({ state: "disputed" }) })
        yield* (yield* Ledger).seal(NOON)
      }),
    )
    await tamper(address, statement)
    const verified = await withBooks(
      address,
      Effect.flatMap(Ledger, (ledger) => ledger.verify({})),
    )
    expect(verified).toMatchObject({ ok: false, broken: { what } })
  })
})
