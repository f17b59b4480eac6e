// A process of its own that leases all that is due, a bill day and a piece of work, tells its name, and waits to be killed.
import process from "node:process"

import { Ledger, Work } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import { ownerName } from "../src/leases/Owner.ts"
import { withBooks } from "./run.ts"
import { DAY, HOUR, NOON } from "./world.ts"

const [, , address = ""] = process.argv
const worker = ownerName()
const claim = { worker, now: NOON + HOUR, leaseUntil: NOON + 3 * HOUR, limit: 100 }

// A file keeps no process alive, as a connection does.
setInterval(() => {}, HOUR)

await withBooks(
  address,
  Effect.gen(function* () {
    const [ledger, work] = [yield* Ledger, yield* Work]
    yield* ledger.takeDue(claim)
    yield* ledger.takeDuePulls(claim)
    yield* ledger.openPull({ account: "by hand", day: DAY, ruleId: null }, claim)
    yield* work.take({ ...claim, kinds: ["close_day"] })
    process.stdout.write(worker)
    yield* Effect.never
  }),
)
