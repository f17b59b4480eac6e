// Clocks step, and machines disagree: what is stored meanwhile is the same, and is proved all the same.
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type Databases, databases } from "../../test/databases.ts"
import { emptied, snapshot, withDatabase, withLedger } from "../../test/run.ts"
import { archive, HOUR, NOON, stored } from "../../test/world.ts"
import type { Database } from "../database/Database.ts"
import { makeLedger } from "../layer/ledgerLayer.ts"

const SIZE = 120
const BATCH = 20
const batches = Array.from({ length: SIZE / BATCH }, (_one, i) => archive(SIZE).slice(i * BATCH, (i + 1) * BATCH))

/** What the clock says at each batch: back by days, ahead by days, or still. */
const clock = fc.array(fc.integer({ min: -100 * HOUR, max: 100 * HOUR }), {
  minLength: batches.length,
  maxLength: batches.length,
})

const storeBy = (db: Database, steps: ReadonlyArray<number>) =>
  Effect.gen(function* () {
    const ledger = makeLedger(db)
    const heads: Array<string> = []
    for (const [i, batch] of batches.entries()) {
      const now = NOON + (steps[i] ?? 0)
      yield* ledger.store(stored(...batch), now)
      const registration = { bizToken: `fresh-${i}`, ruleId: "1", account: null, issuedAt: NOON }
      yield* ledger.register([registration], now)
      heads.push((yield* ledger.seal(now)).head)
    }
    for (const head of heads) expect(yield* ledger.verify({ head })).toMatchObject({ ok: true })
    const written = yield* db.rows("SELECT written_at FROM batch ORDER BY batch")
    const times = written.map(([at]) => Number(at))
    expect(times).toEqual(times.toSorted((a, b) => a - b))
  })

/** What does not tell when it was written. */
const facts = async (address: string) => {
  const { observation, attempt, strayed, day_sum: sums } = await snapshot(address)
  return { observation, attempt, strayed, sums }
}

describe.each(databases)("a clock that steps, on %s", (_name, open) => {
  let all: Databases
  beforeAll(async () => {
    all = await open()
  })
  afterAll(() => all.close())

  it("changes nothing of what is stored, and no proof", async () => {
    const steady = await all.fresh()
    await withLedger(steady, (ledger) => ledger.store(stored(...archive(SIZE)), NOON))
    const reference = await facts(steady)
    const address = await all.fresh()
    await fc.assert(
      fc.asyncProperty(clock, async (steps) => {
        await withDatabase(address, (db) =>
          Effect.gen(function* () {
            yield* emptied(db)
            yield* db.rows("DELETE FROM registration")
            yield* storeBy(db, steps)
          }),
        )
        expect(await facts(address)).toEqual(reference)
      }),
      { numRuns: 60 },
    )
  })
})
