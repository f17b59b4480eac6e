/**
 * Follows a bill from page to page. The cursor is opaque, so what can be held against the provider is that it leads to a
 * page that was there already, or nowhere, or from one empty page to the next.
 */
import { hash } from "node:crypto"

import { EMPTY_PAGES_MAX, ProviderError } from "@faceid-tally/books/engine"
import type { BillPage } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"

/** At 100 BizTokens a page, ten million a day. */
const PAGES_MAX = 100_000

/** The pages from `cursor` to the one that says that there is no next. */
export const followCursor = (
  account: string,
  cursor: number,
  ask: (cursor: number) => Effect.Effect<BillPage, ProviderError>,
): Stream.Stream<BillPage, ProviderError> =>
  Stream.suspend(() => {
    const cursors = new Set<number>()
    const contents = new Set<string>()
    let emptyPages = 0
    const fail = (reason: "cursor_stands_still" | "empty_pages" | "repeated_page" | "too_many_pages") =>
      Effect.fail(new ProviderError({ operation: "bill_page", account, reason }))

    return Stream.paginate(cursor, (at) =>
      Effect.gen(function* () {
        cursors.add(at)
        if (cursors.size > PAGES_MAX) return yield* fail("too_many_pages")
        const page = yield* ask(at)
        const content = hash("sha256", JSON.stringify(page.groups))
        if (page.groups.length > 0 && contents.has(content)) return yield* fail("repeated_page")
        contents.add(content)
        if (!page.hasNextPage || page.nextCursor === null) return [[page], Option.none<number>()] as const
        emptyPages = page.groups.length === 0 ? emptyPages + 1 : 0
        if (emptyPages === EMPTY_PAGES_MAX) return yield* fail("empty_pages")
        // A page whose cursor leads back is not given out: what follows from it is not to be trusted.
        if (cursors.has(page.nextCursor)) return yield* fail("cursor_stands_still")
        return [[page], Option.some(page.nextCursor)] as const
      }),
    )
  })
