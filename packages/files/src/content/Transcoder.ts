/**
 * Every encoding as UTF-8 bytes, chunk by chunk, so that all readers read one. What is no valid text stays invalid
 * in UTF-8 as well (a byte FF), so that only who reads it minds.
 */
import { Buffer, isAscii, isUtf8 } from "node:buffer"

import type { Encoding } from "../options/ReadOptions.ts"

export interface Transcoder {
  write(chunk: Uint8Array): Uint8Array
  /** What was left of an incomplete character. */
  end(): Uint8Array
}

const NOTHING = new Uint8Array(0)
const INVALID = 0xff

export const transcoderOf = (encoding: Encoding): Transcoder =>
  encoding === "utf-8"
    ? { write: (chunk) => chunk, end: () => NOTHING }
    : encoding === "gb18030"
      ? new Gb18030()
      : new Utf16(encoding === "utf-16le")

/**
 * The encoding that the first four bytes of a file tell: by a byte order mark, whose length comes with it, or without one
 * by the zero bytes of two ASCII characters in UTF-16 (R6, R21).
 */
export const encodingOf = (
  head: Uint8Array,
  forced: Encoding | undefined,
): { readonly encoding: Encoding; readonly markLength: number } | undefined => {
  const mark = markOf(head)
  if (mark !== undefined) return { encoding: mark.encoding, markLength: mark.length }
  const encoding = forced ?? utf16Of(head)
  return encoding === undefined ? undefined : { encoding, markLength: 0 }
}

const utf16Of = (head: Uint8Array): Encoding | undefined => {
  const [a = 0, b = 0, c = 0, d = 0] = head
  const isText = (byte: number): boolean => byte > 0 && byte < 0x80
  if (isText(a) && b === 0 && isText(c) && d === 0 && head.length >= 4) return "utf-16le"
  return a === 0 && isText(b) && c === 0 && isText(d) ? "utf-16be" : undefined
}

/** The byte order mark at the head of a file. Four bytes tell. */
const markOf = (head: Uint8Array): { readonly encoding: Encoding; readonly length: number } | undefined => {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: "utf-8", length: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: "utf-16le", length: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: "utf-16be", length: 2 }
  return undefined
}

class Gb18030 implements Transcoder {
  readonly #decoder = new TextDecoder("gb18030", { ignoreBOM: true })

  write(chunk: Uint8Array): Uint8Array {
    return this.#encode(this.#decoder.decode(chunk, { stream: true }))
  }
  end(): Uint8Array {
    return this.#encode(this.#decoder.decode())
  }

  #encode(text: string): Uint8Array {
    const bytes = Buffer.from(text, "utf8")
    if (!text.includes("\uFFFD")) return bytes
    // The decoder's sign for what it could not read is EF BF BD: its first byte becomes the invalid one.
    let end = 0
    for (let at = 0; at < bytes.length; at++) {
      const isSign = bytes[at] === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd
      bytes[end++] = isSign ? INVALID : (bytes[at] as number)
      if (isSign) at += 2
    }
    return bytes.subarray(0, end)
  }
}

class Utf16 implements Transcoder {
  readonly #isLittle: boolean
  #odd = -1
  #high = 0

  constructor(isLittle: boolean) {
    this.#isLittle = isLittle
  }

  write(chunk: Uint8Array): Uint8Array {
    const bytes = new Uint8Array((chunk.length + 1) * 2 + 3)
    let end = 0
    for (const byte of chunk) {
      if (this.#odd < 0) {
        this.#odd = byte
        continue
      }
      const unit = this.#isLittle ? this.#odd | (byte << 8) : (this.#odd << 8) | byte
      this.#odd = -1
      end = this.#unit(unit, bytes, end)
    }
    return bytes.subarray(0, end)
  }

  end(): Uint8Array {
    const rest = [...(this.#high === 0 ? [] : [INVALID]), ...(this.#odd < 0 ? [] : [INVALID])]
    return Uint8Array.from(rest)
  }

  #unit(unit: number, bytes: Uint8Array, start: number): number {
    let end = start
    const isLow = unit >= 0xdc00 && unit < 0xe000
    if (this.#high !== 0) {
      const high = this.#high
      this.#high = 0
      if (isLow) return putCodePoint(0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00), bytes, end)
      bytes[end++] = INVALID
    }
    if (unit >= 0xd800 && unit < 0xdc00) {
      this.#high = unit
      return end
    }
    if (!isLow) return putCodePoint(unit, bytes, end)
    bytes[end++] = INVALID
    return end
  }
}

const putCodePoint = (code: number, bytes: Uint8Array, start: number): number => {
  let end = start
  if (code < 0x80) bytes[end++] = code
  else {
    if (code < 0x800) bytes[end++] = 0xc0 | (code >> 6)
    else {
      if (code < 0x10000) bytes[end++] = 0xe0 | (code >> 12)
      else {
        bytes[end++] = 0xf0 | (code >> 18)
        bytes[end++] = 0x80 | ((code >> 12) & 0x3f)
      }
      bytes[end++] = 0x80 | ((code >> 6) & 0x3f)
    }
    bytes[end++] = 0x80 | (code & 0x3f)
  }
  return end
}

/** Whether the bytes seen so far are UTF-8, however they were cut. */
export class Utf8Check {
  isValid = true
  #tail: Uint8Array = NOTHING

  write(chunk: Uint8Array): void {
    if (!this.isValid || (this.#tail.length === 0 && isAscii(chunk))) return
    const bytes = this.#tail.length === 0 ? chunk : Buffer.concat([this.#tail, chunk])
    const whole = bytes.length - incompleteLength(bytes)
    this.isValid = isUtf8(bytes.subarray(0, whole))
    this.#tail = bytes.slice(whole)
  }

  end(): boolean {
    return this.isValid && this.#tail.length === 0
  }
}

/** How many bytes at the end begin a character that is not there in full. */
const incompleteLength = (bytes: Uint8Array): number => {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number
    if (byte < 0x80) return 0
    if (byte < 0xc0) continue
    const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4
    return length > back ? back : 0
  }
  return 0
}
