// What reconciling the differences alone says is what reconciling everything says.
import { dayFromNumber, Dictionaries, type Reconciliation } from "@faceid-tally/core/engine"
import { Ledger, type LedgerShape, type ReconcileRequest, reconcileBooks } from "@faceid-tally/books/engine"
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
                return yield* bothWays(ledger, request, () => shortCuts++)
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

  it("hold a pair that agrees and contradicts the rules of its RuleId, whatever editions are asked for", async () => {
    let [shortCuts, violations] = [0, 0]
    const request = { from: dayFromNumber(dayNumber(PAIRS_DAY)), to: dayFromNumber(dayNumber(PAIRS_DAY)) }
    await withDatabase(await all.fresh(), (db) => {
      const ledger = makeLedger(db)
      return Effect.gen(function* () {
        yield* ledger.store(recordsOf([pairs.map(resultOfPair)]), NOW)
        yield* ledger.importBill(billOf([[billOfPairs]], new Dictionaries()), NOW)
        for (const byRule of [{}, { 1: "plus" }, { 1: "app", 2: "plus" }, { 2: "wechat", 9: "plus", "it's": "app" }]) {
          for (const edition of [null, "plus", "app"]) {
            const ruleSet = auditOf({ edition, byRule }) && { edition, byRule, digest: "" }
            const asked = { ...request, ruleSet, programVersion: "1", keep: false }
            const [short, whole] = yield* bothWays(ledger, asked, () => shortCuts++)
            expect(short).toEqual(whole)
            violations += short?.items.length ?? 0
          }
        }
      })
    })
    expect(shortCuts).toBe(12)
    expect(violations).toBeGreaterThan(0)
  })
})

/** Pairs that agree in all: of every RuleId on either side, charged and not, of codes that the editions see differently. */
const PAIRS_DAY = "2021-07-20"
const PAIRS_AT = Date.parse(`${PAIRS_DAY}T12:00:00+08:00`)
const pairs = [null, "1", "2", "it's"].flatMap((ours) =>
  [null, "1", "2", "it's"].flatMap((theirs) =>
    [true, false].flatMap((charge) => [0, 1001, 2009].map((code) => ({ ours, theirs, charge, code }))),
  ),
)
type PairDrawn = (typeof pairs)[number]

const resultOfPair = ({ ours, charge, code }: PairDrawn, i: number) => ({
  BizToken: `t${i}`,
  RuleId: ours,
  Response: { Text: { LivenessDetail: [{ Seq: `s${i}`, IsNeedCharge: charge, Errcode: code, ReqTime: PAIRS_AT }] } },
})

const billOfPairs = {
  Date: PAIRS_DAY,
  Response: {
    HasNextPage: false,
    WeChatBillDetails: pairs.map(({ theirs, charge, code }, i) => ({
      BizToken: `t${i}`,
      RuleId: theirs,
      ChargeDetails: [{ Seq: `s${i}`, IsNeedCharge: charge, ErrorCode: code, ReqTime: PAIRS_AT }],
    })),
  },
}

/** The outcome by the differences alone, and by all that is there. */
const bothWays = (ledger: LedgerShape, request: ReconcileRequest, onShortCut: () => void) => {
  const counted: LedgerShape = {
    ...ledger,
    loadDifferences: (...args) =>
      Effect.tap(ledger.loadDifferences(...args), (found) => Effect.sync(() => found && onShortCut())),
  }
  const plain: LedgerShape = { ...ledger, loadDifferences: () => Effect.succeed(null) }
  return Effect.all([outcomeBy(counted, request), outcomeBy(plain, request)])
}

const outcomeBy = (ledger: LedgerShape, request: ReconcileRequest) =>
  reconcileBooks(request).pipe(
    Effect.provideService(Ledger, Ledger.of(ledger)),
    Effect.map(({ reconciliation, billVersions }) => ({ ...inFull(reconciliation), billVersions })),
  )

const inFull = ({ items, ...document }: Reconciliation) => ({ document, items: [...items] })
