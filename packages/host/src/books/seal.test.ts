// What was written is sealed while the work goes on, when it ends, and when it is cut off.
import { Ledger } from "@faceid-tally/books/engine"
import { ledgerLayer } from "@faceid-tally/ledger"
import { assert, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { TestClock } from "effect/testing"

import { sealed } from "./seal.ts"

const NOW = Date.parse("2026-11-27T10:00:00+08:00")

const write = (bizToken: string) =>
  Effect.flatMap(Ledger, (ledger) => ledger.register([{ bizToken, ruleId: "1", account: null, issuedAt: NOW }], NOW))

const unsealed = Effect.map(
  Effect.flatMap(Ledger, (ledger) => ledger.status(NOW, { fromDay: 0, toDay: 1 })),
  ({ unsealedBatches }) => unsealedBatches,
)

it.effect("long work is sealed each minute, and at its end", () =>
  Effect.gen(function* () {
    yield* TestClock.setTime(NOW)
    const hasWritten = yield* Deferred.make<void>()
    const mayEnd = yield* Deferred.make<void>()
    const work = Effect.gen(function* () {
      yield* write("one")
      yield* Deferred.succeed(hasWritten, undefined)
      yield* Deferred.await(mayEnd)
      yield* write("two")
      return "done"
    })
    const working = yield* Effect.forkChild(sealed(work))
    yield* Deferred.await(hasWritten)
    assert.strictEqual(yield* unsealed, 1)
    yield* TestClock.adjust("61 seconds")
    assert.strictEqual(yield* unsealed, 0)
    yield* Deferred.succeed(mayEnd, undefined)
    const { result, seal } = yield* Fiber.join(working)
    assert.deepEqual([result, seal.seal, seal.lastBatch], ["done", 2, 2])
    assert.strictEqual(yield* unsealed, 0)
  }).pipe(Effect.provide(ledgerLayer("sqlite::memory:"))),
)

it.effect("work that is interrupted leaves nothing unsealed", () =>
  Effect.gen(function* () {
    const hasWritten = yield* Deferred.make<void>()
    const work = Effect.andThen(write("one"), Effect.andThen(Deferred.succeed(hasWritten, undefined), Effect.never))
    const working = yield* Effect.forkChild(sealed(work))
    yield* Deferred.await(hasWritten)
    yield* Fiber.interrupt(working)
    assert.strictEqual(yield* unsealed, 0)
  }).pipe(Effect.provide(ledgerLayer("sqlite::memory:"))),
)
