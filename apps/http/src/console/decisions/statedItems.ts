/** The discrepancies of the run by which a month is decided, with their states, as a list asks for them. */
import {
  type DecidableItem,
  isAsked,
  lastRun,
  monthDecisions,
  type Run,
  type RunItem,
  type RunItemCount,
  type RunItemCursor,
  type RunItemsFilter,
  type RunItemsPage,
} from "@faceid-tally/books/engine"
import { dayFromNumber, type Month } from "@faceid-tally/core/engine"
import { type CarriedOver, type DecisionState, decisionStates } from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"

export type Stated = CarriedOver<DecidableItem>

/** What a list asks for. */
export interface StatedAsked {
  readonly items: RunItemsFilter
  readonly state: DecisionState | undefined
  readonly order: RunItemsPage["order"]
}

export interface StatedItems {
  readonly month: Month
  readonly byPlace: ReadonlyMap<number, Stated>
  /** What the filter shows, in its order, on all pages. */
  readonly shown: ReadonlyArray<Stated>
  /** As the filter has it, of any state. */
  readonly counts: ReadonlyMap<DecisionState, number>
  /** As the filter has it, of any kind. */
  readonly kinds: ReadonlyArray<RunItemCount>
}

/** Why a run is none to decide by: the last one of its month is another, or there is none. */
export interface NotDecided {
  readonly month: Month
  readonly last: number | null
}

export const isDecided = (found: StatedItems | NotDecided): found is StatedItems => "byPlace" in found

interface Asked {
  readonly month: Month
  readonly run: Pick<Run, "id">
  readonly asked: StatedAsked
}

export const readStated = Effect.fnUntraced(function* ({ month, run, asked }: Asked) {
  const last = yield* lastRun(month)
  if (last === null || last.id !== run.id) return { month, last: last?.id ?? null } satisfies NotDecided
  const { items } = yield* monthDecisions(month, last)
  return statedItems(month, items, asked)
})

export const statedItems = (month: Month, items: ReadonlyArray<Stated>, asked: StatedAsked): StatedItems => {
  const { kind } = asked.items
  const ofAnyKind = items.filter(isLike({ ...asked.items, kind: undefined }))
  const ofKind = ofAnyKind.filter(({ item: { item } }) => kind === undefined || item.kind === kind)
  const isOfState = ({ state }: { readonly state: DecisionState | undefined }) =>
    isAsked({ state, all: state === undefined })
  return {
    month,
    byPlace: new Map(items.map((each) => [each.item.place, each])),
    shown: ofKind.filter(isOfState(asked)).toSorted(inOrder(asked)),
    counts: new Map(decisionStates.map((state) => [state, ofKind.filter(isOfState({ state })).length])),
    kinds: countsOf(ofAnyKind.filter(isOfState(asked))),
  }
}

/** Nobody has decided it, and somebody should. */
export const awaits = (stated: Stated): boolean => isAsked({ state: "open" })(stated)

/** The same as the ledger's own list asks for. */
const isLike =
  ({ kind, day, account, seqPrefix, hasImpact, ruleIds }: RunItemsFilter) =>
  ({ item: { item } }: Stated): boolean =>
    (kind === undefined || item.kind === kind) &&
    (day === undefined || item.day === dayFromNumber(day)) &&
    (account === undefined || item.account === account) &&
    (seqPrefix === undefined || item.seq?.startsWith(seqPrefix) === true) &&
    (hasImpact === undefined || (item.impact !== 0) === hasImpact) &&
    (ruleIds === undefined ||
      [item.ruleId, item.ledger?.ruleId, item.bill?.ruleId].some(
        (ruleId) => ruleId != null && ruleIds.includes(ruleId),
      ))

type Placed = Pick<RunItemCursor, "impact" | "place">

const compare =
  (order: StatedAsked["order"]) =>
  (a: Placed, b: Placed): number =>
    (order === "impact" ? Number(a.impact === 0) - Number(b.impact === 0) : 0) || a.place - b.place

const placed = ({ item: { item, place } }: Stated): Placed => ({ impact: item.impact, place })

const inOrder =
  ({ order }: StatedAsked) =>
  (a: Stated, b: Stated): number =>
    compare(order)(placed(a), placed(b))

export interface StatedPage {
  readonly rows: ReadonlyArray<RunItem>
  readonly next: RunItemCursor | null
}

/** One page of what is shown. */
export const pageOf = (
  { shown }: StatedItems,
  {
    after,
    limit,
    order,
  }: { readonly after: RunItemCursor | undefined; readonly limit: number; readonly order: StatedAsked["order"] },
): StatedPage => {
  const rest = after === undefined ? shown : shown.filter((each) => compare(order)(placed(each), after) > 0)
  const rows = rest.slice(0, limit).map(rowOf)
  const last = rows.at(-1)
  return {
    rows,
    next: rest.length > limit && last !== undefined ? { impact: last.item.impact, place: last.place } : null,
  }
}

/** What is shown before and after an item, the nearest first; the item itself may be shown no more. */
export const besideOf = ({ shown }: StatedItems, order: StatedAsked["order"], { place, item }: RunItem) => {
  const away = (each: Stated) => compare(order)(placed(each), { place, impact: item.impact })
  return {
    before: shown
      .filter((each) => away(each) < 0)
      .map(rowOf)
      .toReversed(),
    after: shown.filter((each) => away(each) > 0).map(rowOf),
  }
}

const rowOf = ({ item: { place, item } }: Stated): RunItem => ({ place, item })

const countsOf = (items: ReadonlyArray<Stated>): ReadonlyArray<RunItemCount> =>
  [...Map.groupBy(items, ({ item: { item } }) => item.kind)].map(([kind, of]) => ({
    kind,
    count: of.length,
    impact: of.reduce((sum, { item: { item } }) => sum + item.impact, 0),
  }))
