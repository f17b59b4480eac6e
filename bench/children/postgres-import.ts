// Stores results in a new ledger on PostgreSQL: node postgres-import.ts ADDRESS TOKENS. Prints how many, and how long.
import process from "node:process"
import { importResults } from "@faceid-tally/books/engine"
import { ledgerLayer } from "@faceid-tally/ledger"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { recordOf } from "../generate/ledgerWorld.ts"

const [address = "", count = "0"] = process.argv.slice(2)
const tokens = Number(count)

function* records() {
  for (let token = 0; token < tokens; token++) yield { record: recordOf(token, tokens, false), rowsBefore: 0 }
}

const timed = Effect.gen(function* () {
  const startedAt = performance.now()
  const { attempts } = yield* importResults(Stream.fromIterable(records()))
  return { attempts, seconds: (performance.now() - startedAt) / 1000 }
})
console.log(JSON.stringify(await Effect.runPromise(timed.pipe(Effect.provide(ledgerLayer(address))))))
