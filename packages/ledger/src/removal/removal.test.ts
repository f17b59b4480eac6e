// Old months go as a sealed act: what is left is proved as before, changes of it are found, and the month stays closed.
import { Ledger, type LedgerError, type LedgerShape, reconcileBooks } from "@faceid-tally/books/engine"
import { Bill, type BillingDay, dayNumberOf } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type Databases, databases } from "../../test/databases.ts"
import { rowsOf, tamper, withLedger } from "../../test/run.ts"
import { entry, HOUR, line, NOON, page, record, stored } from "../../test/world.ts"

const at = (text: string) => Date.parse(`${text}+08:00`)
const day = (text: string) => dayNumberOf(text) ?? 0

/** July and August share batches, a Seq, and a BizToken; October is there too. */
const fill = (ledger: LedgerShape) =>
  Effect.gen(function* () {
    const of = (seq: string, time: string, about: Parameters<typeof entry>[0] = {}) =>
      entry({ seq, at: at(time), ...about })
    yield* ledger.store(
      stored(
        record({ bizToken: "july", fetchedAt: at("2026-07-10T12:00"), entries: [of("j1", "2026-07-10T11:00")] }),
        record({
          bizToken: "both",
          fetchedAt: at("2026-08-01T12:00"),
          nfcBillingCounts: 1,
          entries: [of("j2", "2026-07-31T23:59")],
        }),
        record({ bizToken: "august", fetchedAt: at("2026-08-02T12:00"), entries: [of("a1", "2026-08-02T11:00")] }),
        record({ bizToken: null, fetchedAt: null, entries: [entry({ seq: "undated", at: null })] }),
      ),
      at("2026-08-02T13:00"),
    )
    // One Seq that two results place on two days: the later one stands, of which the day goes.
    yield* ledger.store(
      stored(
        record({
          bizToken: "stray",
          fetchedAt: at("2026-08-01T08:00"),
          entries: [of("s", "2026-08-01T00:01", { charge: false })],
        }),
        record({ bizToken: "stray", fetchedAt: at("2026-08-01T09:00"), entries: [of("s", "2026-07-31T23:58")] }),
      ),
      at("2026-08-02T14:00"),
    )
    yield* ledger.store(stored(record({ bizToken: "new", entries: [entry({ seq: "o1" })] })), NOON)
    for (const [date, seq] of [
      ["2026-07-10", "j1"],
      ["2026-08-02", "a1"],
    ] as const) {
      const lines = [line({ seq, at: at(`${date}T11:00`) })]
      yield* ledger.importBill(new Bill().add({ ...page(0, null, lines), day: day(date) }), at(`${date}T20:00`))
    }
    yield* reconcileBooks({
      from: "2026-07-10" as BillingDay,
      to: "2026-07-10" as BillingDay,
      programVersion: "1",
      now: NOON,
    }).pipe(Effect.provideService(Ledger, ledger))
    return (yield* ledger.seal(NOON)).head
  })

const now = NOON + HOUR
const until = "2026-07"
const found = (address: string, head?: string) => withLedger(address, (ledger) => ledger.verify({ head, now }))
const refused = <A, E>(answer: Effect.Effect<A, E>) => Effect.flip(answer) as Effect.Effect<LedgerError, A>

describe.each(databases)("removing months on %s", (name, open) => {
  let all: Databases
  beforeAll(async () => {
    all = await open()
  })
  afterAll(() => all.close())

  const removed = async () => {
    const address = await all.fresh()
    const head = await withLedger(address, fill)
    const answer = await withLedger(address, (ledger) => ledger.removeMonths({ until, head }, now))
    return { address, head, answer }
  }

  it("leaves what is left intact, with its sums and runs, under the heads that were kept", async () => {
    const { address, head, answer } = await removed()
    expect(answer).toMatchObject({ until, months: ["2026-07"], detached: [], rows: 5, verified: { ok: true } })
    const verified = await found(address, head)
    expect(verified).toMatchObject({ ok: true, removed: [{ month: "2026-07", removedAt: now }], head: answer.head })
    for (const table of ["observation", "attempt", "bill_page", "bill_line"]) {
      const rows = await rowsOf(address, `SELECT day FROM ${table} WHERE day >= 0 AND day < ${day("2026-08-01")}`)
      expect(rows).toEqual([])
    }
    const kept = await withLedger(address, (ledger) =>
      Effect.all({ stray: ledger.attempt("s"), july: ledger.verification("july"), run: ledger.run(1) }),
    )
    // Of the Seq on two days the other statement stands now.
    expect(kept.stray).not.toBeNull()
    expect(kept.july?.state).toBe("final")
    expect(kept.run).not.toBeNull()
    expect(await rowsOf(address, `SELECT sum(attempts) FROM day_sum WHERE day < ${day("2026-08-01")}`)).not.toEqual([
      [0],
    ])
  })

  it("gives no receipt of what is left of a batch, and says why", async () => {
    const { address } = await removed()
    await withLedger(address, (ledger) =>
      Effect.gen(function* () {
        expect(yield* refused(ledger.receipt("a1"))).toMatchObject({ _tag: "EvidenceBroken", reason: "removed" })
        expect(yield* ledger.receipt("o1")).toMatchObject({ key: "o1" })
      }),
    )
  })

  it("can be done again with later months, and again with none", async () => {
    const { address, head } = await removed()
    const later = { until: "2026-08", head }
    const again = await withLedger(address, (ledger) =>
      Effect.all([
        ledger.removeMonths({ until, head }, now),
        ledger.removeMonths({ ...later, isTrial: true }, now),
        ledger.removeMonths(later, now + 1),
        ledger.removeMonths(later, now + 2),
      ]),
    )
    expect(again.map(({ months }) => months)).toEqual([[], ["2026-08"], ["2026-08"], []])
    expect(await found(address, head)).toMatchObject({
      ok: true,
      removed: [{ month: "2026-07" }, { month: "2026-08" }],
    })
  })

  // What is looked at is the same on both.
  it.runIf(name === "SQLite").each([
    ["a row of a batch that lost others", "DELETE FROM observation WHERE seq = 'a1'"],
    ["a changed row of such a batch", "UPDATE observation SET flag = 2 WHERE seq = 'a1'"],
    ["a changed line", "UPDATE bill_line SET flag = 2 WHERE seq = 'a1'"],
    ["a sum of the month that went", `UPDATE day_sum SET charges = charges + 1 WHERE day < ${day("2026-08-01")}`],
    ["what is left of a batch", "UPDATE removal SET left_rows = left_rows - 1 WHERE of > 0"],
    ["the removal itself", "DELETE FROM removal"],
    ["a BizToken of the month", "UPDATE verification SET passed = 0 WHERE biz_token = 'july'"],
    ["a version of its bill", `UPDATE bill_version SET charges = 9 WHERE day < ${day("2026-08-01")}`],
  ])("%s: is found", async (_what, statement) => {
    const { address, head } = await removed()
    await tamper(address, statement)
    expect(await found(address, head)).toMatchObject({ ok: false })
  })

  it("nothing comes into such a month any more, and its days are not reconciled anew", async () => {
    const { address } = await removed()
    await withLedger(address, (ledger) =>
      Effect.gen(function* () {
        const result = record({ bizToken: "late", entries: [entry({ seq: "late", at: at("2026-07-20T12:00") })] })
        const bill = new Bill().add({ ...page(0, null, [line({ seq: "late" })]), day: day("2026-07-20") })
        const claim = { worker: "w", now, leaseUntil: now + HOUR }
        const reconciled = reconcileBooks({
          from: "2026-07-31" as BillingDay,
          to: "2026-08-02" as BillingDay,
          programVersion: "1",
          now,
        }).pipe(Effect.provideService(Ledger, ledger))
        const answers: ReadonlyArray<Effect.Effect<unknown, unknown>> = [
          ledger.store(stored(result), now),
          ledger.importBill(bill, now),
          ledger.openPull({ account: "default", day: day("2026-07-20"), ruleId: null }, claim),
          reconciled,
        ]
        for (const answer of answers) {
          expect(yield* refused(answer)).toMatchObject({ reason: "removed", code: "2026-07", isRetryable: false })
        }
      }),
    )
    expect(await found(address)).toMatchObject({ ok: true })
  })

  it("is refused where it is too early, the head is unknown, or something was changed before", async () => {
    const address = await all.fresh()
    const head = await withLedger(address, fill)
    await withLedger(address, (ledger) =>
      Effect.gen(function* () {
        const early = yield* refused(ledger.removeMonths({ until: "2026-09", head }, now))
        expect(early).toMatchObject({ reason: "removed", code: "too_early" })
        const unknown = yield* refused(ledger.removeMonths({ until, head: "0".repeat(64) }, now))
        expect(unknown).toMatchObject({ reason: "removed", code: "head_unknown" })
      }),
    )
    await tamper(address, "UPDATE observation SET flag = 2 WHERE seq = 'a1'")
    const answer = await withLedger(address, (ledger) => ledger.removeMonths({ until, head }, now))
    expect(answer).toMatchObject({ rows: 0, head: null, verified: { ok: false } })
    expect(await rowsOf(address, "SELECT seq FROM observation WHERE seq = 'j1'")).toHaveLength(1)
  })

  it.runIf(name === "PostgreSQL")("a month that was detached by hand is recorded afterwards", async () => {
    const address = await all.fresh()
    const head = await withLedger(address, fill)
    await tamper(
      address,
      ...["observation", "attempt", "bill_page", "bill_line"].flatMap((table) => [
        `ALTER TABLE ${table} DETACH PARTITION ${table}_2026_07`,
      ]),
    )
    expect(await found(address, head)).toMatchObject({ ok: false })
    const answer = await withLedger(address, (ledger) => ledger.removeMonths({ until, head }, now))
    expect(answer).toMatchObject({ months: ["2026-07"], detached: ["2026-07"], verified: { ok: true } })
    expect(await found(address, head)).toMatchObject({ ok: true, removed: [{ month: "2026-07" }] })
  })
})
