/**
 * The statement of a calendar month over the books (F5): the last run of the month, or a new one where the books
 * have changed since, with both sides priced.
 */
import { dayFromNumber, dayOfInstant, type Month } from "@faceid-tally/core/engine"
import { makeStatement } from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"

import { Ledger } from "../ports/Ledger.ts"
import { Listings } from "../ports/Listings.ts"
import { keepRun } from "../reconciling/keepRun.ts"
import { isSameRuleSet, type RuleSet, RuleSetInForce } from "../reconciling/RuleSet.ts"
import type { Run } from "../ports/Run.ts"
import { aroundMonth } from "./aroundMonth.ts"
import { closedStatement } from "./closedMonth.ts"
import { pricedMonth, type StatementRequest } from "./pricedMonth.ts"

/** What a run of a month is made by. */
export type RunRequest = Pick<StatementRequest, "month" | "namedRules" | "programVersion" | "now">

/** Of a closed month what was kept; else by its last run, or a new one where the books have changed since. */
export const monthStatement = Effect.fnUntraced(function* (request: StatementRequest) {
  const closed = yield* closedStatement(request.month, request.account)
  if (closed !== null) return closed.document
  const run = yield* currentRun(request)
  const around = yield* aroundMonth(request, (month) => laterRun({ ...request, month }))
  return makeStatement(yield* pricedMonth(run, request, around))
})

/** By the last run of the month, whatever was written since: `stale` where something was, or the month is not over. */
export const lastStatement = Effect.fnUntraced(function* (request: StatementRequest) {
  const closed = yield* closedStatement(request.month, request.account)
  if (closed !== null) return { document: closed.document, stale: false }
  const ledger = yield* Ledger
  const run = yield* lastRun(request.month)
  const isOpen = dayOfInstant(request.now) <= request.month.last
  const stale = run === null || isOpen || (yield* ledger.writtenSince(run.seal?.lastBatch ?? 0))
  const around = yield* aroundMonth(request, lastRun)
  return { document: makeStatement(yield* pricedMonth(run, request, around)), stale }
})

/**
 * The last run of the month as long as books and settings are as it saw them, else a new one; `null` if nothing was
 * compared.
 */
export const currentRun = (request: RunRequest) => runAsLongAs(request)

/**
 * The same of a closed month, which later months look at again: what is written of other days changes none of its charges,
 * so it is not reconciled for that.
 */
export const laterRun = (request: RunRequest) =>
  runAsLongAs(request, { fromDay: request.month.first, toDay: request.month.last })

/** `days`: what is written of others makes no new run. */
const runAsLongAs = Effect.fnUntraced(function* (
  { month, now, namedRules, programVersion }: RunRequest,
  days?: { readonly fromDay: number; readonly toDay: number },
) {
  const ledger = yield* Ledger
  const last = yield* lastRun(month)
  const isOpen = dayOfInstant(now) <= month.last
  if (last !== null && !isOpen && isAuditedAlike(last, yield* RuleSetInForce)) {
    if (!(yield* ledger.writtenSince(last.seal?.lastBatch ?? 0, days))) return last
  }
  const [from, to] = [dayFromNumber(month.first), dayFromNumber(month.last)]
  const { run } = yield* keepRun({ from, to, namedRules, programVersion, now })
  return run === null ? null : yield* ledger.run(run)
})

/** An edition that somebody asked for goes before the settings. */
const isAuditedAlike = ({ ruleSet }: Run, inForce: RuleSet | null): boolean =>
  (ruleSet !== null && ruleSet.edition !== null) || isSameRuleSet(ruleSet, inForce)

const RUNS_PER_PAGE = 100

/** The last run of exactly this month, of all RuleIds and of the books as they were when it was made. */
export const lastRun = Effect.fnUntraced(function* ({ first, last }: Month) {
  const listings = yield* Listings
  for (let before: number | undefined; ;) {
    const { rows, next } = yield* listings.runs({ fromDay: first, toDay: last, before, limit: RUNS_PER_PAGE })
    const found = rows.find((run) => isOfMonth(run, first, last))
    if (found !== undefined || next === null) return found ?? null
    before = next
  }
})

const isOfMonth = ({ fromDay, toDay, ruleId, account, asOf }: Run, first: number, last: number): boolean =>
  fromDay === first && toDay === last && ruleId === null && account === null && asOf === null
