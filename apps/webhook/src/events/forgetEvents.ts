/** Ids of events are kept for a week, longer than any sender repeats one, and then forgotten. */
import { Inbox } from "@faceid-tally/books/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import type { Books } from "../books/Books.ts"

const MS_KEPT = 7 * 24 * 3_600_000
const INTERVAL = "1 hour"

export const forgetEvents = (books: Books): Effect.Effect<never> =>
  Effect.forever(Effect.andThen(Effect.ignore(books.use(forgetOnce)), Effect.sleep(INTERVAL)))

const forgetOnce = Effect.gen(function* () {
  const inbox = yield* Inbox
  return yield* inbox.forget((yield* Clock.currentTimeMillis) - MS_KEPT)
})
