/**
 * The life cycle of a BizToken: registered → collected → final, or lapsed or expired when three days have passed
 * (L1). Pure rules; the one thing to know is that a guessed time of issue is never before the true
 * one, so that "final" stays certain, while the deadline is drawn in by the time in which a person can use a token.
 */
import { MS_UNTIL_FINAL } from "../counting/TokenHistory.ts"

export const verificationStates = ["registered", "collected", "final", "lapsed", "expired"] as const
export type VerificationState = (typeof verificationStates)[number]

/** The provider keeps a result for this long after the BizToken was issued. */
export const MS_KEPT = 3 * 24 * 3_600_000
/** How far our clock and the provider's may be apart. */
export const MS_CLOCK_SKEW = 5 * 60_000
/** Whether an instant is still to come, by a clock that may be so far behind. */
export const isAhead = (at: number, now: number): boolean => at > now + MS_CLOCK_SKEW
/** The last fetch before the deadline is tried this long before it, so that retries still fit in. */
export const MS_LAST_CALL = 3_600_000
/** The person can use a BizToken for this long: the first attempt is at most so much later than the issue. */
const MS_USABLE = 2 * 3_600_000

/** What decides what is to be done about a BizToken. Times are epoch milliseconds. */
export interface VerificationFacts {
  readonly issuedAt: number
  /** The time of issue is the earliest ReqTime or the first sight. */
  readonly estimated: boolean
  /** The last fetch, {@link FETCHED_ONCE} if nobody said when, `null` if it was never fetched. */
  readonly fetchedAt: number | null
  /** The last fetch had ErrCode 0: the person passed, no attempt can follow. */
  readonly passed: boolean
}

/** The time of a fetch of which nobody said when: it is before every other. */
export const FETCHED_ONCE = -1

/** When it was fetched last, as people read it: `null` if it never was, or if nobody said when. */
export const fetchTimeOf = ({ fetchedAt }: Pick<VerificationFacts, "fetchedAt">): number | null =>
  fetchedAt === FETCHED_ONCE ? null : fetchedAt

/** From here on the provider no longer has the result. */
export const deadlineOf = ({ issuedAt, estimated }: VerificationFacts): number =>
  issuedAt + MS_KEPT - (estimated ? MS_USABLE : 0)

/** Whether the BizToken can gain no more attempts that the last fetch has not seen. */
export const isFinal = ({ issuedAt, fetchedAt, passed }: VerificationFacts): boolean =>
  fetchedAt !== null && (passed || fetchedAt - issuedAt >= MS_UNTIL_FINAL)

export const stateOf = (facts: VerificationFacts, now: number): VerificationState => {
  if (isFinal(facts)) return "final"
  const isOver = now >= deadlineOf(facts)
  if (facts.fetchedAt === null) return isOver ? "expired" : "registered"
  return isOver ? "lapsed" : "collected"
}

/** When the BizToken is to be fetched next, however often it was fetched before; `null` for never again. */
export const nextDueOf = (facts: VerificationFacts): number | null =>
  isFinal(facts) ? null : Math.min(facts.issuedAt + MS_UNTIL_FINAL + MS_CLOCK_SKEW, deadlineOf(facts) - MS_LAST_CALL)

/** A failed fetch is tried again at `retryAt`, but not later than the last call before the deadline, while that is ahead. */
export const retryDueOf = (facts: VerificationFacts, retryAt: number, now: number): number => {
  const lastCall = deadlineOf(facts) - MS_LAST_CALL
  return lastCall > now ? Math.min(retryAt, lastCall) : retryAt
}
