/**
 * What is known of each BizToken apart from its attempts: that it was seen, whether it was collected after it was
 * final, and its NFC count (DOMAIN, how a verification is charged, 6; DESIGN 6).
 */
import { NEVER_FETCHED } from "./Attempt.ts"
import { grown } from "./Dictionary.ts"

/** A BizToken can gain attempts for this long after it was issued, unless the person has passed. */
export const MS_UNTIL_FINAL = 2 * 3_600_000

const SEEN = 1
/** The last fetch had ErrCode 0. */
const PASSED = 2

/** What a reconciliation says of a BizToken that the bill names and whose attempt we lack. */
export type TokenKnowledge = "token_unknown" | "token_not_final" | "token_final"

export class TokenHistory {
  #state = new Uint8Array(1024)
  /** The last fetch; of a token never fetched with a time, NEVER_FETCHED. */
  #lastFetch = new Float64Array(1024)
  /** The earliest ReqTime: the best estimate of when the token was issued. */
  #firstAttempt = new Float64Array(1024).fill(Infinity)
  readonly #nfc = new Map<number, { readonly fetchedAt: number; readonly count: number }>()

  /** A result of this token was fetched. */
  observe(token: number, fetchedAt: number, passed: boolean): void {
    if (token >= this.#state.length) this.#grow(token)
    const state = this.#state[token] as number
    const last = state === 0 ? NEVER_FETCHED : (this.#lastFetch[token] as number)
    if ((state & SEEN) === 0 || fetchedAt > last) {
      this.#state[token] = SEEN | (passed ? PASSED : 0)
      this.#lastFetch[token] = fetchedAt
    } else if (fetchedAt === last && passed) {
      this.#state[token] = SEEN | PASSED
    }
  }

  observeAttempt(token: number, at: number): void {
    if (token >= this.#state.length) this.#grow(token)
    if (at < (this.#firstAttempt[token] as number)) this.#firstAttempt[token] = at
  }

  /** The latest count stands; of those fetched at one time, the greatest (CONTRACT 11). */
  observeNfc(token: number, fetchedAt: number, count: number): void {
    const known = this.#nfc.get(token)
    const isLater =
      known === undefined || fetchedAt > known.fetchedAt || (fetchedAt === known.fetchedAt && count > known.count)
    if (isLater) this.#nfc.set(token, { fetchedAt, count })
  }

  knowledge(token: number): TokenKnowledge {
    const state = token < 0 || token >= this.#state.length ? 0 : (this.#state[token] as number)
    if ((state & SEEN) === 0) return "token_unknown"
    const age = (this.#lastFetch[token] as number) - (this.#firstAttempt[token] as number)
    return (state & PASSED) !== 0 || age >= MS_UNTIL_FINAL ? "token_final" : "token_not_final"
  }

  nfcCharges(): number {
    let sum = 0
    for (const { count } of this.#nfc.values()) sum += count
    return sum
  }

  combine(other: TokenHistory, adopt: (token: number) => number): void {
    other.#state.forEach((state, theirs) => {
      if ((state & SEEN) === 0) return
      const token = adopt(theirs)
      this.observe(token, other.#lastFetch[theirs] as number, (state & PASSED) !== 0)
      this.observeAttempt(token, other.#firstAttempt[theirs] as number)
    })
    for (const [theirs, { fetchedAt, count }] of other.#nfc) this.observeNfc(adopt(theirs), fetchedAt, count)
  }

  #grow(token: number): void {
    const from = this.#firstAttempt.length
    const capacity = Math.max(from * 2, token + 1)
    this.#state = grown(this.#state, new Uint8Array(capacity))
    this.#lastFetch = grown(this.#lastFetch, new Float64Array(capacity))
    this.#firstAttempt = grown(this.#firstAttempt, new Float64Array(capacity)).fill(Infinity, from)
  }
}
