// What the jobs about the ledger store: results in memory, and the bill of a day that differs from them as the other
// bills of the bench do.
import { type BillPage, dayNumberOf, type DetectInfo } from "@faceid-tally/core"
import type { Answer } from "../Answer.ts"
import { attemptOf, attemptsPerToken, bizTokenOf, dateOf, dayStartMs, ruleIdOf } from "./verification.ts"
import { plantLines } from "./plantedDifference.ts"

/** The day of those that lie on one. */
const theDay = 4
export const theDate = dateOf(theDay)
const linesPerPage = 150

export const attemptsOf = (token: number, tokens: number, onOneDay: boolean) =>
  Array.from({ length: attemptsPerToken }, (_, nth) => {
    const index = token * attemptsPerToken + nth
    const attempt = attemptOf(index, tokens)
    const atMs = dayStartMs(theDay) + Math.floor((index / (tokens * attemptsPerToken)) * 86_000_000)
    return onOneDay ? { ...attempt, atMs } : attempt
  })

export const recordOf = (token: number, tokens: number, onOneDay: boolean): DetectInfo => {
  const attempts = attemptsOf(token, tokens, onOneDay)
  const last = attempts.at(-1)
  return {
    _tag: "DetectInfo",
    bizToken: bizTokenOf(token),
    ruleId: ruleIdOf(token),
    account: null,
    fetchedAt: (last?.atMs ?? 0) + 7_500_000,
    errCode: last?.errcode ?? null,
    nfcBillingCounts: null,
    flat: false,
    entries: attempts.map(({ seq, charge, errcode, atMs }) => ({ seq, charge, errcode, at: atMs })),
  }
}

/** The pages of the day's bill, and what a right reconciliation finds. */
export const billOfDay = (tokens: number): { readonly pages: ReadonlyArray<BillPage>; readonly expected: Answer } => {
  const expected = {
    lines: 0,
    matched: 0,
    charge_mismatch: 0,
    code_mismatch: 0,
    duplicate_in_bill: 0,
    missing_in_bill: 0,
    missing_in_ledger: 0,
    token_mismatch: 0,
    unknown_flag: 0,
    count_mismatch: 0,
    day_shift: 0,
    uncollected: 0,
    rule_violation: 0,
  }
  const pages: Array<BillPage> = []
  let groups: Array<BillPage["groups"][number]> = []
  let lines = 0
  const close = (hasNextPage: boolean) => {
    const cursor = pages.length
    const about = { day: dayNumberOf(theDate) ?? null, account: null, askedRuleId: null, flat: false }
    pages.push({ _tag: "BillPage", ...about, cursor, nextCursor: cursor + 1, hasNextPage, groups })
    groups = []
    lines = 0
  }
  for (let token = 0; token < tokens; token++) {
    const planted = attemptsOf(token, tokens, true).map(plantLines)
    for (const { findings, matched } of planted) {
      if (matched) expected.matched++
      for (const { kind } of findings) if (kind in expected) expected[kind as keyof typeof expected]++
    }
    const ofToken = planted.flatMap((each) => each.lines)
    expected.lines += ofToken.length
    lines += ofToken.length
    groups.push({
      bizToken: bizTokenOf(token),
      ruleId: ruleIdOf(token),
      chargeCount: ofToken.filter(({ charge }) => charge).length,
      lines: ofToken.map(({ seq, charge, errcode, atMs }) => ({ seq, charge, errcode, at: atMs, chargeType: "核身" })),
    })
    if (lines >= linesPerPage) close(true)
  }
  close(false)
  return { pages, expected }
}
