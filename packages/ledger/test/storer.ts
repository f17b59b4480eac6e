// A process of its own that stores an archive, in small batches from some batch on, until it is through or killed.
import process from "node:process"

import * as Effect from "effect/Effect"

import { withLedger } from "./run.ts"
import { archive, NOON, stored } from "./world.ts"

const [, , address = "", size = "0", first = "0"] = process.argv
const BATCH = 25

const records = archive(Number(size))
const batches = Array.from({ length: Math.ceil(records.length / BATCH) }, (_one, i) =>
  records.slice(i * BATCH, (i + 1) * BATCH),
)

await withLedger(address, (ledger) =>
  Effect.gen(function* () {
    process.stdout.write("storing\n")
    for (let i = 0; i < batches.length; i++) {
      const batch = batches[(i + Number(first)) % batches.length] ?? []
      yield* ledger.store(stored(...batch), NOON + i)
      if (i % 10 === 9) yield* ledger.seal(NOON + i)
    }
    yield* ledger.seal(NOON + batches.length)
  }),
)
