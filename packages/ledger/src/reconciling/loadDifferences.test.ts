// What reconciling the differences alone says is what reconciling everything says.
import { dayFromNumber, Dictionaries, type Reconciliation } from "@faceid-tally/core"
import { Ledger, type LedgerShape, type ReconcileRequest, reconcileBooks } from "@faceid-tally/books"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import * as fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { billOf, dayNumber } from "../../../core/test/readInto.ts"
import { runs } from "../../../core/test/runs.ts"
import { auditOf, billFiles, days, options, resultFiles } from "../../../core/test/world.ts"
import { type Databases, databases } from "../../test/databases.ts"
import { mirroredBooks } from "../../test/mirrored.ts"
import { recordsOf } from "../../test/recordsOf.ts"
import { emptied, withDatabase } from "../../test/run.ts"
import { makeLedger } from "../layer/ledgerLayer.ts"

const NOW = Date.parse("2021-07-22T00:00:00Z")

const books = fc.oneof(
  { weight: 3, arbitrary: mirroredBooks },
  { weight: 1, arbitrary: fc.record({ results: resultFiles, bills: billFiles }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(mirroredBooks, resultFiles, billFiles)
      .map(([most, results, bills]) => ({ results: [...most.results, ...results], bills: [...most.bills, ...bills] })),
  },
)

describe.each(databases)("differences on %s", (name, open) => {
  let all: Databases
  beforeAll(async () => {
    all = await open()
  })
  afterAll(() => all.close())

  it("are all that reconciling needs", async () => {
    let shortCuts = 0
    await withDatabase(await all.fresh(), (db) => {
      const ledger = makeLedger(db)
      return Effect.promise(() =>
        fc.assert(
          fc.asyncProperty(books, options, async ({ results, bills }, { from, to, rule, ...editions }) => {
            const request: ReconcileRequest = {
              from: dayFromNumber(dayNumber(from ?? days[1])),
              to: dayFromNumber(dayNumber(to ?? days[2])),
              ruleId: rule ?? undefined,
              ruleSet: auditOf(editions) && { ...editions, digest: "" },
              programVersion: "1",
              keep: false,
            }
            const [short, whole] = await Effect.runPromise(
              Effect.gen(function* () {
                yield* TestClock.setTime(NOW)
                yield* emptied(db)
                yield* ledger.store(recordsOf(results), NOW)
                yield* ledger.importBill(billOf(bills, new Dictionaries()), NOW)
                const counted: LedgerShape = {
                  ...ledger,
                  loadDifferences: (...args) =>
                    Effect.tap(ledger.loadDifferences(...args), (found) => Effect.sync(() => found && shortCuts++)),
                }
                const plain: LedgerShape = { ...ledger, loadDifferences: () => Effect.succeed(null) }
                return [yield* outcomeBy(counted, request), yield* outcomeBy(plain, request)]
              }).pipe(Effect.provide(TestClock.layer())),
            )
            expect(short).toEqual(whole)
          }),
          runs(name === "SQLite" ? 40 : 15),
        ),
      )
    })
    // How many of the drawn books allow it is chance; that none does is not.
    expect(shortCuts).toBeGreaterThan(0)
  })
})

const outcomeBy = (ledger: LedgerShape, request: ReconcileRequest) =>
  reconcileBooks(request).pipe(
    Effect.provideService(Ledger, Ledger.of(ledger)),
    Effect.map(({ reconciliation, billVersions }) => ({ ...inFull(reconciliation), billVersions })),
  )

const inFull = ({ items, ...document }: Reconciliation) => ({ document, items: [...items] })
