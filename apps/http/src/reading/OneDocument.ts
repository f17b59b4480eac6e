/**
 * Whether a body is one JSON document, seen while its bytes go by: such a one is right as a whole or refused as a whole
 * (D48), so nothing of it is kept before its end. As soon as a second value begins, or where it is no JSON, the
 * rest is not looked at.
 */
const QUOTE = 0x22
const BACKSLASH = 0x5c
const MARK = [0xef, 0xbb, 0xbf] as const

const isOpening = (byte: number): boolean => byte === 0x7b || byte === 0x5b
const isClosing = (byte: number): boolean => byte === 0x7d || byte === 0x5d
const isBlank = (byte: number): boolean => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)

export class OneDocument {
  /** False once it is known not to be one; of an empty body it stays true. */
  is = true
  #hasBegun = false
  #depth = 0
  #isInText = false
  #isEscaped = false
  #bytes = 0

  async *watch(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      for (let i = 0; i < chunk.length && this.is; i++) this.#see(chunk[i] as number)
      yield chunk
    }
  }

  #see(byte: number): void {
    const at = this.#bytes++
    if (this.#isInText) {
      if (this.#isEscaped) this.#isEscaped = false
      else if (byte === BACKSLASH) this.#isEscaped = true
      else if (byte === QUOTE) this.#isInText = false
    } else if (this.#depth > 0) {
      if (byte === QUOTE) this.#isInText = true
      else if (isOpening(byte)) this.#depth++
      else if (isClosing(byte)) this.#depth--
    } else if (!isBlank(byte) && !(at < MARK.length && byte === MARK[at])) {
      // Text after a document is a fault of it; another value makes two of them.
      if (isOpening(byte) && !this.#hasBegun) this.#depth = 1
      else if (!this.#hasBegun || isOpening(byte)) this.is = false
      this.#hasBegun = true
    }
  }
}
