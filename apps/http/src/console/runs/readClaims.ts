/** What of a kept reconciliation may be asked back, and what somebody has to decide. */
import {
  Decisions,
  type KeptDiscrepancy,
  lastRun,
  Ledger,
  Listings,
  monthDecisions,
  type Run,
  type RunItem,
} from "@faceid-tally/books/engine"
import { type Discrepancy, discrepancyKinds, type Month } from "@faceid-tally/core/engine"
import {
  amountOfItem,
  amountOrNull,
  amountTextOrNull,
  ChargeValues,
  claimsOf,
  type DecisionState,
  minusAmount,
  priceTimes,
  sumAmounts,
  chargedOf,
} from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"

export interface ClaimedItem {
  readonly item: Discrepancy & KeptDiscrepancy
  readonly claim: -1 | 0 | 1
}

const PAGE_ROWS = 2000
const RULES = "rule_violation"

/** The items with an impact and those against the rules, in the order of the run: no others have a claim. */
export const readClaims = (run: number) =>
  Effect.gen(function* () {
    yield* (yield* Ledger).checkRun(run)
    const adding = yield* allItems(run, { hasImpact: true })
    const against = yield* allItems(run, { kind: RULES, hasImpact: false })
    const rows = [...adding, ...against].toSorted((a, b) => a.place - b.place)
    const items = rows.flatMap(({ item }) => (isKnown(item) ? [item] : []))
    const claims = claimsOf(items)
    return items.map((item, i): ClaimedItem => ({ item, claim: claims[i] ?? 0 }))
  })

const allItems = (run: number, asked: { readonly kind?: typeof RULES; readonly hasImpact: boolean }) =>
  Effect.gen(function* () {
    const listings = yield* Listings
    const items: Array<RunItem> = []
    for (let after: Parameters<typeof listings.runItems>[1]["after"]; ;) {
      const { rows, next } = yield* listings.runItems(run, { ...asked, order: "place", after, limit: PAGE_ROWS })
      items.push(...rows)
      if (next === null) return items
      after = next
    }
  })

const kinds: ReadonlySet<string> = new Set(discrepancyKinds)

/** A later version of this program may have kept kinds that this one does not know. */
const isKnown = (item: KeptDiscrepancy): item is Discrepancy & KeptDiscrepancy => kinds.has(item.kind)

/** What the page of a month says of it. */
export interface ClaimsInBrief {
  /** Discrepancies with an impact or a claim. */
  readonly undecided: number
  /** What they come to, each without its sign; `null` where a price is not known, or there is none. */
  readonly eitherWay: string | null
  /** Charges to ask back. */
  readonly owed: number
  /** They are known with their states: what was decided is not counted. */
  readonly isByState: boolean
}

/** So many are read one by one for a page; of more, what is against the rules alone is left to the list. */
const READ_MAX = 2000

/** By what was decided, where anything was; else by what is kept of the run. */
export const claimsOfMonth = Effect.fnUntraced(function* (month: Month, run: Run, impacts: number) {
  const isWhole = run.fromDay === month.first && run.toDay === month.last
  if (!isWhole || (yield* lastRun(month))?.id !== run.id)
    return { ...(yield* claimsInBrief(run, impacts)), isByState: false }
  if ((yield* (yield* Decisions).latest(month.name)).length === 0) return yield* claimsInBrief(run, impacts)
  const { items } = yield* monthDecisions(month, run)
  const isAt = (...states: ReadonlyArray<DecisionState>) => items.filter(({ state }) => states.includes(state))
  const claimed = (of: typeof items) => of.map(({ item: { item, claim } }): ClaimedItem => ({ item, claim }))
  const open = briefOf(claimed(isAt("open")), run)
  return { ...open, owed: briefOf(claimed(isAt("open", "disputed")), run).owed } satisfies ClaimsInBrief
})

/** By kept sums, unless flags were audited by the rules: then by the items themselves. */
const claimsInBrief = (run: Run, impacts: number) =>
  Effect.gen(function* () {
    const { byKind } = run.document
    const against = byKind[RULES].count
    if (against === 0 || against + impacts > READ_MAX) return briefOfSums(run, impacts)
    return briefOf(yield* readClaims(run.id), run)
  })

const briefOfSums = ({ document: { byKind }, amounts }: Run, impacts: number): ClaimsInBrief => {
  const { charge_mismatch: flags, missing_in_ledger: missing, duplicate_in_bill: twice } = byKind
  return {
    undecided: impacts,
    eitherWay: amounts === null ? null : amountTextOrNull(minusAmount(...overAndUnder(amounts))),
    // Every flag that differs adds or takes one charge.
    owed: missing.impact + twice.impact + (flags.count + flags.impact) / 2,
    isByState: true,
  }
}

const overAndUnder = ({ overcharged, undercharged }: NonNullable<Run["amounts"]>) =>
  [amountOrNull(overcharged), amountOrNull(undercharged)] as const

const briefOf = (all: ReadonlyArray<ClaimedItem>, { amounts }: Run): ClaimsInBrief => {
  const claimed = all.filter(({ item, claim }) => item.impact !== 0 || claim !== 0)
  const values = amounts === null ? undefined : new ChargeValues(amounts.values)
  return {
    undecided: claimed.length,
    eitherWay:
      values === undefined
        ? null
        : amountTextOrNull(sumAmounts(claimed.map(({ item }) => priceTimes(values.of(chargedOf(item)), 1)))),
    owed: claimed.filter(({ claim }) => claim > 0).length,
    isByState: true,
  }
}

/** What an item to ask back comes to. */
export const claimedAmount = ({ item, claim }: ClaimedItem, values: ChargeValues): string | null =>
  amountTextOrNull(item.impact === 0 ? priceTimes(values.of(chargedOf(item)), claim) : amountOfItem(item, values))
