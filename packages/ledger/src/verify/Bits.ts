/** A set of whole numbers from 0 on, a bit each. */
export class Bits {
  #bytes = new Uint8Array(1024)

  has(n: number): boolean {
    return n >= 0 && ((this.#bytes[n >>> 3] ?? 0) & (1 << (n & 7))) !== 0
  }

  add(n: number): void {
    const at = n >>> 3
    if (at >= this.#bytes.length) {
      const grown = new Uint8Array(Math.max(at + 1, this.#bytes.length * 2))
      grown.set(this.#bytes)
      this.#bytes = grown
    }
    this.#bytes[at] = (this.#bytes[at] ?? 0) | (1 << (n & 7))
  }
}
