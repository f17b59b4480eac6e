/** What was decided of a case: every decision about its Seqs, of any month, and about an item that has none. */
import { Decisions, Ledger, monthDecisions, type RunItem } from "@faceid-tally/books/engine"
import { monthOfDay } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"

interface HistoryAsked {
  readonly seqs: ReadonlyArray<string>
  /** The discrepancy that led to the case, and its run. */
  readonly item: RunItem | null
  readonly run: number | null
}

/** The latest first. */
export const readHistory = Effect.fnUntraced(function* ({ seqs, item, run }: HistoryAsked) {
  const decisions = yield* Decisions
  const ofSeqs = yield* decisions.ofSeqs([...new Set([...seqs, ...(item?.item.seq == null ? [] : [item.item.seq])])])
  const found = ofSeqs.map(({ month, key }) => ({ month, key }))
  if (item !== null && item.item.seq === null && run !== null) found.push(...(yield* keysOf(run, item)))
  const all = yield* Effect.forEach(found, ({ month, key }) => decisions.history(month, key))
  return all.flat().toSorted((a, b) => b.at - a.at || b.number - a.number)
})

/** What has no Seq is recognized by its place among its like. */
const keysOf = Effect.fnUntraced(function* (id: number, { place }: RunItem) {
  const run = yield* (yield* Ledger).run(id)
  if (run === null) return []
  const month = monthOfDay(run.toDay)
  const { items } = yield* monthDecisions(month, run)
  return items.flatMap(({ item }) => (item.place === place ? [{ month: month.name, key: item.key }] : []))
})
