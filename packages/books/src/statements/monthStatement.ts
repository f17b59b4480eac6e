/**
 * The statement of a calendar month over the books (F5): the last run of the month, or a new one where the books
 * have changed since, with both sides priced.
 */
import { dayFromNumber, dayOfInstant, DEFAULT_ACCOUNT, type Month } from "@faceid-tally/core"
import {
  type AccountMonth,
  type Amount,
  type CarriedOver,
  chargedOf,
  type CodeCharges,
  makeStatement,
  type StatementDocument,
  type StatementItem,
} from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"

import { AccountBills } from "../ports/AccountBills.ts"
import { Ledger } from "../ports/Ledger.ts"
import { Listings } from "../ports/Listings.ts"
import { keepRun, type KeepRunRequest } from "../reconciling/keepRun.ts"
import { isSameRuleSet, type RuleSet, RuleSetInForce } from "../reconciling/RuleSet.ts"
import type { Run } from "../ports/Run.ts"
import { billedMonths } from "../prices/billedMonths.ts"
import { type DecidableItem, monthDecisions } from "./monthDecisions.ts"

export interface StatementRequest extends Pick<KeepRunRequest, "namedRules" | "programVersion" | "now"> {
  readonly month: Month
  /** Only this account. */
  readonly account?: string | undefined
  /** Accounts that are told of though the books have nothing of them. */
  readonly accounts?: ReadonlyArray<string> | undefined
  /** What the invoice of an account says, where somebody typed it in. */
  readonly invoice?: Amount | undefined
}

/** What a run of a month is made by. */
export type RunRequest = Pick<StatementRequest, "month" | "namedRules" | "programVersion" | "now">

export const monthStatement = (request: StatementRequest) =>
  Effect.gen(function* () {
    const run = yield* currentRun(request)
    return yield* statementOf(run, request)
  })

/** By the last run of the month, whatever was written since: `stale` where something was, or the month is not over. */
export const lastStatement = (request: StatementRequest) =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const run = yield* lastRun(request.month)
    const isOpen = dayOfInstant(request.now) <= request.month.last
    const stale = run === null || isOpen || (yield* ledger.writtenSince(run.seal?.lastBatch ?? 0))
    return { document: yield* statementOf(run, request), stale }
  })

/**
 * The last run of the month as long as books and settings are as it saw them, else a new one; `null` if nothing was
 * compared.
 */
export const currentRun = Effect.fnUntraced(function* ({ month, now, namedRules, programVersion }: RunRequest) {
  const ledger = yield* Ledger
  const last = yield* lastRun(month)
  const isOpen = dayOfInstant(now) <= month.last
  if (last !== null && !isOpen && isAuditedAlike(last, yield* RuleSetInForce)) {
    if (!(yield* ledger.writtenSince(last.seal?.lastBatch ?? 0))) return last
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

const NOTHING_RUN = { id: null, seal: null, complete: false, incomplete: [] }

/** The statement by a run of the month, and by what was paid; without a run nothing was compared. */
export const statementOf = Effect.fnUntraced(function* (run: Run | null, request: StatementRequest) {
  const { month, invoice, now } = request
  const ledger = yield* Ledger
  const days = { fromDay: month.first, toDay: month.last }
  const codes = yield* ledger.daySums(days, ["account", "ruleId", "errcode"])
  const charged = codes.filter(({ charges }) => charges > 0)
  const { items } = yield* monthDecisions(month, run)
  const paid = yield* (yield* AccountBills).latest(month.name)
  // An invoice is one account's: the one that is asked for, or the only one that has a bill.
  const invoiced = request.account ?? (paid.length === 1 ? paid[0]?.account : undefined)
  const billed = yield* billedMonths(month, [
    ...(request.accounts ?? []),
    ...items.map(({ item }) => accountOf(item)),
    ...charged.map(({ account }) => account ?? DEFAULT_ACCOUNT),
    ...paid.map(({ account }) => account),
  ])
  const months = billed.map((of): AccountMonth => ({
    ...of,
    items: items.filter(({ item }) => accountOf(item) === of.account).map(statementItem),
    codes: charged.filter(
      ({ account }) => (account ?? DEFAULT_ACCOUNT) === of.account,
    ) satisfies ReadonlyArray<CodeCharges>,
    accountBill: paid.find(({ account }) => account === of.account) ?? null,
    invoice: of.account === invoiced ? (invoice ?? null) : null,
  }))
  const document: StatementDocument = makeStatement({
    month,
    isOver: dayOfInstant(now) > month.last,
    run: run === null ? NOTHING_RUN : statementRun(run),
    isCompared: run !== null,
    ledgerCharges: run?.ledgerCharges ?? null,
    accounts: months,
    only: request.account,
    nfc: yield* ledger.nfcCharges(days),
  })
  return document
})

const statementRun = ({ id, seal, complete, document }: Run) => ({
  id,
  seal: seal === null ? null : { seal: seal.seal, head: seal.head },
  complete,
  incomplete: document.incomplete,
})

const accountOf = ({ item }: DecidableItem): string => chargedOf(item).account

const statementItem = ({ item: { item, claim }, state, decision }: CarriedOver<DecidableItem>): StatementItem => ({
  ...chargedOf(item),
  kind: item.kind,
  impact: item.impact,
  claim,
  state,
  credited: state === "credited" && decision !== null ? { amount: decision.amount, units: decision.units } : undefined,
})
