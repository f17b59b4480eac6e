// The statement of a month over books of any shape: its laws hold, and it says what the run says.
import { Ledger, monthStatement, Prices, type StatementRequest } from "@faceid-tally/books/engine"
import { dayFromNumber, Dictionaries, monthOf } from "@faceid-tally/core/engine"
import { amountTextOrNull, decodePricePlan, NO_PLANS, readAmount, sumAmounts } from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { billOf } from "../../../core/test/readInto.ts"
import { runs } from "../../../core/test/runs.ts"
import { billFiles, resultFiles } from "../../../core/test/world.ts"
import { type Databases, databases } from "../../test/databases.ts"
import { mirroredBooks } from "../../test/mirrored.ts"
import { recordsOf } from "../../test/recordsOf.ts"
import { withBooks } from "../../test/run.ts"

const month = monthOf("2021-07")
const NOW = Date.parse("2021-08-22T00:00:00Z")

const plan = decodePricePlan({
  currency: "CNY",
  labels: [
    { label: "one", rules: ["1"], prices: [{ from: "2021-01-01", price: "1.2" }] },
    {
      label: "all others",
      rules: ["*"],
      prices: [
        {
          from: "2021-01-01",
          mode: "reached",
          steps: [
            { from: 1, price: "0.3" },
            { from: 3, price: "0.28" },
          ],
        },
      ],
    },
  ],
  packs: [{ id: "P", label: "one", units: 2, price: "2", from: "2021-07-01", to: "2021-07-18" }],
})

const plans = { ...NO_PLANS, all: Result.getOrElse(plan, () => null) }

const books = fc.oneof(
  { weight: 2, arbitrary: mirroredBooks },
  { weight: 1, arbitrary: fc.record({ results: resultFiles, bills: billFiles }) },
)

describe.each(databases)("statements on %s", (name, open) => {
  let all: Databases
  beforeAll(async () => {
    all = await open()
  })
  afterAll(() => all.close())

  it("hold all charges of the run under some label, and both sides differ by the run's difference", async () => {
    const request: StatementRequest | undefined = month && {
      month,
      programVersion: "1",
      now: NOW,
    }
    if (request === undefined) throw new Error("no month")
    await fc.assert(
      fc.asyncProperty(books, async ({ results, bills }) => {
        const { first, run, again } = await withBooks(
          await all.fresh(),
          Effect.gen(function* () {
            const ledger = yield* Ledger
            yield* ledger.store(recordsOf(results), NOW)
            yield* ledger.importBill(billOf(bills, new Dictionaries()), NOW)
            yield* ledger.seal(NOW)
            const made = yield* monthStatement(request)
            const kept = made.run.id === null ? null : yield* ledger.run(made.run.id)
            return { first: made, run: kept, again: yield* monthStatement(request) }
          }).pipe(Effect.provideService(Prices, plans)),
        )
        expect(again).toEqual(first)
        expect({
          ours: first.totals.ours.units,
          bill: first.totals.bill.units,
          difference: first.totals.difference.units,
        }).toEqual({
          ours: run?.ledgerCharges ?? 0,
          bill: run?.billCharges ?? 0,
          difference: run?.difference ?? 0,
        })
        // A run keeps the values by which the statement weighs, and what they amount to.
        const amounts = run?.amounts
        const valueOf = (account: string, label: string | null) =>
          amounts?.values.find((of) => of.account === account && of.label === label)?.value
        const told = first.labels.filter(({ label }) => label !== null)
        expect(told.map(({ account, label }) => valueOf(account, label))).toEqual(told.map(({ value }) => value))
        const kinds = first.labels.flatMap(({ kinds: of }) => of.map(({ amount }) => amount))
        const sum = sumAmounts(kinds.map((amount) => (amount === null ? null : (readAmount(amount) ?? null))))
        expect(amounts?.difference ?? null).toBe(amounts == null ? null : amountTextOrNull(sum))
        expect(first.month).toBe(dayFromNumber(request.month.first).slice(0, 7))
      }),
      runs(name === "SQLite" ? 25 : 4),
    )
  })
})
