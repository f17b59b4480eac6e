/** The items of a kept run that this program knows, all of them. */
import { type Discrepancy, discrepancyKinds } from "@faceid-tally/core"
import * as Effect from "effect/Effect"

import type { KeptDiscrepancy } from "../ports/KeptReconciliation.ts"
import { Ledger } from "../ports/Ledger.ts"
import type { Run } from "../ports/Run.ts"

const ITEMS_PER_PAGE = 5000

export const knownItems = Effect.fnUntraced(function* ({ id }: Run) {
  const ledger = yield* Ledger
  yield* ledger.checkRun(id)
  const items: Array<Discrepancy> = []
  for (let after = -1; ;) {
    const page = yield* ledger.runItems(id, { after, limit: ITEMS_PER_PAGE })
    for (const { item } of page) if (isKnown(item)) items.push(item)
    const last = page.at(-1)
    if (last === undefined || page.length < ITEMS_PER_PAGE) return items
    after = last.place
  }
})

const kinds: ReadonlySet<string> = new Set(discrepancyKinds)

/** A later version of this program may have kept kinds that this one does not know; they show in the sum of the charges. */
const isKnown = (item: KeptDiscrepancy): item is Discrepancy & KeptDiscrepancy => kinds.has(item.kind)
