// What the jobs about the ledger store: results in memory, and the bill of a day that differs from them as the other
// bills of the bench do.
import { type BillPage, dayNumberOf, type DetectInfo } from "@faceid-tally/core/engine"
import type { Answer } from "../Answer.ts"
import {
  attemptOf,
  attemptsPerToken,
  bizTokenOf,
  dateOf,
  days,
  dayStartMs,
  firstTokenOfDay,
  ruleIdOf,
} from "./verification.ts"
import { plantLines, type PlantedLine } from "./plantedDifference.ts"

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
  const pages = new Pages(theDate)
  for (let token = 0; token < tokens; token++) {
    const planted = attemptsOf(token, tokens, true).map(plantLines)
    for (const { findings, matched } of planted) {
      if (matched) expected.matched++
      for (const { kind } of findings) if (kind in expected) expected[kind as keyof typeof expected]++
    }
    const ofToken = planted.flatMap((each) => each.lines)
    expected.lines += ofToken.length
    pages.add(token, ofToken)
  }
  return { pages: pages.close(), expected }
}

/** The pages of a whole month, day by day. */
export const billOfMonth = (tokens: number): ReadonlyArray<BillPage> =>
  Array.from({ length: days }, (_, day) => {
    const pages = new Pages(dateOf(day))
    for (let token = firstTokenOfDay(day, tokens); token < firstTokenOfDay(day + 1, tokens); token++) {
      pages.add(
        token,
        attemptsOf(token, tokens, false).flatMap((attempt) => plantLines(attempt).lines),
      )
    }
    return pages.close()
  }).flat()

/** The pages of one day, as they fill up. */
class Pages {
  readonly #pages: Array<BillPage> = []
  readonly #day: number | null
  #groups: Array<BillPage["groups"][number]> = []
  #lines = 0

  constructor(date: string) {
    this.#day = dayNumberOf(date) ?? null
  }

  add(token: number, lines: ReadonlyArray<PlantedLine>): void {
    this.#lines += lines.length
    this.#groups.push({
      bizToken: bizTokenOf(token),
      ruleId: ruleIdOf(token),
      chargeCount: lines.filter(({ charge }) => charge).length,
      lines: lines.map(({ seq, charge, errcode, atMs }) => ({ seq, charge, errcode, at: atMs, chargeType: "核身" })),
    })
    if (this.#lines >= linesPerPage) this.#write(true)
  }

  close(): ReadonlyArray<BillPage> {
    this.#write(false)
    return this.#pages
  }

  #write(hasNextPage: boolean): void {
    const cursor = this.#pages.length
    const about = { day: this.#day, account: null, askedRuleId: null, flat: false }
    this.#pages.push({ _tag: "BillPage", ...about, cursor, nextCursor: cursor + 1, hasNextPage, groups: this.#groups })
    this.#groups = []
    this.#lines = 0
  }
}
