/** Writes decisions (F4.4): one or many rows of a month, each with its outcome; what is good is applied in one batch. */
import type { Month } from "@faceid-tally/core/engine"
import { type Decided, decideRows, type KeyState, type RowValues } from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"

import { Decisions } from "../ports/Decisions.ts"
import { lastRun } from "./monthStatement.ts"
import { decidedItem, monthDecisions } from "./monthDecisions.ts"

export interface DecideRequest {
  readonly month: Month
  readonly rows: ReadonlyArray<RowValues>
  readonly by: string
  /** Epoch milliseconds. */
  readonly now: number
  /** Says what would become of each row, and writes nothing. */
  readonly dryRun?: boolean | undefined
}

/** What became of each row, and the items of the month by which it was decided. */
export const decide = Effect.fnUntraced(function* ({ month, rows, by, now, dryRun = false }: DecideRequest) {
  const decisions = yield* Decisions
  const { items } = yield* monthDecisions(month, yield* lastRun(month))
  const byKey = new Map(items.map(({ item }) => [item.key, { ...decidedItem(item.item), facts: item.facts }]))
  const decideBy = (latest: ReadonlyMap<string, NonNullable<KeyState["latest"]>>): Decided =>
    decideRows(rows, (key) => ({ item: byKey.get(key) ?? null, latest: latest.get(key) ?? null }), {
      month: month.name,
      by,
      at: now,
    })
  if (!dryRun) return { ...(yield* decisions.append(month.name, decideBy, now)), items }
  const latest = yield* decisions.latest(month.name)
  return { ...decideBy(new Map(latest.map((each) => [each.key, each]))), items }
})
