/**
 * What is known of each BizToken apart from its attempts: that it was seen, whether it was collected after it was
 * final, and its NFC count (DOMAIN, how a verification is charged, 6; DESIGN 6).
 */
import { NEVER_FETCHED } from "./Attempt.ts"
import { grown, nextCapacity } from "./Column.ts"

/** A BizToken can gain attempts for this long after it was issued, unless the person has passed. */
export const MS_UNTIL_FINAL = 2 * 3_600_000

const SEEN = 1
/** The last fetch had ErrCode 0. */
const PASSED = 2
const HAS_ATTEMPT = 4
const HAS_NFC = 8

/** What a reconciliation says of a BizToken that the bill names and whose attempt we lack. */
export type TokenKnowledge = "token_unknown" | "token_not_final" | "token_final"

export class TokenHistory {
  /** The sum of the NFC counts that stand. */
  nfcCharges = 0
  /** One past the last BizToken that anything is known of. */
  #end = 0
  #state = new Uint8Array(1024)
  /** The last fetch; of a token never fetched with a time, NEVER_FETCHED. */
  #lastFetch = new Float64Array(1024)
  /** The earliest ReqTime: the best estimate of when the token was issued. */
  #firstAttempt = new Float64Array(1024)
  #nfcCount = new Int32Array(1024)
  #nfcFetch = new Float64Array(1024)

  /** A result of this token was fetched. */
  observe(token: number, fetchedAt: number, passed: boolean): void {
    const state = this.#stateOf(token)
    const last = (state & SEEN) === 0 ? NEVER_FETCHED : (this.#lastFetch[token] as number)
    if ((state & SEEN) === 0 || fetchedAt > last) {
      this.#state[token] = (state & ~PASSED) | SEEN | (passed ? PASSED : 0)
      this.#lastFetch[token] = fetchedAt
    } else if (fetchedAt === last && passed) {
      this.#state[token] = state | PASSED
    }
  }

  observeAttempt(token: number, at: number): void {
    const state = this.#stateOf(token)
    if ((state & HAS_ATTEMPT) !== 0 && at >= (this.#firstAttempt[token] as number)) return
    this.#state[token] = state | HAS_ATTEMPT
    this.#firstAttempt[token] = at
  }

  /** The latest count stands; of those fetched at one time, the greatest (CONTRACT 11). */
  observeNfc(token: number, fetchedAt: number, count: number): void {
    const state = this.#stateOf(token)
    const isKnown = (state & HAS_NFC) !== 0
    const [knownFetch, knownCount] = [this.#nfcFetch[token] as number, this.#nfcCount[token] as number]
    if (isKnown && (fetchedAt < knownFetch || (fetchedAt === knownFetch && count <= knownCount))) return
    this.#state[token] = state | HAS_NFC
    this.#nfcFetch[token] = fetchedAt
    this.#nfcCount[token] = count
    this.nfcCharges += count - (isKnown ? knownCount : 0)
  }

  knowledge(token: number): TokenKnowledge {
    const state = token < 0 || token >= this.#end ? 0 : (this.#state[token] as number)
    if ((state & SEEN) === 0) return "token_unknown"
    const issuedAt = (state & HAS_ATTEMPT) === 0 ? Infinity : (this.#firstAttempt[token] as number)
    const age = (this.#lastFetch[token] as number) - issuedAt
    return (state & PASSED) !== 0 || age >= MS_UNTIL_FINAL ? "token_final" : "token_not_final"
  }

  combine(other: TokenHistory, adopt: (token: number) => number): void {
    for (let theirs = 0; theirs < other.#end; theirs++) {
      const state = other.#state[theirs] as number
      if (state === 0) continue
      const token = adopt(theirs)
      if ((state & SEEN) !== 0) this.observe(token, other.#lastFetch[theirs] as number, (state & PASSED) !== 0)
      if ((state & HAS_ATTEMPT) !== 0) this.observeAttempt(token, other.#firstAttempt[theirs] as number)
      if ((state & HAS_NFC) !== 0) {
        this.observeNfc(token, other.#nfcFetch[theirs] as number, other.#nfcCount[theirs] as number)
      }
    }
  }

  #stateOf(token: number): number {
    if (token >= this.#end) {
      this.#end = token + 1
      if (token >= this.#state.length) this.#grow(token)
    }
    return this.#state[token] as number
  }

  #grow(token: number): void {
    const capacity = Math.max(nextCapacity(this.#state.length), token + 1)
    this.#state = grown(this.#state, new Uint8Array(capacity))
    this.#lastFetch = grown(this.#lastFetch, new Float64Array(capacity))
    this.#firstAttempt = grown(this.#firstAttempt, new Float64Array(capacity))
    this.#nfcCount = grown(this.#nfcCount, new Int32Array(capacity))
    this.#nfcFetch = grown(this.#nfcFetch, new Float64Array(capacity))
  }
}
