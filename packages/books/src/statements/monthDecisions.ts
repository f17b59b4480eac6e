/** The discrepancies of a month and what was decided of them (F4.3): the last run, its items by their keys, and their states. */
import { dayFromNumber, dayOfInstant, type Discrepancy, instantToIso, type Month } from "@faceid-tally/core/engine"
import {
  amountTextOrNull,
  amountText,
  type CarriedOver,
  carryOver,
  chargedOf,
  ChargeValues,
  claimsOf,
  type DecidedItem,
  type Decision,
  type DecisionState,
  itemTexts,
  type LabelValue,
  labelValues,
  type StatementItem,
} from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"

import { Decisions } from "../ports/Decisions.ts"
import type { Run } from "../ports/Run.ts"
import { billedMonths } from "../prices/billedMonths.ts"
import { knownItems } from "./knownItems.ts"

/** An item of the month with all by which it is decided. */
export interface DecidableItem {
  /** Where it stands in its run. */
  readonly place: number
  readonly item: Discrepancy
  readonly key: string
  readonly facts: string
  readonly seq: string | null
  readonly claim: StatementItem["claim"]
}

export interface MonthDecisions {
  readonly items: ReadonlyArray<CarriedOver<DecidableItem>>
  readonly gone: ReadonlyArray<Decision>
}

/** Of a run of the month; without one there are no items. */
export const monthDecisions = Effect.fnUntraced(function* (month: Month, run: Run | null) {
  const decisions = yield* Decisions
  const known = run === null ? [] : yield* knownItems(run)
  const items = known.map(({ item }) => item)
  const claims = claimsOf(items)
  const keys = decisions.keysOf(itemTexts(month.name, items))
  const decidable = known.map(({ place, item }, i): DecidableItem => ({
    place,
    item,
    key: keys[i]?.key ?? "",
    facts: keys[i]?.facts ?? "",
    seq: item.seq,
    claim: claims[i] ?? 0,
  }))
  const seqs = [...new Set(items.flatMap(({ seq }) => seq ?? []))]
  const latest = [...(yield* decisions.latest(month.name)), ...others(month.name, yield* decisions.ofSeqs(seqs))]
  return carryOver(month.name, decidable, latest) satisfies MonthDecisions
})

const others = (month: string, decisions: ReadonlyArray<Decision>) => decisions.filter((each) => each.month !== month)

/** What an item is, as a decision keeps it. */
export const decidedItem = ({ account, kind, seq, bizToken, ruleId, day }: Discrepancy): DecidedItem => ({
  account,
  kind,
  seq,
  bizToken,
  ruleId,
  day,
})

export interface DecisionFilter {
  readonly kind?: string | undefined
  /** YYYY-MM-DD */
  readonly day?: string | undefined
  readonly account?: string | undefined
  readonly state?: DecisionState | undefined
  /** Those without impact, claim and state too. */
  readonly all?: boolean | undefined
}

export const isAsked =
  ({ kind, day, account, state, all = false }: DecisionFilter) =>
  ({ item, state: own }: CarriedOver<DecidableItem>): boolean =>
    (all || item.item.impact !== 0 || item.claim !== 0 || own !== "open") &&
    (kind === undefined || item.item.kind === kind) &&
    (day === undefined || item.item.day === day) &&
    (account === undefined || item.item.account === account) &&
    (state === undefined || own === state)

/** What one charge of each item counts for, and the label that claims it. */
export const itemValues = Effect.fnUntraced(function* (month: Month, items: ReadonlyArray<DecidableItem>) {
  const accounts = items.map(({ item }) => chargedOf(item).account)
  const billed = yield* billedMonths(month, accounts)
  return new ChargeValues(billed.flatMap((of): ReadonlyArray<LabelValue> => labelValues(of, month)))
})

/** A decision as documents have it. */
export const decisionDocument = ({
  month,
  key,
  number,
  facts,
  state,
  reason,
  ref,
  amount,
  units,
  note,
  by,
  at,
  item,
}: Decision) => ({
  month,
  key,
  number,
  facts,
  state,
  reason,
  ref,
  amount: amountTextOrNull(amount),
  units,
  note,
  by,
  at: isoOf(at),
  item,
})
export type DecisionDocument = ReturnType<typeof decisionDocument>

const isoOf = (at: number): string => instantToIso(at)

/** An item with its state, as the document `decisions/1` has it. */
export const itemDocument = (
  month: string,
  { item: { item, key, facts, claim }, state, decision, changedSince, related }: CarriedOver<DecidableItem>,
  values: ChargeValues,
) => {
  const charged = chargedOf(item)
  const { kind, impact, seq, bizToken, ruleId, account, day, ledger, bill, why } = item
  const value = values.of(charged)
  return {
    key,
    facts,
    base: decision?.number ?? 0,
    month,
    account,
    label: values.labelOf(charged),
    day,
    kind,
    impact,
    claim,
    value: value === null ? null : amountText(value),
    seq,
    bizToken,
    ruleId,
    ledger: ledger && { charge: ledger.charge, errcode: ledger.errcode, at: ledger.at, day: ledger.day },
    bill: bill && {
      charge: bill.charge,
      errcode: bill.errcode,
      at: bill.at,
      day: bill.day,
      chargeType: bill.chargeType ?? null,
    },
    why,
    state,
    changedSince: changedSince === null ? null : dayFromNumber(dayOfInstant(changedSince)),
    decision: decision === null ? null : decisionDocument(decision),
    related: related.map((each) => ({ month: each.month, kind: each.item.kind, state: each.state })),
  }
}
export type ItemDocument = ReturnType<typeof itemDocument>

export interface DecisionsDocument {
  readonly schema: "decisions/1"
  readonly month: string
  readonly items: ReadonlyArray<ItemDocument>
  readonly gone: ReadonlyArray<DecisionDocument>
}
