// A process of its own that stores an archive, in small batches from some batch on, until it is through or killed. It can
// be told to kill itself at one of its calls of the database, so that kills hit where they are meant to.
import process from "node:process"

import * as Effect from "effect/Effect"

import type { Database } from "../src/database/Database.ts"
import { makeLedger } from "../src/layer/ledgerLayer.ts"
import { dyingDatabase, type Death } from "./dying.ts"
import { withDatabase } from "./run.ts"
import { archive, NOON, stored } from "./world.ts"

const [, , address = "", size = "0", first = "0", death = "null"] = process.argv
const BATCH = 25
const BATCHES_PER_SEAL = 4

const records = archive(Number(size))
const batches = Array.from({ length: Math.ceil(records.length / BATCH) }, (_one, i) =>
  records.slice(i * BATCH, (i + 1) * BATCH),
)

const storeAll = (db: Database) =>
  Effect.gen(function* () {
    const ledger = makeLedger(dyingDatabase(db, JSON.parse(death) as Death | null))
    process.stdout.write("storing\n")
    for (let i = 0; i < batches.length; i++) {
      const batch = batches[(i + Number(first)) % batches.length] ?? []
      yield* ledger.store(stored(...batch), NOON + i)
      if (i % BATCHES_PER_SEAL === BATCHES_PER_SEAL - 1) yield* ledger.seal(NOON + i)
    }
    yield* ledger.seal(NOON + batches.length)
  })

await withDatabase(address, storeAll)
