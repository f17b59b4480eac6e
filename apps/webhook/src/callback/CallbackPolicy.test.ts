// What strangers' calls can do to a BizToken: make it due, and never use up its tries.
import { Ledger } from "@faceid-tally/books/engine"
import { Settings } from "@faceid-tally/host/apps"
import { ledgerLayer } from "@faceid-tally/ledger"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"

import { CallbackPolicy } from "./CallbackPolicy.ts"
import type { Callback } from "./CallbackQueue.ts"

const MINUTE = 60_000
const bizToken = "3D4E5F60-0000-4000-8000-1234567890AB"
const callback = (): Callback => {
  const now = Date.now()
  return { name: "web", bizToken, firstAt: now, arrivedAt: now, readyAt: now, isTaken: true }
}

it("a BizToken that was refused is fetched again at its planned time, however often it is called", async () => {
  const policy = new CallbackPolicy(Schema.decodeUnknownSync(Settings)({}))
  const found = await Effect.runPromise(
    Effect.gen(function* () {
      const ledger = yield* Ledger
      const now = yield* Clock.currentTimeMillis
      yield* ledger.register([{ bizToken, ruleId: "1", account: null, issuedAt: now - 3 * 60 * MINUTE }], now)
      const claim = { worker: "one", now, leaseUntil: now + MINUTE, limit: 1 }
      const [due] = yield* ledger.takeDue(claim)
      yield* ledger.settle(bizToken, { _tag: "Retry", code: "InvalidParameter", at: now + 15 * MINUTE }, now)
      const outcomes = yield* Effect.forEach([1, 2, 3, 4], () => policy.settle(callback()))
      return { due, outcomes, now, token: yield* ledger.verification(bizToken) }
    }).pipe(Effect.provide(ledgerLayer("sqlite::memory:"))),
  )
  expect(found.due?.bizToken).toBe(bizToken)
  expect(found.outcomes).toEqual(Array.from({ length: 4 }, () => ({ outcome: "planned" })))
  expect(found.token).toMatchObject({ failures: 1, nextDue: found.now + 15 * MINUTE })
})
