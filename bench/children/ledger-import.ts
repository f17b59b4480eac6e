// Stores results in a new ledger: node ledger-import.ts FILE TOKENS. Prints what was stored, and the bytes on disk.
import { rmSync, statSync } from "node:fs"
import process from "node:process"
import { importResults } from "@faceid-tally/books/engine"
import { ledgerLayer } from "@faceid-tally/ledger"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { recordOf } from "../generate/ledgerWorld.ts"

const [file = "", count = "0"] = process.argv.slice(2)
const tokens = Number(count)
rmSync(file, { force: true })

function* records() {
  for (let token = 0; token < tokens; token++) yield { record: recordOf(token, tokens, false), rowsBefore: 0 }
}

const { attempts } = await Effect.runPromise(
  importResults(Stream.fromIterable(records())).pipe(Effect.provide(ledgerLayer(`sqlite:${file}`))),
)
console.log(JSON.stringify({ attempts, bytes: statSync(file).size }))
rmSync(file)
