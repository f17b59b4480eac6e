import { assert, describe, it } from "@effect/vitest"
import { Provider } from "@faceid-tally/books/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as TestClock from "effect/testing/TestClock"

import { type FaceIdClient, limitsInMemory, type RequestLimits, tencentLayerFromClients } from "../index.ts"

const token = { account: "default", bizToken: "b", ruleId: "1" }
const ANSWER = { Text: { ErrCode: 0, LivenessDetail: [] } }

/** A client that notes when it is asked, and answers by script. */
const scripted = (answer: (request: number) => Promise<unknown>) => {
  const asked: Array<number> = []
  const signals: Array<AbortSignal | undefined> = []
  const clock = { now: () => 0 }
  const client: FaceIdClient = {
    request: (_action, _parameters, options) => {
      asked.push(clock.now())
      signals.push(options?.signal)
      return answer(asked.length)
    },
  }
  const provided = (limits: RequestLimits = {}) =>
    Layer.effectDiscard(
      Effect.clockWith((testClock) => Effect.sync(() => (clock.now = () => testClock.currentTimeMillisUnsafe()))),
    ).pipe(
      Layer.provideMerge(tencentLayerFromClients({ default: { client, ...limits } })),
      Layer.provide(limitsInMemory),
    )
  return { asked, signals, provided }
}

const refusal = (code: string) => Object.assign(new Error("planted 张三"), { code, requestId: "" })
const result = (deadline?: number) => Effect.flatMap(Provider, (provider) => provider.result({ ...token, deadline }))

/** Lets real promises settle and test time pass, until the fiber is done. */
const patiently = <A, E, R>(effect: Effect.Effect<A, E, R>, stepMs = 10) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(effect)
    while (fiber.pollUnsafe() === undefined) {
      yield* TestClock.withLive(Effect.sleep(0))
      yield* TestClock.adjust(stepMs)
    }
    return yield* Fiber.await(fiber)
  })

describe("retries", () => {
  it.effect("are at most five, each after about twice the pause before", () => {
    const { asked, provided } = scripted(() => Promise.reject(refusal("InternalError")))
    return Effect.gen(function* () {
      const exit = yield* patiently(result())
      assert.isTrue(Exit.isFailure(exit))
      const pauses = asked.slice(1).map((at, index) => at - (asked[index] ?? 0))
      assert.lengthOf(pauses, 5)
      for (const [index, pause] of pauses.entries()) {
        const middle = 200 * 2 ** index
        assert.isAtLeast(pause, middle * 0.8 - 1)
        assert.isAtMost(pause, middle * 1.2 + 20)
      }
    }).pipe(Effect.provide(provided()))
  })

  it.effect("end as soon as it goes well", () => {
    const { asked, provided } = scripted((request) =>
      request < 3 ? Promise.reject(refusal("RequestLimitExceeded")) : Promise.resolve(ANSWER),
    )
    return Effect.gen(function* () {
      const exit = yield* patiently(result())
      assert.isTrue(Exit.isSuccess(exit))
      assert.lengthOf(asked, 3)
      // The time of the try that was answered, not of the first.
      assert.strictEqual(Exit.isSuccess(exit) ? exit.value.fetchedAt : null, asked[2])
    }).pipe(Effect.provide(provided()))
  })

  it.effect("are not made of what they cannot help", () => {
    const { asked, provided } = scripted(() => Promise.reject(refusal("InvalidParameterValue.BizTokenExpired")))
    return Effect.gen(function* () {
      yield* patiently(result())
      assert.lengthOf(asked, 1)
    }).pipe(Effect.provide(provided()))
  })

  it.effect("do not begin after the deadline", () => {
    const { asked, provided } = scripted(() => Promise.reject(refusal("InternalError")))
    return Effect.gen(function* () {
      yield* patiently(result(1000))
      assert.lengthOf(asked, 3)
      assert.isTrue(asked.every((at) => at < 1000))
    }).pipe(Effect.provide(provided()))
  })
})

describe("a request", () => {
  it.effect("ends after ten seconds, and lets go of its connection", () => {
    const { signals, provided } = scripted(() => new Promise(() => {}))
    return Effect.gen(function* () {
      const exit = yield* patiently(result(0), 1000)
      assert.isTrue(Exit.isFailure(exit))
      assert.strictEqual(yield* Clock.currentTimeMillis, 10_000)
      assert.isTrue(signals[0]?.aborted)
    }).pipe(Effect.provide(provided()))
  })

  it.effect("can be interrupted", () => {
    const { asked, signals, provided } = scripted(() => new Promise(() => {}))
    return Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(result())
      while (asked.length === 0) yield* TestClock.withLive(Effect.sleep(0))
      yield* Fiber.interrupt(fiber)
      assert.isTrue(signals[0]?.aborted)
    }).pipe(Effect.provide(provided()))
  })
})

describe("limits", () => {
  it.effect("hold in every second, for each account and operation", () => {
    const { asked, provided } = scripted(() => Promise.resolve(ANSWER))
    return Effect.gen(function* () {
      yield* patiently(Effect.forEach(Array.from({ length: 250 }), () => result(), { concurrency: 50, discard: true }))
      assert.lengthOf(asked, 250)
      for (const [index, at] of asked.entries()) assert.isAtLeast((asked[index + 100] ?? Infinity) - at, 1000)
      assert.isAtMost((asked.at(-1) ?? 0) - (asked[0] ?? 0), 2600)
    }).pipe(Effect.provide(provided()))
  })

  it.effect("can be set", () => {
    const { asked, provided } = scripted(() => Promise.resolve(ANSWER))
    return Effect.gen(function* () {
      yield* patiently(
        Effect.forEach(Array.from({ length: 5 }), () => result()),
        100,
      )
      assert.deepStrictEqual(asked, [0, 500, 1000, 1500, 2000])
    }).pipe(Effect.provide(provided({ resultsPerSecond: 2 })))
  })

  it.effect("are above 0", () =>
    Effect.gen(function* () {
      const { provided } = scripted(() => Promise.resolve(ANSWER))
      const error = yield* Effect.flip(Layer.launch(provided({ billPagesPerSecond: 0 })))
      assert.strictEqual(error.reason, "limit_invalid")
    }),
  )
})

describe("while the provider is down", () => {
  it.effect("it is left alone for a while", () => {
    let isDown = true
    const { asked, provided } = scripted(() =>
      isDown ? Promise.reject(new Error("ECONNREFUSED")) : Promise.resolve(ANSWER),
    )
    return Effect.gen(function* () {
      const down = Effect.forEach(Array.from({ length: 10 }), () => Effect.flip(result(0)))
      yield* patiently(down)
      assert.lengthOf(asked, 10)
      const open = yield* Effect.flip(result())
      assert.deepInclude({ ...open, retryClass: open.retryClass }, { reason: "circuit_open", retryClass: "later" })
      assert.isAtMost(open.retryAfterMs ?? 0, 30_000)
      assert.lengthOf(asked, 10)

      isDown = false
      yield* TestClock.adjust("30 seconds")
      const both = yield* patiently(Effect.all([result(), result()], { concurrency: 2 }))
      assert.isTrue(Exit.isSuccess(both))
      assert.isTrue(Exit.isSuccess(yield* patiently(result())))
    }).pipe(Effect.provide(provided()))
  })

  const failures: ReadonlyArray<readonly [thrown: unknown, told: string]> = [
    [{ httpCode: 502, requestId: "" }, "server_error (HTTP 502)"],
    [refusal("InternalError.UnKnown"), "internal (InternalError.UnKnown)"],
    [Object.assign(new Error(), { type: "invalid-json" }), "not_json (HTTP 200)"],
    [new Error("planted 张三"), "network"],
  ]
  it.effect("what took too long is told", () => {
    const { provided } = scripted(() => new Promise(() => {}))
    return Effect.gen(function* () {
      yield* patiently(
        Effect.forEach(Array.from({ length: 10 }), () => Effect.flip(result(0))),
        5000,
      )
      assert.include((yield* Effect.flip(result())).message, "circuit_open after timeout.")
    }).pipe(Effect.provide(provided()))
  })

  it.effect.each(failures)("what it was left alone for is told: %j", ([thrown, told]) => {
    const { provided } = scripted(() => Promise.reject(thrown))
    return Effect.gen(function* () {
      yield* patiently(Effect.forEach(Array.from({ length: 10 }), () => Effect.flip(result(0))))
      const open = yield* Effect.flip(result())
      assert.include(open.message, `circuit_open after ${told}.`)
      assert.notInclude(JSON.stringify(open), "planted")
      assert.deepStrictEqual([open.stableCode, open.rootCode], ["circuit_open", open.root.code ?? open.root.reason])
    }).pipe(Effect.provide(provided()))
  })

  it.effect("a refusal is no sign of it", () => {
    const { asked, provided } = scripted(() => Promise.reject(refusal("InvalidParameter")))
    return Effect.gen(function* () {
      yield* patiently(Effect.forEach(Array.from({ length: 30 }), () => Effect.flip(result())))
      assert.lengthOf(asked, 30)
    }).pipe(Effect.provide(provided()))
  })
})
