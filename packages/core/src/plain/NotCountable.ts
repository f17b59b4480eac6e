/** What plain callers catch: an answer or a page from which nothing can be counted. */
import type { Path } from "../shapes/Found.ts"
import type { Rejection, RejectionCode } from "../rejections/Rejection.ts"
import { pathText, rejectionSentence } from "../rejections/rejectionSentence.ts"

/**
 * An answer is none that charges can be counted from. The message says where, what is wrong and what to do; no value of the
 * answer is in it.
 *
 * @see docs/rules.md R2, R3 and R27
 */
export class NotCountable extends Error {
  override readonly name = "NotCountable"
  /** What is wrong: a stable code, such as `wrong_type` or `near_name`. */
  readonly code: RejectionCode
  /** Where it is: the keys and indexes that lead to it in what was given. */
  readonly path: ReadonlyArray<string | number>

  /** `at` is where the answer stands in what was given. */
  constructor(rejection: Rejection, at: Path = []) {
    const sentence = rejectionSentence(rejection)
    super(at.length === 0 ? sentence : `${pathText(at)}: ${sentence}`)
    this.code = rejection.code
    this.path = [...at, ...rejection.path]
  }
}
