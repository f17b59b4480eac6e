// Makes a ledger of the results of a month, once, and of its bill if that is asked for: node ledger-month.ts FILE TOKENS [bill]
import { renameSync, rmSync } from "node:fs"
import process from "node:process"
import { importResults, Ledger } from "@faceid-tally/books/engine"
import { Bill } from "@faceid-tally/core/engine"
import { ledgerLayer } from "@faceid-tally/ledger"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { billOfMonth, recordOf } from "../generate/ledgerWorld.ts"

const [file = "", count = "0", withBill] = process.argv.slice(2)
const tokens = Number(count)
rmSync(`${file}.part`, { force: true })

function* records() {
  for (let token = 0; token < tokens; token++) yield { record: recordOf(token, tokens, false), rowsBefore: 0 }
}

await Effect.runPromise(
  Effect.gen(function* () {
    yield* importResults(Stream.fromIterable(records()))
    const ledger = yield* Ledger
    if (withBill !== undefined) {
      const bill = new Bill()
      for (const page of billOfMonth(tokens)) bill.add(page)
      yield* ledger.importBill(bill, Date.now())
    }
    yield* ledger.seal(Date.now())
  }).pipe(Effect.provide(ledgerLayer(`sqlite:${file}.part`))),
)
renameSync(`${file}.part`, file)
