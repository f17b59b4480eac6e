/** Reads what is known of one BizToken, or of one Seq. */
import { Ledger, Listings } from "@faceid-tally/books/engine"
import { type Attempt, DEFAULT_ACCOUNT, dayOfInstant } from "@faceid-tally/core/engine"
import type { Settings } from "@faceid-tally/host/apps"
import * as Effect from "effect/Effect"

import { readHistory } from "../decisions/readHistory.ts"
import { type AttemptView, billedOf, type BillOfDay, rulesOf, type VerificationView } from "./VerificationView.ts"

/** So many attempts of one BizToken are shown: a person can retry only a few times. */
const ATTEMPTS_MAX = 100
const FETCHES_MAX = 100
const LINES_MAX = 5

export interface VerificationRequest {
  readonly bizToken: string | null
  readonly seq: string | null
  /** The discrepancy that led here. */
  readonly run: number | null
  readonly place: number | null
}

export const readVerification = ({ bizToken, seq, run, place }: VerificationRequest, settings: Settings) =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const listings = yield* Listings
    const verification = bizToken === null ? null : yield* ledger.verification(bizToken)
    const own = bizToken === null ? [] : yield* ledger.attemptsOf(bizToken)
    const alone = bizToken === null && seq !== null ? yield* ledger.attempt(seq) : null
    const attempts = [...own, ...(alone === null ? [] : [alone.attempt])].toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0))
    if (run !== null) yield* ledger.checkRun(run)
    const items = run === null || place === null ? [] : yield* ledger.runItems(run, { after: place - 1, limit: 1 })
    // An address that was put together by hand may name the row of another.
    const item =
      items.find((row) => (bizToken === null ? row.item.seq === seq : row.item.bizToken === bizToken)) ?? null
    const seqs = attempts.slice(0, ATTEMPTS_MAX).flatMap((attempt) => attempt.seq ?? [])
    return {
      bizToken,
      verification,
      attempts: yield* Effect.forEach(attempts.slice(0, ATTEMPTS_MAX), (attempt) => readAttempt(attempt, settings)),
      fetches: bizToken === null ? [] : yield* listings.fetches(bizToken, FETCHES_MAX),
      item,
      decisions: yield* readHistory({ seqs, item, run }),
    } satisfies VerificationView
  })

/** The BizToken of what was searched for: of a BizToken itself, or of a Seq. */
export const findToken = (text: string) =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const history = yield* ledger.attempt(text)
    if (history !== null) return { bizToken: history.attempt.bizToken, seq: text }
    const verification = yield* ledger.verification(text)
    return { bizToken: verification === null ? null : text, seq: null }
  })

const readAttempt = (attempt: Attempt, { rules = {} }: Settings) =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const history = attempt.seq === null ? null : yield* ledger.attempt(attempt.seq)
    const edition =
      attempt.ruleId !== null && Object.hasOwn(rules, attempt.ruleId) ? rules[attempt.ruleId]?.edition : undefined
    return {
      attempt,
      statements: history?.statements ?? [],
      billed: billedOf(yield* readBills(attempt)),
      rules: rulesOf(attempt, edition),
    } satisfies AttemptView
  })

/** The bill of the attempt's day, and those of the days beside it, on which a shifted line stands. */
const readBills = ({ seq, at, account }: Attempt) =>
  Effect.gen(function* () {
    if (seq === null || at === null) return []
    const ledger = yield* Ledger
    const listings = yield* Listings
    const day = dayOfInstant(at)
    return yield* Effect.forEach([day, day + 1, day - 1], (billDay) =>
      Effect.gen(function* () {
        const versions = yield* ledger.versions({ account: account ?? DEFAULT_ACCOUNT, day: billDay })
        const version = versions.findLast(({ ruleId }) => ruleId === null) ?? versions.at(-1) ?? null
        if (version === null) return { day: billDay, version: null, lines: [] } satisfies BillOfDay
        const { rows: lines } = yield* listings.billLines(version.id, { seq, limit: LINES_MAX })
        return { day: billDay, version, lines } satisfies BillOfDay
      }),
    )
  })
