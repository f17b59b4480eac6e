/**
 * Reconciles what the ledger has of a window of days with the bill that it has of them, as they are or as they were
 * known at a time, and keeps the run: what went in, by seal, version and digest, and what came out.
 */
import {
  type Audit,
  Bill,
  type BillingDay,
  dayNumberOf,
  dayOfInstant,
  dayFromNumber,
  type ChargeRules,
  isCompared,
  NO_NAME,
  publishedRules,
  reconcile,
  type Reconciliation,
  type Seen,
  Tally,
} from "@faceid-tally/core/engine"
import { chargedOf, hasPlan, type PricePlans, type ReconciledAmounts, weigh } from "@faceid-tally/core/money"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import type { BillVersion } from "../ports/storedBill.ts"
import { Ledger, type LedgerShape, type LoadOptions } from "../ports/Ledger.ts"
import { LedgerError } from "../ports/LedgerError.ts"
import type { NewRun } from "../ports/KeptReconciliation.ts"
import type { RunItems } from "../ports/Run.ts"
import type { Days } from "../ports/Listings.ts"
import type { Verification } from "../ports/verifications.ts"
import { Prices } from "../prices/Prices.ts"
import { auditOf, type RuleSet } from "./RuleSet.ts"
import { chargeValues } from "../prices/billedMonths.ts"

export interface ReconcileRequest {
  readonly from: BillingDay
  /** Inclusive. */
  readonly to: BillingDay
  readonly ruleId?: string | undefined
  /** Only this account. Such a run is kept only where that is asked for. */
  readonly account?: string | undefined
  /** Epoch milliseconds: the books as they were known then. */
  readonly asOf?: number | undefined
  /** The seal of a kept run, to repeat it: the books as its last batch left them. */
  readonly seal?: NewRun["seal"] | undefined
  /** By which editions flags are audited. */
  readonly ruleSet?: RuleSet | null | undefined
  /** Where they are not the published ones. */
  readonly rules?: ChargeRules | undefined
  /** What charges cost; without plans no amount is told. */
  readonly plans?: PricePlans | undefined
  readonly programVersion: string
  /** The RuleIds that the settings name: known, though nothing of them may be there yet. */
  readonly namedRules?: ReadonlyArray<string> | undefined
  /** Whether the run is kept. Default true, but for one of a single account. A run that compared nothing is not. */
  readonly keep?: boolean | undefined
  /** Epoch milliseconds. Default: the clock's. */
  readonly now?: number | undefined
}

export interface Reconciled {
  /** The number of the run; `null` where it was not kept. */
  readonly run: number | null
  readonly reconciliation: Reconciliation
  /** `null` without plans. */
  readonly amounts: ReconciledAmounts | null
  /** Where nothing was compared: what there is to ask for. */
  readonly instead: Seen | null
  readonly billVersions: ReadonlyArray<BillVersion>
}

export const reconcileBooks = (request: ReconcileRequest): Effect.Effect<Reconciled, LedgerError, Ledger> =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const now = request.now ?? (yield* Clock.currentTimeMillis)
    const keeps = request.keep ?? request.account === undefined
    // Sealed first, so that the head of the seal is the digest of both inputs. Who keeps nothing writes nothing.
    const seal = request.seal ?? (keeps ? yield* ledger.seal(now) : null)
    const [fromDay, toDay] = [dayNumberOf(request.from) ?? 0, dayNumberOf(request.to) ?? 0]
    const kept = yield* ledger.firstKeptDay
    if (kept !== null && fromDay < kept) {
      return yield* new LedgerError({ operation: "reconcile", reason: "removed", code: request.from.slice(0, 7) })
    }
    const isThen = request.asOf !== undefined || request.seal !== undefined
    const { tally, bill, billVersions, agreed } = yield* loadSides(ledger, request, {
      fromDay,
      toDay,
      asOf: request.asOf,
      throughBatch: isThen ? seal?.lastBatch : undefined,
    })
    if (!isThen) yield* ledger.loadTokens(tally, tokensOfLoneLines(tally, bill))
    const uncollected = yield* ledger.uncollected({ fromDay, toDay, now: request.asOf ?? now })
    const reconciliation = reconcile(tally, bill, {
      ...request,
      audit: auditAsked(request),
      agreed,
      uncollected: uncollected.map(toUncollected),
    })
    const instead = yield* insteadOf(reconciliation, request)
    const amounts = yield* amountsOf(reconciliation, request, { fromDay, toDay })
    const run =
      !keeps || instead !== null
        ? null
        : yield* ledger.saveRun(
            newRun(request, { fromDay, toDay, seal, billVersions, reconciliation, amounts }),
            itemsOf(reconciliation),
            now,
          )
    return { run, reconciliation, amounts, instead, billVersions }
  })

const auditAsked = ({ ruleSet, rules = publishedRules }: ReconcileRequest): Audit | undefined =>
  ruleSet == null ? undefined : auditOf(ruleSet, rules)

/** What there is to ask for, where nothing was compared; the ledger is asked only where that is in doubt. */
const insteadOf = Effect.fnUntraced(function* (
  reconciliation: Reconciliation,
  { ruleId, namedRules = [] }: ReconcileRequest,
) {
  const isNamed = ruleId === undefined || namedRules.includes(ruleId)
  if (isCompared(reconciliation, isNamed)) return null
  const { ruleIds, days } = yield* (yield* Ledger).contents
  if (isCompared(reconciliation, isNamed || ruleIds.includes(ruleId))) return null
  return { ruleIds, days: days.map(dayFromNumber) }
})

/** Both sides in money: the values follow from the bill of the whole months, packs included. */
const amountsOf = Effect.fnUntraced(function* (
  { billed, items }: Reconciliation,
  { plans }: ReconcileRequest,
  days: Days,
) {
  if (plans === undefined || !hasPlan(plans)) return null
  const accounts = new Set<string>()
  for (const item of items) accounts.add(chargedOf(item).account)
  return weigh(yield* Effect.provideService(chargeValues(days, [...accounts]), Prices, plans), { billed, items })
})

/** Both sides of the window; as they are now, and for all RuleIds, most of what agrees may stay where it is. */
const loadSides = Effect.fnUntraced(function* (ledger: LedgerShape, request: ReconcileRequest, window: LoadOptions) {
  const { fromDay, toDay, asOf, throughBatch } = window
  if (
    asOf === undefined &&
    throughBatch === undefined &&
    request.ruleId === undefined &&
    request.account === undefined
  ) {
    const tally = new Tally()
    const bill = new Bill(tally.names)
    const audit = auditAsked(request)
    const differences = yield* ledger.loadDifferences(tally, bill, { fromDay, toDay, audit })
    if (differences !== null) return { tally, bill, billVersions: differences.versions, agreed: differences.agreed }
  }
  // Pairs are sought one day wider.
  const near = { ...window, fromDay: fromDay - 1, toDay: toDay + 1 }
  const tally = new Tally()
  const bill = new Bill(tally.names)
  yield* ledger.loadTally(tally, near)
  return { tally, bill, billVersions: yield* ledger.loadBill(bill, near), agreed: undefined }
})

/** The BizTokens of lines whose attempt we lack: what we know of them is part of the answer. */
const tokensOfLoneLines = (tally: Tally, bill: Bill): Array<string> => {
  const tokens = new Set<number>()
  for (let line = 0; line < bill.lines; line++) {
    const [seq, token] = [bill.lineSeq(line), bill.lineToken(line)]
    if (token !== NO_NAME && (seq === NO_NAME || tally.flag(seq) === 0)) tokens.add(token)
  }
  return [...tokens].map((token) => bill.names.tokens.text(token))
}

const toUncollected = ({ bizToken, ruleId, account, issuedAt, fetchedAt }: Verification) => ({
  bizToken,
  ruleId,
  account,
  day: dayOfInstant(issuedAt),
  why: fetchedAt === null ? ("expired" as const) : ("lapsed" as const),
})

const itemsOf = ({ items }: Reconciliation): RunItems => ({
  length: items.length,
  *[Symbol.iterator]() {
    let place = 0
    for (const item of items) yield { place: place++, item }
  },
})

const newRun = (
  { ruleId, account, asOf, ruleSet, programVersion }: ReconcileRequest,
  input: Pick<NewRun, "fromDay" | "toDay" | "seal"> & Pick<Reconciled, "reconciliation" | "billVersions" | "amounts">,
): NewRun => {
  const { reconciliation, billVersions, amounts, fromDay, toDay, seal } = input
  const { items: _, billed: __, ...document } = reconciliation
  return {
    fromDay,
    toDay,
    ruleId: ruleId ?? null,
    account: account ?? null,
    asOf: asOf ?? null,
    ruleSet: ruleSet ?? null,
    programVersion,
    seal: seal === null ? null : { seal: seal.seal, head: seal.head, lastBatch: seal.lastBatch },
    billVersions: billVersions.map(({ id, digest }) => ({ id, digest })),
    attempts: reconciliation.ledger.attempts,
    ledgerCharges: reconciliation.ledger.charges,
    lines: reconciliation.bill.lines,
    billCharges: reconciliation.bill.charges,
    matched: reconciliation.matched,
    difference: reconciliation.difference,
    complete: reconciliation.complete,
    amounts,
    document,
  }
}
