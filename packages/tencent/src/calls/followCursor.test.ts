import { assert, describe, it } from "@effect/vitest"
import type { BillPage } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"

import { followCursor } from "./followCursor.ts"

/** A bill whose pages hold so many BizTokens each; `last` is the one without a next. */
const bill = (sizes: ReadonlyArray<number>, last = sizes.length - 1) => {
  const asked: Array<number> = []
  const page = (cursor: number): BillPage => ({
    _tag: "BillPage",
    account: null,
    day: 20_000,
    askedRuleId: null,
    cursor,
    hasNextPage: cursor !== last,
    nextCursor: cursor === last ? null : cursor + 1,
    flat: false,
    groups: Array.from({ length: sizes[cursor] ?? 0 }, (_one, i) => ({
      bizToken: `${cursor}-${i}`,
      ruleId: "1",
      chargeCount: 0,
      lines: [],
    })),
  })
  const pages = followCursor("default", 0, (cursor) => Effect.sync(() => page(asked.push(cursor) - 1)))
  return { pages, asked }
}
const empty = (count: number) => Array.from({ length: count }, () => 0)

describe("a bill of many empty pages", () => {
  it.effect("ends at the tenth in a row that says that there is a next one", () =>
    Effect.gen(function* () {
      const { pages, asked } = bill([], Infinity)
      const got: Array<number | null> = []
      const error = yield* Effect.flip(Stream.runForEach(pages, ({ cursor }) => Effect.sync(() => got.push(cursor))))
      assert.strictEqual(error.reason, "empty_pages")
      assert.lengthOf(asked, 10)
      assert.lengthOf(got, 9)
    }),
  )

  it.effect.each([
    ["nine, and one that is not empty", [...empty(9), 1, ...empty(9), 1, 0]],
    ["the tenth is the last", empty(10)],
    ["one, which is the last", [0]],
  ] as const)("is whole: %s", ([, sizes]) =>
    Effect.gen(function* () {
      assert.lengthOf(yield* Stream.runCollect(bill(sizes).pages), sizes.length)
    }),
  )
})
