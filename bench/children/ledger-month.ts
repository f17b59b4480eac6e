// Makes a ledger of the results of a month, once: node ledger-month.ts FILE TOKENS
import { renameSync, rmSync } from "node:fs"
import process from "node:process"
import { importResults, Ledger } from "@faceid-tally/books"
import { ledgerLayer } from "@faceid-tally/ledger"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { recordOf } from "../generate/ledgerWorld.ts"

const [file = "", count = "0"] = process.argv.slice(2)
const tokens = Number(count)
rmSync(`${file}.part`, { force: true })

function* records() {
  for (let token = 0; token < tokens; token++) yield { record: recordOf(token, tokens, false), rowsBefore: 0 }
}

await Effect.runPromise(
  Effect.gen(function* () {
    yield* importResults(Stream.fromIterable(records()))
    yield* (yield* Ledger).seal(Date.now())
  }).pipe(Effect.provide(ledgerLayer(`sqlite:${file}.part`))),
)
renameSync(`${file}.part`, file)
