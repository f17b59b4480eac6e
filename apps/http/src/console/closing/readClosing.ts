/** What the page of a statement knows of closed months beside the document. */
import { openMonths, Statements } from "@faceid-tally/books/engine"
import type { Month } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"

export interface Closing {
  /** Of the calendar, the last that is closed: only it can be closed again. */
  readonly isLatest: boolean
  /** The earliest open month between the first closed one and this. */
  readonly earlierOpen: string | null
}

export const readClosing = Effect.fnUntraced(function* (month: Month) {
  const closed = yield* (yield* Statements).all
  return {
    isLatest: closed.at(-1)?.month === month.name,
    earlierOpen: openMonths(month, closed)[0] ?? null,
  } satisfies Closing
})
