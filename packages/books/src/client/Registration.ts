/** What is registered of a BizToken. It imports nothing: the wrapped client is light, and its types are plain. */

/** One BizToken as the customer's program got it from `DetectAuth`. */
export interface Registration {
  readonly bizToken: string
  /** Without it the result cannot be fetched. */
  readonly ruleId: string | null
  /** `null` is the account `default`. */
  readonly account: string | null
  /** `null` where it is unknown: then it is estimated by the first sight. */
  readonly issuedAt: number | null
}
