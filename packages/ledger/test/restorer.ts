// A process of its own that restores a copy, and prints why it could not, or "restored".
import process from "node:process"

import * as Effect from "effect/Effect"

import { restore } from "../src/copies/restore.ts"
import { NOON } from "./world.ts"

const [, , copy = "", ledger = ""] = process.argv
process.stdout.write(
  await Effect.runPromise(
    Effect.match(restore(copy, ledger, { now: NOON }), {
      onFailure: (error) => ("fault" in error ? error.fault.reason : error.reason),
      onSuccess: () => "restored",
    }),
  ),
)
