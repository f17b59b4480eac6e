/**
 * What is known of each BizToken apart from its attempts: that it was fetched, and its NFC count (C6). A count
 * mostly comes with the last fetch, so its own time is kept only where it does not.
 */
import { FIRST_CAPACITY, grown, nextCapacity } from "../columns/column.ts"

/** A BizToken can gain attempts for this long after it was issued, unless the person has passed. */
export const MS_UNTIL_FINAL = 2 * 3_600_000

const FETCHED = 1
/** The last fetch had ErrCode 0. */
const PASSED = 2
/** The NFC count is that of the last fetch. */
const NFC_IS_LAST = 4

/** What a reconciliation says of a BizToken that the bill names and whose attempt we lack. */
export type TokenKnowledge = "token_unknown" | "token_not_final" | "token_final"

export class TokenHistory {
  /** The sum of the NFC counts that stand. */
  nfcCharges = 0
  /** One past the last BizToken that anything is known of. */
  #end = 0
  #state = new Uint8Array(FIRST_CAPACITY)
  /** The last fetch; of a token never fetched with a time, −Infinity. */
  #lastFetch = new Float64Array(FIRST_CAPACITY)
  #nfcCount = new Int32Array(FIRST_CAPACITY)
  /** When the NFC count was fetched, of tokens that were fetched without one since. */
  readonly #nfcFetch = new Map<number, number>()
  /** When a BizToken was issued, + 1; only where a ledger knows it. */
  #issued = new Float64Array(0)

  /** A result of this token was fetched. */
  observe(token: number, fetchedAt: number, passed: boolean): void {
    if (token >= this.#end) this.#reach(token)
    const state = this.#state[token] as number
    const last = this.#lastFetch[token] as number
    if ((state & FETCHED) === 0 || fetchedAt > last) {
      if ((state & NFC_IS_LAST) !== 0) this.#nfcFetch.set(token, last)
      this.#state[token] = FETCHED | (passed ? PASSED : 0)
      this.#lastFetch[token] = fetchedAt
    } else if (fetchedAt === last && passed) {
      this.#state[token] = state | PASSED
    }
  }

  /** The latest count stands; of those fetched at one time, the greatest (C11). Comes after its `observe`. */
  observeNfc(token: number, fetchedAt: number, count: number): void {
    const state = this.#state[token] as number
    const last = this.#lastFetch[token] as number
    const knownFetch = (state & NFC_IS_LAST) !== 0 ? last : this.#nfcFetch.get(token)
    const knownCount = this.#nfcCount[token] as number
    if (knownFetch !== undefined) {
      if (fetchedAt < knownFetch || (fetchedAt === knownFetch && count <= knownCount)) return
      this.#nfcFetch.delete(token)
    }
    if (fetchedAt === last) this.#state[token] = state | NFC_IS_LAST
    else this.#nfcFetch.set(token, fetchedAt)
    if (count !== knownCount) this.#nfcCount[token] = count
    this.nfcCharges += count - knownCount
  }

  /** The NFC count that stands; 0 where none is known. */
  nfcOf(token: number): number {
    return this.#nfcCount[token] ?? 0
  }

  /** Notes when a BizToken was issued, epoch milliseconds. */
  observeIssue(token: number, issuedAt: number): void {
    if (token >= this.#issued.length) {
      this.#issued = grown(this.#issued, new Float64Array(Math.max(nextCapacity(this.#issued.length), token + 1)))
    }
    this.#issued[token] = issuedAt + 1
  }

  /** `firstAttempt`: the earliest ReqTime, which estimates when the token was issued; Infinity if there is none. */
  knowledge(token: number, firstAttempt: number): TokenKnowledge {
    const state = token < 0 || token >= this.#end ? 0 : (this.#state[token] as number)
    if ((state & FETCHED) === 0) return "token_unknown"
    const issued = this.#issued[token] ?? 0
    const age = (this.#lastFetch[token] as number) - Math.min(firstAttempt, issued > 0 ? issued - 1 : Infinity)
    return (state & PASSED) !== 0 || age >= MS_UNTIL_FINAL ? "token_final" : "token_not_final"
  }

  combine(other: TokenHistory, adopt: (token: number) => number): void {
    for (let theirs = 0; theirs < other.#end; theirs++) {
      const state = other.#state[theirs] as number
      if ((state & FETCHED) === 0) continue
      const token = adopt(theirs)
      const last = other.#lastFetch[theirs] as number
      const nfcFetch = (state & NFC_IS_LAST) !== 0 ? last : other.#nfcFetch.get(theirs)
      this.observe(token, last, (state & PASSED) !== 0)
      const issued = other.#issued[theirs] ?? 0
      if (issued > 0) this.observeIssue(token, issued - 1)
      if (nfcFetch !== undefined) this.observeNfc(token, nfcFetch, other.#nfcCount[theirs] as number)
    }
  }

  #reach(token: number): void {
    this.#end = token + 1
    if (token < this.#state.length) return
    const capacity = Math.max(nextCapacity(this.#state.length), token + 1)
    this.#state = grown(this.#state, new Uint8Array(capacity))
    this.#lastFetch = grown(this.#lastFetch, new Float64Array(capacity))
    this.#nfcCount = grown(this.#nfcCount, new Int32Array(capacity))
  }
}
