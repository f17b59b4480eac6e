// Reconciles a stored day with its stored bill: node stored-reconcile.ts FILE DATE
import process from "node:process"
import { reconcileBooks } from "@faceid-tally/books/engine"
import { dayFromNumber, dayNumberOf } from "@faceid-tally/core/engine"
import { ledgerLayer } from "@faceid-tally/ledger"
import * as Effect from "effect/Effect"

const [file = "", date = ""] = process.argv.slice(2)
const day = dayFromNumber(dayNumberOf(date) ?? 0)
const { reconciliation } = await Effect.runPromise(
  reconcileBooks({ from: day, to: day, programVersion: "bench", keep: false }).pipe(
    Effect.provide(ledgerLayer(`sqlite:${file}`)),
  ),
)
const { bill, matched, byKind } = reconciliation
const counts = Object.entries(byKind).map(([kind, { count }]) => [kind, count])
console.log(JSON.stringify({ lines: bill.lines, matched, ...Object.fromEntries(counts) }))
