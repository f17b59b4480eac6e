// What was really paid stands in the statement of its month, and what differs there makes it different (F3.5, F5).
import { lastStatement, Ledger, monthStatement, Prices, storeAccountBill } from "@faceid-tally/books/engine"
import { Bill, monthOf } from "@faceid-tally/core/engine"
import { type AccountBillRow, decodePricePlan, NO_PLANS, readInvoice } from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { TestClock } from "effect/testing"
import { expect, it } from "vitest"

import { openSqlite } from "../../test/databases.ts"
import { type Books, withBooks } from "../../test/run.ts"
import { accountBillRow, DAY, entry, line, NOON, page, record, stored } from "../../test/world.ts"

const plan = decodePricePlan({
  currency: "CNY",
  labels: [{ label: "增强版", rules: ["1"], prices: [{ from: "2026-01-01", price: "1.2" }] }],
})
const plans = { ...NO_PLANS, all: Result.getOrElse(plan, () => null) }
const month = monthOf("2026-10") ?? { name: "", first: 0, last: 0 }
const [early, final] = [Date.parse("2026-11-02T23:59:59+08:00"), Date.parse("2026-11-03T00:00:00+08:00")]

/** A month of one charge, of which every day has a bill that agrees. */
const oneCharge = Effect.gen(function* () {
  const ledger = yield* Ledger
  yield* ledger.store(stored(record({ entries: [entry()] })), NOON)
  const bill = new Bill()
  for (let day = month.first; day <= month.last; day++) {
    const whole = { ...page(0, null, [line()]), day }
    bill.add(day === DAY ? whole : { ...whole, groups: [] })
  }
  yield* ledger.importBill(bill, NOON)
  yield* ledger.seal(NOON)
})

const request = { month, programVersion: "1", now: final }
const store = (rows: ReadonlyArray<AccountBillRow>, at = final, account = "default") =>
  Effect.andThen(TestClock.setTime(at), storeAccountBill(month, { account, rows, dropped: 2 }))

const inBooks = async <A, E>(work: Effect.Effect<A, E, Books>) => {
  const all = await openSqlite()
  const layers = work.pipe(Effect.provideService(Prices, plans), Effect.provide(TestClock.layer()))
  await withBooks(await all.fresh(), Effect.andThen(oneCharge, layers))
  await all.close()
}

it("the latest version stands beside its label and its account, and makes no new run", async () => {
  await inBooks(
    Effect.gen(function* () {
      const before = yield* monthStatement(request)
      expect(before).toMatchObject({
        verdict: "right",
        labels: [{ accountBill: null }],
        accounts: [{ accountBill: null }],
      })
      expect(yield* store([accountBillRow({ used: 9 })], early)).toMatchObject({ version: 1, isNew: true, early: true })
      expect(yield* store([accountBillRow()], early)).toMatchObject({ version: 2, isNew: true, early: true })
      const early2 = yield* monthStatement(request)
      expect(early2).toMatchObject({
        verdict: "right",
        run: before.run,
        labels: [{ accountBill: { used: 1, cost: "1.20", usage: "0.00", price: "0.00", unitPrices: ["1.20"] } }],
        accounts: [{ accountBill: { version: 2, early: true, dropped: 2, total: "1.20", invoice: null, rest: null } }],
      })
      // Seen again when it is final.
      expect(yield* store([accountBillRow()])).toMatchObject({ version: 2, isNew: false, early: false })
      yield* (yield* Ledger).seal(final)
      const { document, stale } = yield* lastStatement(request)
      expect(stale).toBe(false)
      const at = "2026-11-03T00:00:00+08:00"
      expect(document.accounts).toMatchObject([{ accountBill: { version: 2, early: false, at } }])
    }),
  )
})

it.each<[string, AccountBillRow, object, object]>([
  ["more units", accountBillRow({ used: 2, cost: 240_000_000n }), { usage: "1.20", price: "0.00" }, { rest: null }],
  ["another price", accountBillRow({ cost: 110_000_000n }), { usage: "0.00", price: "-0.10" }, { rest: null }],
])("%s than the FaceID bill has makes a month different", async (_what, row, label, account) => {
  await inBooks(
    Effect.gen(function* () {
      yield* store([row])
      expect(yield* monthStatement(request)).toMatchObject({
        verdict: "different",
        labels: [{ accountBill: label }],
        accounts: [{ accountBill: account }],
      })
    }),
  )
})

it("an invoice is held against what was paid in cash, of the account that it names, that is asked for, or that alone has a bill", async () => {
  await inBooks(
    Effect.gen(function* () {
      yield* store([accountBillRow({ cash: 100_000_000n, voucher: 20_000_000n })])
      const invoiced = (text: string, account?: string) =>
        monthStatement({ ...request, invoices: text.split(" ").flatMap((each) => readInvoice(each) ?? []), account })
      const billOf = { cash: "1.00", voucher: "0.20", unpaid: "0.00", invoice: "1.00", rest: "0.00" }
      expect(yield* invoiced("1")).toMatchObject({ verdict: "right", accounts: [{ accountBill: billOf }] })
      expect(yield* invoiced("1.01")).toMatchObject({
        verdict: "different",
        accounts: [{ accountBill: { rest: "0.01" } }],
      })
      // An account that nothing but its account bill names.
      yield* store([accountBillRow()], final, "branch")
      expect((yield* invoiced("1.01")).accounts).toMatchObject([
        { account: "branch", accountBill: { invoice: null } },
        { account: "default", accountBill: { invoice: null } },
      ])
      // Of several accounts each has its own.
      expect((yield* invoiced("default=1.01 branch=1.2")).accounts).toMatchObject([
        { account: "branch", accountBill: { invoice: "1.20" } },
        { account: "default", accountBill: { invoice: "1.01", rest: "0.01" } },
      ])
      expect((yield* invoiced("1.01", "default")).accounts).toMatchObject([{ accountBill: { rest: "0.01" } }])
    }),
  )
})
