/** The discrepancies of a kept run, page by page: there can be a million of them. */
import { type KeptDiscrepancy, Ledger, type Run } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

const ITEMS_PER_PAGE = 2000

/** Each call of what it gives reads them from the first one on. */
export const keptItems = ({ id }: Run): Effect.Effect<() => AsyncIterable<KeptDiscrepancy>, never, Ledger> =>
  Effect.map(
    Ledger,
    (ledger) =>
      async function* () {
        for (let after = -1; ;) {
          const page = await Effect.runPromise(ledger.runItems(id, { after, limit: ITEMS_PER_PAGE }))
          for (const { item } of page) yield item
          const last = page.at(-1)
          if (last === undefined || page.length < ITEMS_PER_PAGE) return
          after = last.place
        }
      },
  )
