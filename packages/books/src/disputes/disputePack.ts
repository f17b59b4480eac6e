/**
 * What a dispute of a month rests on (F6.1): the run is repeated as of its seal, each disputed item is looked at with the
 * eyes of the other side, and what stands has its rows with their proofs. Nobody is blamed for what may be our own gap.
 */
import { compareBytes, type Discrepancy, instantToIso, isFinal, type Month } from "@faceid-tally/core/engine"
import { chargedOf, type MaybeAmount } from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"

import { Ledger } from "../ports/Ledger.ts"
import { EvidenceBroken } from "../ports/LedgerError.ts"
import { type BilledRow, type ObservedRow, type Proof, Proofs, type SealLink } from "./Proofs.ts"
import type { Run } from "../ports/Run.ts"
import { repeatRun, type RepeatRules } from "../reconciling/repeatRun.ts"
import {
  type DecidableItem,
  type DecisionFilter,
  isAsked,
  itemValues,
  monthDecisions,
} from "../statements/monthDecisions.ts"

/** Why an item may be our own gap. */
export const weakReasons = ["not_final", "token_unknown", "our_flag_unknown", "entries_conflict"] as const
export type WeakReason = (typeof weakReasons)[number]
export type LeftOutReason = WeakReason | "nothing_to_ask_back"

/** A row with its proof. */
export interface Proven<Row> {
  readonly row: Row
  readonly proof: Proof
}

export interface DisputedItem {
  readonly key: string
  readonly kind: Discrepancy["kind"]
  readonly account: string
  readonly value: MaybeAmount
  /** Of a rule violation: the edition of the published rules that it is against. */
  readonly edition: string | null
  /** Of an item that is asked about instead of being disputed. */
  readonly weak: WeakReason | null
  /** The line that is disputed, and for one that comes again the line that it repeats. */
  readonly line: Proven<BilledRow>
  readonly repeats: Proven<BilledRow> | null
  /** Our observation that stands; for a charge that we lack, the last one of its BizToken. */
  readonly ours: Proven<ObservedRow> | null
}

export interface LeftOut {
  readonly key: string
  readonly item: Discrepancy
  readonly reason: LeftOutReason
}

export interface Dispute {
  readonly month: string
  readonly run: { readonly id: number; readonly ranAt: number; readonly seal: number; readonly head: string }
  readonly items: ReadonlyArray<DisputedItem>
  /** Weak ones, where they were asked for. */
  readonly questions: ReadonlyArray<DisputedItem>
  readonly leftOut: ReadonlyArray<LeftOut>
  /** From the first seal to that of the run. */
  readonly seals: ReadonlyArray<SealLink>
}

export interface DisputeRequest {
  readonly month: Month
  readonly run: Run
  readonly includeWeak: boolean
  /** What enters; without a state what is disputed. */
  readonly filter?: Omit<DecisionFilter, "all"> | undefined
  /** By what the run is repeated. */
  readonly repeat: RepeatRules
}

/** Fails where the books give another answer today than the run, or the rows are not those that were hashed. */
export const disputePack = Effect.fnUntraced(function* ({ month, run, includeWeak, filter, repeat }: DisputeRequest) {
  const { seal } = run
  const { differences } = yield* repeatRun(run, repeat)
  if (seal === null || differences.length > 0) return yield* new EvidenceBroken({ of: "run", reason: "repeat" })
  const all = (yield* monthDecisions(month, run)).items.filter(
    isAsked({ ...filter, state: filter?.state ?? "disputed" }),
  )
  const asked = all.map(({ item }) => item)
  const claimed = asked.filter(({ claim, item }) => claim === 1 && item.bill !== null)
  const others = asked.filter((each) => !claimed.includes(each))
  const found = yield* rowsOf(claimed, run, seal.lastBatch)
  const values = yield* itemValues(month, claimed)
  const kept = found.filter(({ weak }) => weak === null || includeWeak)
  const proofs = yield* proofsOf(kept)
  const items = kept.map(({ of, weak, line, repeats, ours }): DisputedItem => ({
    key: of.key,
    kind: of.item.kind,
    account: of.item.account,
    value: values.of(chargedOf(of.item)),
    edition: of.item.kind === "rule_violation" ? editionOf(of.item) : null,
    weak,
    line: proofs(line),
    repeats: repeats && proofs(repeats),
    ours: ours && proofs(ours),
  }))
  const weak = includeWeak ? [] : found.flatMap((each) => (each.weak === null ? [] : [leftOut(each.of, each.weak)]))
  return {
    month: month.name,
    run: { id: run.id, ranAt: run.ranAt, seal: seal.seal, head: seal.head },
    items: items.filter((each) => each.weak === null),
    questions: items.filter((each) => each.weak !== null),
    leftOut: [...others.map((each) => leftOut(each, "nothing_to_ask_back")), ...weak],
    seals: yield* (yield* Proofs).chain(seal.seal),
  } satisfies Dispute
})

const editionOf = ({ why }: Discrepancy): string | null => {
  const { edition } = why.params
  return typeof edition === "string" ? edition : null
}

const leftOut = ({ key, item }: DecidableItem, reason: LeftOutReason): LeftOut => ({ key, item, reason })

interface FoundItem {
  readonly of: DecidableItem
  readonly weak: WeakReason | null
  readonly line: BilledRow
  readonly repeats: BilledRow | null
  readonly ours: ObservedRow | null
}

/** The rows of both sides, as the run saw them. */
const rowsOf = Effect.fnUntraced(function* (claimed: ReadonlyArray<DecidableItem>, run: Run, throughBatch: number) {
  const [ledger, proofs] = [yield* Ledger, yield* Proofs]
  const seqs = unique(claimed.map(({ seq }) => seq))
  const lacking = claimed.filter(({ item }) => item.kind === "missing_in_ledger")
  const lackingTokens = unique(lacking.map(({ item }) => item.bizToken))
  const attempts = yield* Effect.forEach(lackingTokens, (bizToken) => ledger.attemptsOf(bizToken))
  const observed = yield* proofs.observations(
    { seqs: unique([...seqs, ...attempts.flat().map(({ seq }) => seq)]), bizTokens: lackingTokens },
    throughBatch,
  )
  const lines = yield* proofs.lines({
    versions: run.billVersions.map(({ id }) => id),
    seqs,
    bizTokens: unique(claimed.map(({ seq, item }) => (seq === null ? item.bizToken : null))),
  })
  const known = yield* ledger.verifications(unique(observed.map(({ bizToken }) => bizToken)))
  const issuedAt = new Map(known.map((each) => [each.bizToken, each.issuedAt]))
  const taken = new Set<BilledRow>()
  return yield* Effect.forEach(claimed, (of) => {
    const { seq, item } = of
    const own = lines.filter((line) => (seq === null ? line.bizToken === item.bizToken : line.seq === seq))
    const isLike = (line: BilledRow) => !taken.has(line) && isLineOf(line, item)
    // What comes again is what comes last.
    const line = item.kind === "duplicate_in_bill" ? own.findLast(isLike) : own.find(isLike)
    if (line === undefined) return Effect.fail(new EvidenceBroken({ of: "receipt", reason: "hash" }))
    taken.add(line)
    const repeats = item.kind === "duplicate_in_bill" ? (own.find((other) => other !== line) ?? null) : null
    const statements = seq === null ? [] : observed.filter((each) => each.seq === seq)
    const ours =
      item.kind === "missing_in_ledger"
        ? lastFetch(observed.filter(({ bizToken }) => bizToken !== null && bizToken === item.bizToken))
        : (statements.find(({ stands }) => stands) ?? null)
    const weak = weaknessOf(item, ours, statements, issuedAt)
    return Effect.succeed<FoundItem>({ of, weak, line, repeats, ours })
  })
})

const isLineOf = ({ charge, errcode, at, chargeType }: BilledRow, { bill }: Discrepancy): boolean =>
  bill !== null &&
  charge === bill.charge &&
  errcode === bill.errcode &&
  (at === null ? null : instantToIso(at)) === bill.at &&
  chargeType === (bill.chargeType ?? null)

const lastFetch = (observed: ReadonlyArray<ObservedRow>): ObservedRow | null =>
  observed.toSorted((a, b) => (b.fetchedAt ?? 0) - (a.fetchedAt ?? 0) || compareBytes(a.row, b.row))[0] ?? null

/** Whether the item may be our own gap. What a line of the bill says by itself never is. */
const weaknessOf = (
  { kind, bizToken, ledger, why }: Discrepancy,
  ours: ObservedRow | null,
  statements: ReadonlyArray<ObservedRow>,
  issuedAt: ReadonlyMap<string, number>,
): WeakReason | null => {
  if (kind === "duplicate_in_bill" || kind === "rule_violation") return null
  if (kind === "missing_in_ledger") {
    if (why.code === "token_not_final") return "not_final"
    return why.code === "token_final" && ours !== null ? null : "token_unknown"
  }
  if (ledger?.charge == null) return "our_flag_unknown"
  if (ours === null || bizToken === null || ours.bizToken === null) return "token_unknown"
  const flags = new Set(statements.flatMap(({ charge }) => charge ?? []))
  const tokens = new Set(statements.flatMap((each) => each.bizToken ?? []))
  if (flags.size > 1 || tokens.size > 1) return "entries_conflict"
  const issued = issuedAt.get(ours.bizToken) ?? ours.at
  const facts = { issuedAt: issued ?? Infinity, estimated: false, fetchedAt: ours.fetchedAt, passed: ours.passed }
  return isFinal(facts) ? null : "not_final"
}

/** Gives each row with its proof. */
const proofsOf = Effect.fnUntraced(function* (found: ReadonlyArray<FoundItem>) {
  const rows = found.flatMap(({ line, repeats, ours }) => [line, repeats, ours].filter((row) => row !== null))
  const proofs = yield* (yield* Proofs).prove(rows)
  const byRow = new Map(rows.map((row, i) => [row.row, proofs[i]]))
  return <Row extends BilledRow | ObservedRow>(row: Row): Proven<Row> => {
    const proof = byRow.get(row.row)
    if (proof === undefined) throw new RangeError("a row has no proof")
    return { row, proof }
  }
})

const unique = (texts: ReadonlyArray<string | null>): ReadonlyArray<string> => [
  ...new Set(texts.filter((text) => text !== null)),
]
