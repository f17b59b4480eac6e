// Makes a ledger that has one day and its bill, once: node ledger-day.ts FILE TOKENS
import { renameSync, rmSync } from "node:fs"
import process from "node:process"
import { importResults, Ledger } from "@faceid-tally/books/engine"
import { Bill } from "@faceid-tally/core/engine"
import { ledgerLayer } from "@faceid-tally/ledger"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { billOfDay, recordOf } from "../generate/ledgerWorld.ts"

const [file = "", count = "0"] = process.argv.slice(2)
const tokens = Number(count)
rmSync(`${file}.part`, { force: true })

function* records() {
  for (let token = 0; token < tokens; token++) yield { record: recordOf(token, tokens, true), rowsBefore: 0 }
}

await Effect.runPromise(
  Effect.gen(function* () {
    yield* importResults(Stream.fromIterable(records()))
    const bill = new Bill()
    for (const page of billOfDay(tokens).pages) bill.add(page)
    const ledger = yield* Ledger
    const now = Date.now()
    yield* ledger.importBill(bill, now)
    yield* ledger.seal(now)
  }).pipe(Effect.provide(ledgerLayer(`sqlite:${file}.part`))),
)
renameSync(`${file}.part`, file)
