/** A calendar month as its statement needs it: the charges of both sides, discrepancies with decisions, what was paid. */
import { dayOfInstant, DEFAULT_ACCOUNT, type Month } from "@faceid-tally/core/engine"
import {
  type AccountMonth,
  type AroundMonth,
  type CarriedOver,
  chargedOf,
  type CodeCharges,
  type Invoice,
  type StatementItem,
  type StatementMonth,
} from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"

import { AccountBills } from "../ports/AccountBills.ts"
import { Ledger } from "../ports/Ledger.ts"
import type { KeepRunRequest } from "../reconciling/keepRun.ts"
import type { Run } from "../ports/Run.ts"
import { billedMonths } from "../prices/billedMonths.ts"
import { type DecidableItem, type MonthDecisions, monthDecisions } from "./monthDecisions.ts"

export interface StatementRequest extends Pick<KeepRunRequest, "namedRules" | "programVersion" | "now"> {
  readonly month: Month
  /** Only this account. */
  readonly account?: string | undefined
  /** Accounts that are told of though the books have nothing of them. */
  readonly accounts?: ReadonlyArray<string> | undefined
  /** What the invoices of accounts say, where somebody typed them in. */
  readonly invoices?: ReadonlyArray<Invoice> | undefined
}

const NOTHING_RUN = { id: null, seal: null, complete: false, incomplete: [] }

/**
 * By a run of the month, and by what was paid; without a run nothing was compared. `known` is what `monthDecisions` says of the
 * run, where it is read already.
 */
export const pricedMonth = Effect.fnUntraced(function* (
  run: Run | null,
  request: StatementRequest,
  around: AroundMonth,
  known?: MonthDecisions,
) {
  const { month, invoices = [], now } = request
  const ledger = yield* Ledger
  const days = { fromDay: month.first, toDay: month.last }
  const codes = yield* ledger.daySums(days, ["account", "ruleId", "errcode"])
  const charged = codes.filter(({ charges }) => charges > 0)
  const { items } = known ?? (yield* monthDecisions(month, run))
  const paid = yield* (yield* AccountBills).latest(month.name)
  // An invoice that names no account is that of the one that is asked for, or of the only one that has a bill.
  const invoiced = request.account ?? (paid.length === 1 ? paid[0]?.account : undefined)
  const invoiceOf = (of: string) => invoices.find(({ account }) => (account ?? invoiced) === of)
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
    invoice: invoiceOf(of.account)?.amount ?? null,
  }))
  return {
    month,
    isOver: dayOfInstant(now) > month.last,
    run: run === null ? NOTHING_RUN : statementRun(run),
    isCompared: run !== null,
    ledgerCharges: run?.ledgerCharges ?? null,
    accounts: months,
    only: request.account,
    nfc: yield* ledger.nfcCharges(days),
    around,
  } satisfies StatementMonth
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
