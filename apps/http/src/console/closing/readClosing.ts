/** What the page of a statement knows of closed months beside the document. */
import { Statements } from "@faceid-tally/books/engine"
import { type Month, monthOf, nextMonth } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"

export interface Closing {
  /** Of the calendar, the last that is closed: only it can be closed again. */
  readonly isLatest: boolean
  /** The earliest open month between the first closed one and this. */
  readonly earlierOpen: string | null
}

export const readClosing = Effect.fnUntraced(function* (month: Month) {
  const closed = (yield* (yield* Statements).all).map((each) => each.month)
  const [first] = closed
  return { isLatest: closed.at(-1) === month.name, earlierOpen: earliestOpen(first, closed, month) } satisfies Closing
})

const earliestOpen = (first: string | undefined, closed: ReadonlyArray<string>, month: Month): string | null => {
  let each = first === undefined ? undefined : monthOf(first)
  while (each !== undefined && each.first < month.first) {
    if (!closed.includes(each.name)) return each.name
    each = nextMonth(each)
  }
  return null
}
