import { assert, describe, it } from "@effect/vitest"
import { Provider, type ProviderError } from "@faceid-tally/books/engine"
import { dayNumberOf } from "@faceid-tally/core/engine"
import { type Fault, personalMarks, Simulator } from "@faceid-tally/simulator"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Stream from "effect/Stream"

import { atBusinessTime, hurried, NOW, simulated } from "../test/simulated.ts"

type Expected = Partial<Pick<ProviderError, "reason" | "httpStatus" | "fault" | "place">>

const DAY = dayNumberOf("2026-10-01") as number
const asked = { account: "default", day: DAY, ruleId: null }

/** The first verification of the default account, asked for once and without retries. */
const askOnce = Effect.gen(function* () {
  const { truth } = yield* Simulator
  const [token] = truth().verifications.filter(({ account }) => account === "default")
  assert.isDefined(token)
  const provider = yield* Provider
  return yield* provider.result({ account: "default", bizToken: token.bizToken, ruleId: token.ruleId, deadline: 0 })
})

const pull = (request: { readonly cursor?: number; readonly ruleId?: string } = {}) =>
  Effect.flatMap(Provider, (provider) => Stream.runCollect(provider.billPages({ ...asked, ...request })))

const withFault = <A, E, R>(fault: Fault, effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const simulator = yield* Simulator
    simulator.script(fault)
    return yield* Effect.ensuring(effect, Effect.sync(simulator.clearFaults))
  })

describe("results", () => {
  it.live("are decoded, and know what was asked for and when", () =>
    Effect.gen(function* () {
      const { truth } = yield* Simulator
      const provider = yield* Provider
      for (const { bizToken, ruleId, account, attempts } of truth().verifications.slice(0, 20)) {
        const result = yield* provider.result({ account, bizToken, ruleId })
        assert.deepStrictEqual(
          { ...result, entries: result.entries.map(({ seq }) => seq) },
          {
            _tag: "DetectInfo",
            account,
            bizToken,
            ruleId,
            fetchedAt: NOW,
            errCode: result.errCode,
            nfcBillingCounts: result.nfcBillingCounts,
            flat: false,
            entries: attempts.map(({ seq }) => seq),
          },
        )
        assert.isFalse(personalMarks.some((mark) => JSON.stringify(result).includes(mark)))
      }
    }).pipe(atBusinessTime, Effect.provide(simulated({ isFrozen: true }))),
  )

  it.live("of an account without credentials are refused before anything is asked", () =>
    Effect.gen(function* () {
      const provider = yield* Provider
      const error = yield* Effect.flip(provider.result({ account: "other", bizToken: "b", ruleId: "1" }))
      assert.deepInclude(
        { ...error, retryClass: error.retryClass },
        { reason: "unknown_account", retryClass: "person" },
      )
      assert.isEmpty((yield* Simulator).counts())
    }).pipe(Effect.provide(simulated())),
  )
})

describe("every error code of the provider", () => {
  const codes = {
    RequestLimitExceeded: "rate_limited",
    "RequestLimitExceeded.UinLimitExceeded": "rate_limited",
    "FailedOperation.RequestLimitExceeded": "rate_limited",
    InternalError: "internal",
    "InternalError.UnKnown": "internal",
    "FailedOperation.UnKnown": "internal",
    "FailedOperation.DbError": "internal",
    "InvalidParameterValue.BizTokenExpired": "token_expired",
    "InvalidParameterValue.BizTokenIllegal": "token_illegal",
    InvalidParameter: "token_invalid",
    "AuthFailure.SignatureExpire": "clock_skew",
    "AuthFailure.SignatureFailure": "credentials",
    "AuthFailure.SecretIdNotFound": "credentials",
    "AuthFailure.TokenFailure": "credentials",
    UnauthorizedOperation: "not_authorized",
    "UnauthorizedOperation.Arrears": "arrears",
    "UnauthorizedOperation.Nonactivated": "not_activated",
    "UnauthorizedOperation.NonAuthorize": "not_authorized",
    "UnauthorizedOperation.Activating": "not_activated",
    "UnauthorizedOperation.ActivateError": "not_activated",
    "UnauthorizedOperation.ChargeStatusException": "charge_status",
    "InvalidParameterValue.RuleIdNotExist": "rule_not_exist",
    "InvalidParameterValue.RuleIdDisabled": "rule_disabled",
    InvalidParameterValue: "invalid_parameter",
    "InvalidParameter.Other": "invalid_parameter",
    UnsupportedOperation: "unsupported",
    "FailedOperation.StsUnAuthErrError": "not_authorized",
    "ResourceUnavailable.NotYetKnown": "unknown_refusal",
  } as const
  const classes = {
    rate_limited: "retry",
    internal: "retry",
    token_expired: "final",
    token_illegal: "final",
    token_invalid: "final",
    clock_skew: "clock",
    credentials: "person",
    not_authorized: "person",
    arrears: "person",
    not_activated: "person",
    charge_status: "person",
    rule_not_exist: "person",
    rule_disabled: "person",
    invalid_parameter: "person",
    unsupported: "person",
    unknown_refusal: "later",
  } as const

  it.live("has its reason and its class, and says nothing of the request", () =>
    Effect.gen(function* () {
      for (const [code, reason] of Object.entries(codes)) {
        const message = `the value ${personalMarks.join(" ")} is wrong`
        const error = yield* Effect.flip(withFault({ kind: "api_error", code, message }, askOnce))
        assert.deepStrictEqual([code, error.reason, error.retryClass], [code, reason, classes[reason]])
        assert.strictEqual(error.stableCode, code)
        assert.include(error.message, code)
        assertClean(error)
      }
    }).pipe(Effect.provide(simulated())),
  )

  it.live("is not repeated when it is no code", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(withFault({ kind: "api_error", code: `模拟人1 ${"x".repeat(200)}` }, askOnce))
      assert.deepStrictEqual([error.reason, error.stableCode], ["unknown_refusal", "unknown_refusal"])
      assertClean(error)
    }).pipe(Effect.provide(simulated())),
  )

  it.live("means a setting when a bill is asked for", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(withFault({ kind: "api_error", code: "InvalidParameter" }, pull()))
      assert.deepStrictEqual([error.reason, error.operation], ["invalid_parameter", "bill_page"])
    }).pipe(Effect.provide(simulated())),
  )
})

describe("what goes wrong on the way", () => {
  const faults: ReadonlyArray<readonly [string, Fault, Expected]> = [
    ["a server error", { kind: "http", status: 502 }, { reason: "server_error", httpStatus: 502 }],
    ["too many requests", { kind: "http", status: 429 }, { reason: "rate_limited", httpStatus: 429 }],
    ["a proxy that refuses", { kind: "http", status: 403 }, { reason: "http_refused", httpStatus: 403 }],
    ["a reset connection", { kind: "reset" }, { reason: "network", fault: "ECONNRESET" }],
    ["a cut body", { kind: "cut" }, { reason: "network", fault: "ECONNRESET" }],
    ["a cut body of known length", { kind: "cut", namesLength: true }, { reason: "network", fault: "ECONNRESET" }],
    ["a late answer", { kind: "latency", ms: 3000 }, { reason: "timeout" }],
    ["a web page", { kind: "non_json" }, { reason: "not_json", httpStatus: 200, fault: "HTML" }],
    ["no Text", { kind: "missing_field", path: "Text" }, { reason: "wrong_answer" }],
    [
      "no list of attempts",
      { kind: "missing_field", path: "Text.LivenessDetail" },
      { reason: "missing_field", place: "Text.LivenessDetail" },
    ],
    [
      "a list of another type",
      { kind: "wrong_field", path: "Text.LivenessDetail", value: "模拟人1" },
      { reason: "wrong_answer", place: "Text.LivenessDetail" },
    ],
  ]
  it.live.each(faults)("%s", ([, fault, expected]) =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(withFault(fault, askOnce))
      assertFailed(error, expected)
      assertClean(error)
    }).pipe(Effect.provide(simulated({}, (settings) => ({ ...settings, timeout: "500 millis" })))),
  )

  it.live("a provider that is not there", () =>
    Effect.gen(function* () {
      yield* Effect.promise((yield* Simulator).close)
      assertFailed(yield* Effect.flip(askOnce), { reason: "network", fault: "ECONNREFUSED" })
    }).pipe(Effect.provide(simulated())),
  )

  it.live("a wrong key, which is not repeated", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(askOnce)
      assert.deepStrictEqual([error.code, error.reason], ["AuthFailure.SignatureFailure", "credentials"])
      assertClean(error)
    }).pipe(
      Effect.provide(
        simulated({}, (settings) => ({
          ...settings,
          accounts: {
            default: { secretId: Redacted.make("simulated-id-default"), secretKey: Redacted.make("planted-secret") },
          },
        })),
      ),
    ),
  )

  it.live("once, is made good by a retry", () =>
    Effect.gen(function* () {
      const { truth, script, counts } = yield* Simulator
      const [token] = truth().verifications
      assert.isDefined(token)
      script({ kind: "reset" }, { kind: "api_error", code: "InternalError", after: 1 })
      yield* (yield* Provider).result(token)
      assert.strictEqual(counts()[0]?.requests, 3)
    }).pipe(Effect.provide(simulated())),
  )
})

describe("bills", () => {
  it.live("are followed to the page that says that there is no next", () =>
    Effect.gen(function* () {
      const pages = yield* pull()
      assert.isAbove(pages.length, 2)
      assert.deepStrictEqual(
        pages.map(({ hasNextPage }) => hasNextPage),
        pages.map((_, index) => index < pages.length - 1),
      )
      const { bills } = (yield* Simulator).truth()
      const truth = bills.find(({ account, day }) => account === "default" && day === "2026-10-01")
      const lines = pages.flatMap(({ groups }) => groups.flatMap((group) => group.lines))
      assert.strictEqual(
        lines.map(({ seq }) => seq).join(),
        (truth?.tokens ?? []).flatMap((token) => token.lines.map(({ seq }) => seq)).join(),
      )
      assert.isTrue(pages.every((page) => page.day === DAY && page.account === "default" && page.askedRuleId === null))
      assert.isFalse(personalMarks.some((mark) => JSON.stringify(pages).includes(mark)))
    }).pipe(Effect.provide(simulated())),
  )

  it.live("go on where they were left, and can be asked for one RuleId", () =>
    Effect.gen(function* () {
      const [first, ...rest] = yield* pull()
      assert.deepStrictEqual(yield* pull({ cursor: first?.nextCursor ?? 0 }), rest)
      const some = yield* pull({ ruleId: "1002" })
      assert.isTrue(some.every(({ askedRuleId }) => askedRuleId === "1002"))
      assert.isBelow(some.length, rest.length + 1)
    }).pipe(Effect.provide(simulated())),
  )

  const faults: ReadonlyArray<readonly [string, Fault, Expected, number]> = [
    ["a cursor that stands still", { kind: "stuck_cursor", after: 1 }, { reason: "cursor_stands_still" }, 1],
    ["a page that repeats", { kind: "repeated_page", after: 1 }, { reason: "repeated_page" }, 2],
    ["a page that is no JSON", { kind: "non_json", after: 1, times: 6 }, { reason: "not_json" }, 1],
    [
      "a page that does not say whether there is a next",
      { kind: "missing_field", path: "HasNextPage", after: 1 },
      { reason: "missing_field", place: "HasNextPage" },
      1,
    ],
    [
      "a page without its cursor",
      { kind: "wrong_field", path: "NextCursor", value: null },
      { reason: "missing_field", place: "NextCursor" },
      0,
    ],
    [
      "a line without its BizToken",
      { kind: "missing_field", path: "WeChatBillDetails.0.BizToken", after: 1 },
      { reason: "missing_field", place: "WeChatBillDetails.0.BizToken" },
      1,
    ],
    [
      "a charge that is neither true nor false",
      { kind: "wrong_field", path: "WeChatBillDetails.0.ChargeDetails.0.IsNeedCharge", value: 1 },
      { reason: "wrong_answer", place: "WeChatBillDetails.0.ChargeDetails.0.IsNeedCharge" },
      0,
    ],
  ]
  it.live.each(faults)("stop at %s", ([, fault, expected, pagesBefore]) =>
    Effect.gen(function* () {
      const { script } = yield* Simulator
      script(fault)
      const pages: Array<number | null> = []
      const provider = yield* Provider
      const error = yield* provider.billPages(asked).pipe(
        Stream.runForEach((page) => Effect.sync(() => pages.push(page.cursor))),
        Effect.flip,
      )
      assertFailed(error, expected)
      assert.strictEqual(pages.length, pagesBefore)
      assertClean(error)
    }).pipe(hurried, Effect.provide(simulated())),
  )
})

const assertFailed = (error: ProviderError, expected: Expected) => {
  for (const [name, value] of Object.entries(expected)) assert.strictEqual(error[name as keyof Expected], value)
}

/** Nothing personal and nothing secret, however the error is printed. */
const assertClean = (error: ProviderError) => {
  const printed = [
    error.message,
    String(error),
    JSON.stringify(error),
    error.stack ?? "",
    JSON.stringify(error.cause ?? ""),
  ]
  for (const mark of [...personalMarks, "simulated-key", "planted-secret", "simulated-id"]) {
    assert.notInclude(printed.join("\n"), mark)
  }
}
