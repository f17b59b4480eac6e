// The statement of a stored month beside reconciling it: node statement.ts SETTINGS MONTH ROUNDS
// Prints how many milliseconds each took, round by round, and the charges of the statement.
import { readFileSync } from "node:fs"
import process from "node:process"
import { monthStatement, reconcileBooks } from "@faceid-tally/books/engine"
import { dayFromNumber, monthOf } from "@faceid-tally/core/engine"
import { pricesLayer, pricesOf, Settings, storeOf } from "@faceid-tally/host/apps"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

const [file = "", name = "", rounds = "1"] = process.argv.slice(2)
const settings = Schema.decodeUnknownSync(Settings)(JSON.parse(readFileSync(file, "utf8")))
const month = monthOf(name)
if (month === undefined) throw new TypeError(`${name} is no month`)
const about = { programVersion: "bench", now: Date.now() }

const timed = <A, E, R>(work: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const startedAt = performance.now()
    const value = yield* work
    return { value, took: performance.now() - startedAt }
  })

const measured = Effect.gen(function* () {
  const plans = yield* pricesOf(settings)
  const period = { from: dayFromNumber(month.first), to: dayFromNumber(month.last) }
  // The run of the month, unless an earlier bench has kept it.
  yield* monthStatement({ month, ...about })
  const times: Array<{ readonly reconcile: number; readonly statement: number }> = []
  for (let round = 0; round < Number(rounds); round++) {
    const reconcile = yield* timed(reconcileBooks({ ...period, ...about, plans, keep: false }))
    const statement = yield* timed(monthStatement({ month, ...about }))
    if (statement.value.totals.bill.units !== reconcile.value.reconciliation.bill.charges) {
      return yield* Effect.die(new Error("the statement has other charges than the reconciliation"))
    }
    times.push({ reconcile: reconcile.took, statement: statement.took })
  }
  return times
})

console.log(
  JSON.stringify(await Effect.runPromise(measured.pipe(Effect.provide([storeOf(settings), pricesLayer(settings)])))),
)
