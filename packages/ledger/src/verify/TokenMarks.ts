/**
 * For each BizToken, which of its facts some row of the evidence states. BizTokens are held as hashes of 64 bits, with
 * a seed of each run: 10 bytes for one of them, however long it is.
 */
import { randomInt } from "node:crypto"

const SLOTS_MIN = 1 << 12
const SEED_END = 2 ** 32

export class TokenMarks {
  readonly #seeds = [randomInt(SEED_END), randomInt(SEED_END)] as const
  #slots = SLOTS_MIN
  #used = 0
  /** The halves of the hashes; a slot whose lower half is 0 is free. */
  #high = new Uint32Array(SLOTS_MIN)
  #low = new Uint32Array(SLOTS_MIN)
  #marks = new Uint16Array(SLOTS_MIN)
  /** The hash of the BizToken that was looked for last. */
  #askedHigh = 0
  #askedLow = 0

  /** Adds marks, bits, to those of a BizToken. */
  add(bizToken: string, marks: number): void {
    if (this.#used * 2 > this.#slots) this.#grow()
    const slot = this.#find(bizToken)
    if (this.#low[slot] === 0) {
      this.#used++
      this.#high[slot] = this.#askedHigh
      this.#low[slot] = this.#askedLow
    }
    this.#marks[slot] = (this.#marks[slot] ?? 0) | marks
  }

  marksOf(bizToken: string): number {
    return this.#marks[this.#find(bizToken)] ?? 0
  }

  /** The slot of a BizToken, or the one that it would take. */
  #find(bizToken: string): number {
    let [high, low] = this.#seeds
    for (let i = 0; i < bizToken.length; i++) {
      const unit = bizToken.charCodeAt(i)
      high = Math.imul(high ^ unit, 0x01000193)
      low = Math.imul(low ^ (unit + (high >>> 15)), 0x85ebca6b)
    }
    this.#askedHigh = mixed(high ^ (low >>> 13))
    this.#askedLow = mixed(low ^ (high >>> 16)) || 1
    return slotOf(this.#high, this.#low, this.#askedHigh, this.#askedLow)
  }

  #grow(): void {
    const [high, low, marks] = [this.#high, this.#low, this.#marks]
    this.#slots *= 2
    this.#high = new Uint32Array(this.#slots)
    this.#low = new Uint32Array(this.#slots)
    this.#marks = new Uint16Array(this.#slots)
    for (let i = 0; i < high.length; i++) {
      const [h, l] = [high[i] ?? 0, low[i] ?? 0]
      if (l === 0) continue
      const slot = slotOf(this.#high, this.#low, h, l)
      this.#high[slot] = h
      this.#low[slot] = l
      this.#marks[slot] = marks[i] ?? 0
    }
  }
}

const slotOf = (highs: Uint32Array, lows: Uint32Array, high: number, low: number): number => {
  const mask = highs.length - 1
  let slot = low & mask
  for (;;) {
    const l = lows[slot]
    if (l === 0 || (l === low && highs[slot] === high)) return slot
    slot = (slot + 1) & mask
  }
}

/** Spreads every bit over all of them (murmur3's last step). */
const mixed = (hash: number): number => {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
