/** The items of a kept run that this program knows, all of them, each with its place in the run. */
import { type Discrepancy, discrepancyKinds } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"

import type { KeptDiscrepancy } from "../ports/KeptReconciliation.ts"
import { Ledger } from "../ports/Ledger.ts"
import type { Run, RunItem } from "../ports/Run.ts"

export interface KnownItem extends RunItem {
  readonly item: Discrepancy & KeptDiscrepancy
}

const ITEMS_PER_PAGE = 5000

export const knownItems = Effect.fnUntraced(function* ({ id }: Run) {
  const ledger = yield* Ledger
  yield* ledger.checkRun(id)
  const items: Array<KnownItem> = []
  for (let after = -1; ;) {
    const page = yield* ledger.runItems(id, { after, limit: ITEMS_PER_PAGE })
    for (const { place, item } of page) if (isKnown(item)) items.push({ place, item })
    const last = page.at(-1)
    if (last === undefined || page.length < ITEMS_PER_PAGE) return items
    after = last.place
  }
})

const kinds: ReadonlySet<string> = new Set(discrepancyKinds)

/** A later version of this program may have kept kinds that this one does not know; they show in the sum of the charges. */
const isKnown = (item: KeptDiscrepancy): item is Discrepancy & KeptDiscrepancy => kinds.has(item.kind)
