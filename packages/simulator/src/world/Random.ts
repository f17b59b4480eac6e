/**
 * Chance that a seed decides: the same seed and label give the same numbers on every machine. Each thing of the world
 * has a label of its own, so what is drawn for one never moves what is drawn for another.
 */
import { hash } from "node:crypto"

export class Random {
  #a: number
  #b: number
  #c: number
  #d: number

  constructor(seed: string, label: string) {
    const digest = hash("sha256", `${seed}\n${label}`, "hex")
    const word = (i: number) => Number.parseInt(digest.slice(i * 8, i * 8 + 8), 16)
    this.#a = word(0)
    this.#b = word(1)
    this.#c = word(2)
    this.#d = word(3)
  }

  /** 32 random bits (sfc32). */
  bits(): number {
    const sum = (this.#a + this.#b + this.#d) >>> 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    this.#d = (this.#d + 1) | 0
    return sum
  }

  /** A whole number from `first` to `last`, both included. */
  integer(first: number, last: number): number {
    return first + Math.floor((this.bits() / 2 ** 32) * (last - first + 1))
  }

  /** True in a share of `probability` of all cases. */
  isLucky(probability: number): boolean {
    return this.bits() / 2 ** 32 < probability
  }

  /** One of the values, each as often as its weight says. */
  pick<A>(weighted: ReadonlyArray<readonly [value: A, weight: number]>): A {
    let left = (this.bits() / 2 ** 32) * weighted.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [value, weight] of weighted) {
      left -= weight
      if (left < 0) return value
    }
    throw new RangeError("Nothing to pick from.")
  }

  /** The values in another order. */
  shuffled<A>(values: Iterable<A>): Array<A> {
    return [...values]
      .map((value) => ({ value, place: this.bits() }))
      .sort((a, b) => a.place - b.place)
      .map(({ value }) => value)
  }

  uuid(): string {
    const hex = [0, 1, 2, 3].map(() => this.bits().toString(16).padStart(8, "0")).join("")
    const variant = "89ab"[this.integer(0, 3)]
    const [a, b, c, d, e] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(13, 16), hex.slice(17, 20), hex.slice(20)]
    return `${a}-${b}-4${c}-${variant}${d}-${e}`
  }
}
