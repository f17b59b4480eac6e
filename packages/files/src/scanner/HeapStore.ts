/** Bytes of a file on the heap: for what the scanner does not read. It grows for a long record and shrinks back after. */
import type { Store } from "./InputWindow.ts"

const FIRST_BYTES = 1 << 16

export class HeapStore implements Store {
  readonly #bytesMax: number
  #bytes = new Uint8Array(FIRST_BYTES)
  #start = 0
  #end = 0

  /** No record may be longer than `bytesMax`. */
  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax
  }

  get unread(): Uint8Array {
    return this.#bytes.subarray(this.#start, this.#end)
  }

  /** Empty when `bytesMax` bytes are unread. */
  room(): Uint8Array {
    const length = this.#end - this.#start
    const capacity = Math.min(Math.max(length * 4, FIRST_BYTES), this.#bytesMax)
    const isTight = length * 2 > this.#bytes.length && this.#bytes.length < this.#bytesMax
    const isWide = this.#bytes.length > capacity * 2
    const bytes = isTight || isWide ? new Uint8Array(capacity) : this.#bytes
    if (this.#start > 0 || bytes !== this.#bytes) bytes.set(this.unread)
    this.#bytes = bytes
    this.#start = 0
    this.#end = length
    return bytes.subarray(length)
  }

  write(bytes: number): void {
    this.#end += bytes
  }

  skip(bytes: number): void {
    this.#start += bytes
  }
}
