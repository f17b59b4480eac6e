/**
 * The plain front door, for people who do not know Effect: the provider's published loop in one synchronous call.
 */
import { isoOrNull } from "../calendar/day.ts"
import { decodeAnswer } from "../decoding/Reading.ts"
import type { Charge } from "../shapes/fieldValues.ts"
import type { Rejection, RejectionCode } from "../rejections/Rejection.ts"
import { Tally, type TallySummary } from "./Tally.ts"

export interface TalliedAttempt {
  readonly seq: string | null
  /** `true` is charged, `false` is not, `null` is left open by the provider. */
  readonly charge: Charge
  readonly errcode: number | null
  /** ReqTime as ISO 8601 at +08:00. */
  readonly at: string | null
}

/** The counts of one answer, and its attempts one by one. */
export interface Tallied extends Omit<TallySummary, "records" | "results" | "apiErrors" | "rejected"> {
  /** The provider answered with an error instead of a result. */
  readonly isApiError: boolean
  /** One for each attempt, in the order of the answer. */
  readonly list: ReadonlyArray<TalliedAttempt>
}

/** The answer is none that charges can be counted from. The message names the place and the expectation, never a value. */
export class NotCountable extends Error {
  override readonly name = "NotCountable"
  readonly code: RejectionCode
  readonly path: ReadonlyArray<string | number>

  constructor({ code, path, expected, met }: Rejection) {
    const place = path.length === 0 ? "the answer" : path.join(".")
    super(
      `${place}: ${[whatIsWrong(code, expected, met), cures[code]].filter((part) => part !== undefined).join("; ")}`,
    )
    this.code = code
    this.path = path
  }
}

const whatIsWrong = (code: RejectionCode, expected: string | undefined, met: string | undefined): string => {
  if (code === "near_name") return `${met} stands where ${expected} is read`
  if (expected !== undefined) return `expected ${expected}`
  return met === undefined ? code.replaceAll("_", " ") : `${code.replaceAll("_", " ")} here: it stands under ${met}`
}

const cures: { readonly [Code in RejectionCode]?: string } = {
  near_name: "give the answer as the provider spells it",
}

/**
 * Counts the charges of one answer of `GetDetectInfoEnhanced`: the wire answer, the SDK's answer, its `Text`, or
 * `{ LivenessDetail }`. An attempt is charged where `IsNeedCharge === true` (docs/provider.md); a Seq met twice counts once.
 *
 * @throws {NotCountable} if it is none of these, or a field that is read has a wrong type.
 */
export const tally = (response: unknown): Tallied => {
  const decoded = decodeAnswer(response, "results")
  if (decoded._tag === "Rejected") throw new NotCountable(decoded.rejection)
  const counted = new Tally().add(decoded.record)
  const { records: _records, results: _results, apiErrors, rejected: _rejected, ...counts } = counted.summary()
  const list: Array<TalliedAttempt> = []
  counted.forEachSeq((seq) => {
    const { charge, errcode, at, seq: name } = counted.attempt(seq)
    list.push({ seq: name, charge, errcode, at: isoOrNull(at) })
  })
  return { ...counts, isApiError: apiErrors > 0, list }
}
