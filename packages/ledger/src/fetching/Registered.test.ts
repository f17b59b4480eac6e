// What is foreseen of a registration is what the ledger makes of it.
import {
  foreseeRegistered,
  Ledger,
  registerAll,
  type Registration,
  type Verification,
} from "@faceid-tally/books/engine"
import { MS_KEPT } from "@faceid-tally/core/engine"
import { assert, expect, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { TestClock } from "effect/testing"

import { ledgerLayer } from "../index.ts"

const NOW = Date.parse("2026-11-27T10:00:00+08:00")
const registration: fc.Arbitrary<Registration> = fc.record({
  bizToken: fc.constantFrom("ab", "AB", "aB", "cd"),
  ruleId: fc.constantFrom("1", "2", null),
  account: fc.constantFrom("a", "shop", null),
  issuedAt: fc.constantFrom(NOW - MS_KEPT, NOW - 1000, NOW, null),
})

const facts = ({ ruleId, account, issuedAt, estimated }: Verification) =>
  JSON.stringify([ruleId, account, issuedAt, estimated])

it("new, changed and expired are those of the ledger", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(registration, { maxLength: 4 }),
      fc.array(registration, { maxLength: 5 }),
      (first, second) =>
        Effect.gen(function* () {
          yield* TestClock.setTime(NOW)
          const ledger = yield* Ledger
          yield* ledger.register(first, yield* Clock.currentTimeMillis)
          const given = [...new Set(second.map(({ bizToken }) => bizToken))]
          const before = new Map((yield* ledger.verifications(given)).map((each) => [each.bizToken, facts(each)]))
          const foreseen = yield* foreseeRegistered(second)
          expect(yield* registerAll(second)).toEqual(foreseen)
          const after = yield* ledger.verifications(given)
          expect(foreseen).toMatchObject({
            given: given.length,
            new: given.length - before.size,
            changed: after.filter((each) => before.has(each.bizToken) && before.get(each.bizToken) !== facts(each))
              .length,
            expired: after.filter(({ state }) => state === "expired").length,
          })
          expect(foreseen.remarks.filter(({ code }) => code === "token_in_other_case").length).toBeLessThanOrEqual(1)
        }).pipe(Effect.provide(ledgerLayer("sqlite::memory:")), Effect.provide(TestClock.layer()), Effect.runPromise),
    ),
    { numRuns: 60 },
  )
})

it.effect("the same letters in another case are noticed", () =>
  Effect.gen(function* () {
    const of = (bizToken: string): Registration => ({ bizToken, ruleId: "1", account: null, issuedAt: null })
    assert.deepEqual((yield* registerAll([of("5c19-ab"), of("X")])).remarks, [])
    assert.deepEqual((yield* registerAll([of("5C19-AB"), of("X")])).remarks, [
      { code: "token_in_other_case", bizTokens: 1, bizToken: "5C19-AB" },
    ])
  }).pipe(Effect.provide(ledgerLayer("sqlite::memory:"))),
)
