/** The plain front door: the provider's published loop in one synchronous call, without Effect. */
import { isoOrNull } from "../calendar/day.ts"
import type { TallySummary } from "../counting/Tally.ts"
import type { Charge } from "../shapes/fieldValues.ts"
import { readResults } from "./readAnswers.ts"

/** One try of a person. */
export interface TalliedAttempt {
  /** `null` where the provider gave none. */
  readonly seq: string | null
  /** `true` is charged, `false` is not, `null` is left open by the provider. */
  readonly charge: Charge
  readonly errcode: number | null
  /** ReqTime as ISO 8601 at +08:00. */
  readonly at: string | null
}

/** The counts of what was given, and its attempts one by one. */
export interface Tallied extends Omit<TallySummary, "records" | "rejected"> {
  /** The provider answered with errors, and with no result. */
  readonly isApiError: boolean
  /** One for each attempt, in the order in which they were met. */
  readonly list: ReadonlyArray<TalliedAttempt>
}

/**
 * Counts the charges of answers of `GetDetectInfoEnhanced`: each the wire answer, the SDK's answer, its `Text`, or
 * `{ LivenessDetail }`. One answer, or many in an array, a Set or a generator: a Seq that is met twice counts once, so
 * answers that were fetched twice do no harm.
 *
 * An attempt is charged where `IsNeedCharge === true`; a missing or null flag is `unknown`, and never silently 0.
 *
 * @example
 * ```js
 * const { charges, unknown } = tally([answer, sameAnswerFetchedLater, anotherAnswer])
 * ```
 * @throws {@link NotCountable} if one is none of these, or a field that is read has a wrong type: nothing is counted then.
 * @see docs/rules.md C1 to C5
 */
export const tally = (answers: unknown): Tallied => {
  const counted = readResults(answers, undefined)
  const { records: _records, rejected: _rejected, ...counts } = counted.summary()
  const list: Array<TalliedAttempt> = []
  counted.forEachSeq((seq) => {
    const { charge, errcode, at, seq: name } = counted.attempt(seq)
    list.push({ seq: name, charge, errcode, at: isoOrNull(at) })
  })
  return { ...counts, isApiError: counts.apiErrors > 0 && counts.results === 0, list }
}
