import { assert, describe, it } from "@effect/vitest"

import { RefusalPolicy } from "./RefusalPolicy.ts"
import { ProviderError, type ProviderReason, providerReasons } from "../ports/ProviderError.ts"
import type { DueVerification } from "../ports/verifications.ts"

const due = (bizToken: number | string, about: Partial<DueVerification> = {}): DueVerification => ({
  bizToken: String(bizToken),
  ruleId: "1",
  account: "default",
  issuedAt: 0,
  deadline: 1,
  failures: 0,
  ...about,
})
const error = (reason: ProviderReason, account = "default") =>
  new ProviderError({ operation: "result", account, reason })
const times = (count: number) => Array.from({ length: count }, (_, index) => index)
const given = (verdicts: ReadonlyArray<{ readonly pauseMs: number | null }>) =>
  verdicts.filter(({ pauseMs }) => pauseMs === null).length

describe("one bad BizToken", () => {
  it("among good ones is given up, and stops nothing", () => {
    const lanes = new RefusalPolicy()
    for (const n of times(1000)) {
      if (n === 500) assert.isEmpty(lanes.judge(due("bad"), error("token_invalid")))
      else lanes.succeed(due(n))
    }
    assert.deepStrictEqual(
      lanes.finish().map(({ due: { bizToken }, pauseMs }) => [bizToken, pauseMs]),
      [["bad", null]],
    )
    assert.isEmpty(lanes.stops)
  })

  it("that has expired is given up at once", () => {
    assert.strictEqual(given(new RefusalPolicy().judge(due("old"), error("token_expired"))), 1)
  })

  it("alone is given up at the third refusal", () => {
    const pauses = times(4).map((failures) => {
      const lanes = new RefusalPolicy()
      lanes.judge(due("bad", { failures }), error("token_illegal"))
      return lanes.finish()[0]?.pauseMs
    })
    assert.deepStrictEqual(
      pauses.map((pause) => pause === null),
      [false, false, true, true],
    )
  })
})

describe("when most are refused", () => {
  it("the lane stops, and nothing is given up", () => {
    const lanes = new RefusalPolicy()
    for (const n of times(8)) lanes.succeed(due(n))
    const verdicts = times(20).flatMap((n) => lanes.judge(due(`bad ${n}`), error("token_invalid")))
    assert.lengthOf(verdicts, 20)
    assert.strictEqual(given(verdicts), 0)
    assert.isTrue(lanes.stops[0]?.isMostRefused)
    assert.isDefined(lanes.stopped(due("next")))
    assert.isUndefined(lanes.stopped(due("other rule", { ruleId: "2" })))
    assert.isEmpty(lanes.finish())
  })

  it("a small sweep says so too", () => {
    const lanes = new RefusalPolicy()
    for (const n of times(6)) lanes.judge(due(n), error("token_invalid"))
    assert.strictEqual(given(lanes.finish()), 0)
    assert.lengthOf(lanes.stops, 1)
  })

  it("but many that are fewer than the good ones are bad", () => {
    const lanes = new RefusalPolicy()
    for (const n of times(100)) lanes.succeed(due(n))
    const verdicts = [
      ...times(50).flatMap((n) => lanes.judge(due(`bad ${n}`), error("token_invalid"))),
      ...lanes.finish(),
    ]
    assert.strictEqual(given(verdicts), 50)
    assert.isEmpty(lanes.stops)
  })

  it("values that the provider does not accept are never given up", () => {
    const lanes = new RefusalPolicy()
    for (const n of times(30)) assert.strictEqual(given(lanes.judge(due(n), error("invalid_parameter"))), 0)
    assert.lengthOf(lanes.stops, 1)
  })
})

describe("what concerns more than one BizToken", () => {
  it.each(providerReasons)("%s stops as much as it concerns", (reason) => {
    const lanes = new RefusalPolicy()
    const failure = error(reason)
    lanes.judge(due("first"), failure)
    assert.deepStrictEqual(lanes.stoppedAccounts, failure.scope === "account" ? ["default"] : [])
    assert.strictEqual(lanes.stopped(due("next")) !== undefined, failure.scope !== "request")
    assert.strictEqual(lanes.stopped(due("other rule", { ruleId: "2" })) !== undefined, failure.scope === "account")
    assert.isUndefined(lanes.stopped(due("other account", { account: "branch" })))
    const mayBeGivenUp = failure.retryClass === "final"
    assert.isTrue(mayBeGivenUp || given(lanes.finish()) === 0)
  })
})

describe("pauses", () => {
  it("double with each failure, up to an hour", () => {
    const minutes = times(9).map(
      (failures) => (new RefusalPolicy().judge(due("x", { failures }), error("timeout"))[0]?.pauseMs ?? 0) / 60_000,
    )
    assert.deepStrictEqual(minutes, [1, 2, 4, 8, 16, 32, 60, 60, 60])
  })
})
