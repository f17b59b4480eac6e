// Every error code of the provider, met by the built program: what it says, how it ends, and what the ledger has then.
// Each code meets an account of its own, so that one sweep and one pull see them all.
import { join } from "node:path"

import type { BillVersion, ProviderReason, Verification } from "@faceid-tally/books/engine"
import { dayNumberOf } from "@faceid-tally/core/engine"
import { booksText } from "@faceid-tally/report"
import { type Account, type Fault, personalMarks } from "@faceid-tally/simulator"
import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { withLedger } from "../../../packages/ledger/test/run.ts"
import { Machine } from "./books.ts"
import type { Ran } from "./program.ts"

/**
 * What becomes of a sweep: the BizToken is asked for again in a minute, or when a person may have acted, or never; or
 * nothing more is asked for its RuleId, or its account.
 */
type Fate = "again" | "waits" | "refused" | "rule" | "account"

const codes: ReadonlyArray<readonly [code: string, reason: ProviderReason, fate: Fate]> = [
  ["RequestLimitExceeded", "rate_limited", "again"],
  ["RequestLimitExceeded.UinLimitExceeded", "rate_limited", "again"],
  ["FailedOperation.RequestLimitExceeded", "rate_limited", "again"],
  ["InternalError", "internal", "again"],
  ["InternalError.UnKnown", "internal", "again"],
  ["FailedOperation.UnKnown", "internal", "again"],
  ["FailedOperation.DbError", "internal", "again"],
  ["ResourceUnavailable.NotYetKnown", "unknown_refusal", "again"],
  ["InvalidParameterValue", "invalid_parameter", "waits"],
  ["InvalidParameterValue.BizTokenExpired", "token_expired", "refused"],
  ["InvalidParameterValue.BizTokenIllegal", "token_illegal", "refused"],
  ["InvalidParameter", "token_invalid", "refused"],
  ["InvalidParameterValue.RuleIdNotExist", "rule_not_exist", "rule"],
  ["InvalidParameterValue.RuleIdDisabled", "rule_disabled", "rule"],
  ["AuthFailure.SignatureExpire", "clock_skew", "account"],
  ["AuthFailure.SignatureFailure", "credentials", "account"],
  ["AuthFailure.SecretIdNotFound", "credentials", "account"],
  ["AuthFailure.TokenFailure", "credentials", "account"],
  ["UnauthorizedOperation", "not_authorized", "account"],
  ["UnauthorizedOperation.NonAuthorize", "not_authorized", "account"],
  ["UnauthorizedOperation.Arrears", "arrears", "account"],
  ["UnauthorizedOperation.Nonactivated", "not_activated", "account"],
  ["UnauthorizedOperation.Activating", "not_activated", "account"],
  ["UnauthorizedOperation.ActivateError", "not_activated", "account"],
  ["UnauthorizedOperation.ChargeStatusException", "charge_status", "account"],
  ["FailedOperation.StsUnAuthErrError", "not_authorized", "account"],
  ["UnsupportedOperation", "unsupported", "account"],
]
/** After how many minutes it is asked again. */
const MINUTES: Readonly<Record<Fate, number | null>> = { again: 1, waits: 15, refused: null, rule: 15, account: 15 }

const days = ["2026-10-01", "2026-10-02"] as const
const now = Date.parse("2026-10-03T09:00:00+08:00")
const message = `wrong: ${personalMarks.join(" ")}`

const nameOf = (code: string): string => `account-${codes.findIndex(([each]) => each === code)}`
const ruleOf = (code: string): string => `${nameOf(code)}-a`

const accounts: ReadonlyArray<Account> = codes.map(([code]) => ({
  name: nameOf(code),
  secretId: `simulated-id-${nameOf(code)}`,
  secretKey: `simulated-key-${nameOf(code)}`,
  rules: ["a", "b"].map((letter) => ({
    ruleId: `${nameOf(code)}-${letter}`,
    title: letter,
    channel: "h5",
    edition: "plus",
    chargeType: "核身",
  })),
}))

let machine: Machine
beforeAll(async () => {
  const history = { from: days[0], days: 2, verificationsPerDay: 120 }
  machine = await Machine.start({ seed: "every code", accounts, history, now })
  await withLedger(address(), (ledger) => ledger.register(machine.simulator.truth().verifications, now))
})
afterAll(() => machine[Symbol.asyncDispose]())

const address = () => `sqlite:${join(machine.folder, "books.db")}`

describe("collect", () => {
  const words = booksText["zh-CN"]
  const known = new Map<string, Verification>()
  let ran: Ran

  const issued = (code: string) =>
    machine.simulator.truth().verifications.filter(({ account }) => account === nameOf(code))
  /** The BizToken that meets the code: alone, or before the others of its RuleId or account. */
  const victimOf = (code: string) => issued(code).find(({ ruleId }) => ruleId === ruleOf(code))?.bizToken ?? ""
  const aimed = (code: string, fate: Fate): NonNullable<Fault["on"]> => {
    if (fate === "account") return { account: nameOf(code) }
    return fate === "rule" ? { ruleId: ruleOf(code) } : { bizToken: victimOf(code) }
  }
  const read = async () => {
    const tokens = machine.simulator.truth().verifications
    const all = await withLedger(address(), (ledger) => Effect.forEach(tokens, (t) => ledger.verification(t.bizToken)))
    for (const each of all) if (each !== null) known.set(each.bizToken, each)
  }
  /** Those of an account that were fetched, and those that were not. */
  const split = (code: string) => {
    const all = issued(code).flatMap(({ bizToken }) => known.get(bizToken) ?? [])
    const isFetched = ({ fetchedAt }: Verification) => fetchedAt !== null
    return [all.filter(isFetched), all.filter((each) => !isFetched(each))] as const
  }

  beforeAll(async () => {
    machine.simulator.script(
      ...codes.map(([code, , fate]): Fault => ({
        kind: "api_error",
        code,
        message,
        on: aimed(code, fate),
        times: "always",
      })),
    )
    ran = await machine.run("collect", "--lang", "zh-CN")
    machine.simulator.clearFaults()
    await read()
  })

  it("ends with 2, and shows nobody a stack trace or what the provider wrote", () => {
    expect(ran.code).toBe(2)
    expect(ran.out + ran.err).not.toMatch(/^\s+at |node_modules|\bError:/m)
    expect(machine.leaked()).toEqual([])
  })

  it.each(codes)("%s is told: %s", (code, reason, fate) => {
    const lines = ran.out.split("\n").map((line) => line.trim())
    const counted = lines.find((line) => line.endsWith(`：${code}。${words.provider[reason]}`))
    expect(counted).toContain(fate === "refused" ? "个被腾讯云拒绝" : "个稍后重试")
    const stop = words.stopped(nameOf(code), fate === "rule" ? ruleOf(code) : null, false)
    const sentence = words.providerFailed(nameOf(code), words.provider[reason], code)
    const isStop = fate === "rule" || fate === "account"
    const told = lines.includes(stop) ? lines.slice(lines.indexOf(stop), lines.indexOf(stop) + 2) : []
    expect(told).toEqual(isStop ? [stop, sentence] : [])
  })

  it.each(codes)("%s (%s) concerns no more than its %s", (code, _, fate) => {
    const [fetched, left] = split(code)
    const concerned = (token: Verification) => {
      if (fate === "account") return true
      return fate === "rule" ? token.ruleId === ruleOf(code) : token.bizToken === victimOf(code)
    }
    expect(left.length).toBeGreaterThan(0)
    expect(left.every(concerned)).toBe(true)
    expect(fetched.some(concerned)).toBe(false)
    expect(fetched.length > 0).toBe(fate !== "account")

    const asked = left.filter(({ failureCode }) => failureCode !== null)
    expect(asked.length).toBeGreaterThan(0)
    for (const { failureCode, failures, refused, nextDue } of asked) {
      const minutes = nextDue === null ? null : Math.round((nextDue - now) / 60_000)
      expect({ failureCode, failures, refused, minutes }).toEqual({
        failureCode: code,
        failures: 1,
        refused: fate === "refused",
        minutes: MINUTES[fate],
      })
    }
    // Who was not asked has not failed, and is due as before.
    expect(left.filter((each) => !asked.includes(each)).every((each) => each.nextDue !== null)).toBe(true)
  })

  it("fetches the others when the trouble is over, and ends with 2 also where nothing but a BizToken is concerned", async () => {
    const again = { code: "ResourceUnavailable.NotYetKnown", bizToken: victimOf("InternalError") }
    const refused = { code: "InvalidParameterValue.BizTokenExpired", bizToken: victimOf("UnsupportedOperation") }
    machine.simulator.script(
      ...[again, refused].map(({ code, bizToken }): Fault => ({ kind: "api_error", code, message, on: { bizToken } })),
    )
    machine.simulator.setClock(now + 3_600_000)
    expect(await machine.json(2, "collect")).toMatchObject({
      retried: { [again.code]: 1 },
      refused: { [refused.code]: 1 },
      stopped: [],
    })
    // What waits for its time, or was refused for good before, is no failure of this sweep.
    expect(await machine.json(0, "collect")).toMatchObject({ fetched: 0, waiting: { due: [], later: { count: 1 } } })
    await read()
    const left = codes.flatMap(([code]) => split(code)[1]).map(({ bizToken }) => bizToken)
    const before = codes.filter(([, , fate]) => fate === "refused").map(([code]) => victimOf(code))
    expect(left.sort()).toEqual([...before, again.bizToken, refused.bizToken].sort())
  })
})

describe("bill pull", () => {
  const words = booksText["en"]
  // A bill has no BizToken that could be wrong: there, that is a setting.
  const ofBills = codes
    .filter(([code, , fate]) => fate !== "refused" || code === "InvalidParameter")
    .map(([code, reason, fate]) => [code, reason === "token_invalid" ? "invalid_parameter" : reason, fate] as const)
  /** What is worth a retry goes on; the first of them does so until it is given up. */
  const isMadeGood = (reason: ProviderReason, code: string) =>
    (reason === "internal" || reason === "rate_limited") && code !== "RequestLimitExceeded"
  const versions = new Map<string, ReadonlyArray<BillVersion>>()
  let ran: Ran

  beforeAll(async () => {
    machine.simulator.script(
      ...ofBills.map(([code, reason]): Fault => ({
        kind: "api_error",
        code,
        message,
        on: { account: nameOf(code), date: days[0] },
        times: isMadeGood(reason, code) ? 1 : "always",
      })),
    )
    ran = await machine.run("bill", "pull", "--from", days[0], "--to", days[1], "--lang", "en")
    machine.simulator.clearFaults()
    await withLedger(address(), (ledger) =>
      Effect.gen(function* () {
        for (const { name } of accounts) {
          for (const day of days) {
            const found = yield* ledger.versions({ account: name, day: dayNumberOf(day) ?? 0 })
            versions.set(`${day} ${name}`, found)
          }
        }
      }),
    )
  }, 60_000)

  it("ends with 2, and shows nobody a stack trace or what the provider wrote", () => {
    expect(ran.code).toBe(2)
    expect(ran.out + ran.err).not.toMatch(/^\s+at |node_modules|\bError:/m)
    expect(machine.leaked()).toEqual([])
  })

  it.each(ofBills)("%s is told: %s", (code, reason, fate) => {
    const told = ran.out.split("\n").filter((line) => line.includes(` ${nameOf(code)} `))
    const stored = days.map((day) => versions.get(`${day} ${nameOf(code)}`)?.length)
    const sentence = words.providerFailed(nameOf(code), words.provider[reason], code)
    const place = (day: string, what: string) => `${day} ${nameOf(code)} ${what}`
    const pulled = (day: string): unknown => expect.stringContaining(place(day, "version 1,"))
    // What concerns more than the day stops the days after it.
    const isStop = fate === "rule" || fate === "account"
    const isGood = isMadeGood(reason, code)
    expect({ told, stored }).toEqual({
      told: [
        isGood ? pulled(days[0]) : place(days[0], sentence),
        isStop ? place(days[1], words.skipped) : pulled(days[1]),
      ],
      stored: [isGood ? 1 : 0, isStop ? 0 : 1],
    })
  })
})
