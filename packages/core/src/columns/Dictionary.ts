/**
 * Byte strings as dense integer ids, first come first numbered: millions of Seqs and BizTokens are held as 16 bytes
 * each where they are UUIDs, and compared as integers everywhere else. Equality is of the exact bytes.
 */
import { FIRST_CAPACITY, freeColumn, grown, nextCapacity } from "./column.ts"

/** How a key is held. The first three are what a scanner emits as well. */
export const LOWER_UUID = 1
export const UPPER_UUID = 2
export const TEXT = 3
/** The identity of an attempt without Seq: text that never equals a Seq, whatever the Seq holds. */
export const IDENTITY = 4

const NOT_FOUND = -1
const FIRST_ARENA = 512

export class Dictionary {
  /** How many ids there are: 0 … size − 1. */
  size = 0
  #kinds = new Uint8Array(FIRST_CAPACITY)
  /** Four words an id: a packed UUID, or the offset, length and hash of a text in the arena. */
  #words = new Int32Array(FIRST_CAPACITY * 4)
  /** Open addressing, in the order of hashes: id + 1, or 0 where the slot is free. */
  #slots = new Int32Array(FIRST_CAPACITY * 2)
  /** A hash moved right by so much is its slot. */
  #shift = shiftOf(FIRST_CAPACITY * 2)
  #arena = new Uint8Array(FIRST_ARENA)
  #arenaEnd = 0

  /** The id of a UUID that is packed already (kinds LOWER_UUID and UPPER_UUID). */
  internPacked(kind: number, w0: number, w1: number, w2: number, w3: number): number {
    const mask = this.#slots.length - 1
    let slot = hashWords(kind, w0, w1, w2, w3) >>> this.#shift
    for (;;) {
      const id = (this.#slots[slot] as number) - 1
      if (id < 0) return this.#append(slot, kind, w0, w1, w2, w3)
      const at = id * 4
      const words = this.#words
      if (
        words[at] === w0 &&
        words[at + 1] === w1 &&
        words[at + 2] === w2 &&
        words[at + 3] === w3 &&
        this.#kinds[id] === kind
      ) {
        return id
      }
      slot = (slot + 1) & mask
    }
  }

  /** The id of the UTF-8 bytes `bytes[start, end)`; a canonical UUID among them is packed. */
  internBytes(bytes: Uint8Array, start: number, end: number, kind = TEXT): number {
    if (kind === TEXT && packUuid(bytes, start, end)) {
      return this.internPacked(packedKind, packed0, packed1, packed2, packed3)
    }
    const hash = hashBytes(bytes, start, end, kind)
    const slot = this.#seekBytes(bytes, start, end, kind, hash)
    const found = (this.#slots[slot] as number) - 1
    if (found >= 0) return found
    const offset = this.#keep(bytes, start, end)
    return this.#append(slot, kind, offset | 0, end - start, hash, 0)
  }

  /** The id of a text. Lone surrogates are kept apart, as they are in a JavaScript string. */
  internText(text: string, kind = TEXT): number {
    const end = encodeInto(text)
    return this.internBytes(scratch, 0, end, kind)
  }

  /** The id of a text, or −1 if it was never interned. */
  find(text: string): number {
    const end = encodeInto(text)
    return this.findBytes(scratch, 0, end)
  }

  /** The id of the UTF-8 bytes `bytes[start, end)`, or −1 if they were never interned. */
  findBytes(bytes: Uint8Array, start: number, end: number): number {
    if (packUuid(bytes, start, end)) return this.findPacked(packedKind, packed0, packed1, packed2, packed3)
    const slot = this.#seekBytes(bytes, start, end, TEXT, hashBytes(bytes, start, end, TEXT))
    return (this.#slots[slot] as number) - 1
  }

  /** The id of a packed UUID, or −1 if it was never interned. */
  findPacked(kind: number, w0: number, w1: number, w2: number, w3: number): number {
    const mask = this.#slots.length - 1
    let slot = hashWords(kind, w0, w1, w2, w3) >>> this.#shift
    for (;;) {
      const id = (this.#slots[slot] as number) - 1
      if (id < 0) return NOT_FOUND
      const at = id * 4
      const words = this.#words
      if (
        this.#kinds[id] === kind &&
        words[at] === w0 &&
        words[at + 1] === w1 &&
        words[at + 2] === w2 &&
        words[at + 3] === w3
      ) {
        return id
      }
      slot = (slot + 1) & mask
    }
  }

  /** Whether the id stands for an attempt without Seq. */
  isIdentity(id: number): boolean {
    return this.#kinds[id] === IDENTITY
  }

  /** The text of an id. */
  text(id: number): string {
    const kind = this.#kinds[id] as number
    const at = id * 4
    if (kind >= TEXT) {
      const offset = (this.#words[at] as number) >>> 0
      return decodeText(this.#arena, offset, offset + (this.#words[at + 1] as number))
    }
    return unpackUuid(this.#words, at, kind)
  }

  /** Orders two ids by the bytes of their texts, without making the texts where they are of one kind. */
  compare(a: number, b: number): number {
    const kind = this.#kinds[a] as number
    if (kind !== this.#kinds[b]) return compareBytes(this.text(a), this.text(b))
    const words = this.#words
    if (kind < TEXT) {
      let word = 0
      while (word < 3 && words[a * 4 + word] === words[b * 4 + word]) word++
      return ((words[a * 4 + word] as number) >>> 0) - ((words[b * 4 + word] as number) >>> 0)
    }
    const [startOfA, startOfB] = [(words[a * 4] as number) >>> 0, (words[b * 4] as number) >>> 0]
    const [lengthOfA, lengthOfB] = [words[a * 4 + 1] as number, words[b * 4 + 1] as number]
    for (let i = 0; i < lengthOfA && i < lengthOfB; i++) {
      const difference = (this.#arena[startOfA + i] as number) - (this.#arena[startOfB + i] as number)
      if (difference !== 0) return difference
    }
    return lengthOfA - lengthOfB
  }

  /** Interns `id` of another dictionary here and gives the id that it has here. */
  adopt(other: Dictionary, id: number): number {
    const kind = other.#kinds[id] as number
    const at = id * 4
    const w0 = other.#words[at] as number
    const w1 = other.#words[at + 1] as number
    if (kind >= TEXT) return this.internBytes(other.#arena, w0 >>> 0, (w0 >>> 0) + w1, kind)
    return this.internPacked(kind, w0, w1, other.#words[at + 2] as number, other.#words[at + 3] as number)
  }

  #append(slot: number, kind: number, w0: number, w1: number, w2: number, w3: number): number {
    const id = this.size++
    if (id === this.#kinds.length) {
      const capacity = nextCapacity(id)
      this.#kinds = grown(this.#kinds, new Uint8Array(capacity))
      this.#words = grown(this.#words, new Int32Array(capacity * 4))
    }
    const at = id * 4
    this.#kinds[id] = kind
    this.#words[at] = w0
    this.#words[at + 1] = w1
    this.#words[at + 2] = w2
    this.#words[at + 3] = w3
    this.#slots[slot] = id + 1
    // Slots are touched at random, so a table that is too large costs; small ones are passed quickly.
    if (isTight(this.size, this.#slots.length)) {
      this.#rehash(this.#slots.length * (this.#slots.length < 2 ** 20 ? 4 : 2))
    }
    return id
  }

  /** Makes room for so many more keys at once. Whoever then brings them in the order of {@link hashWords} finds all of them near. */
  reserve(keys: number): void {
    let length = this.#slots.length
    while (isTight(this.size + keys, length)) length *= 2
    if (length > this.#slots.length) this.#rehash(length)
  }

  #rehash(length: number): void {
    const slots = new Int32Array(length)
    const mask = length - 1
    const shift = shiftOf(length)
    for (let id = 0, at = 0; id < this.size; id++, at += 4) {
      const kind = this.#kinds[id] as number
      const words = this.#words
      let slot =
        (kind >= TEXT
          ? (words[at + 2] as number)
          : hashWords(
              kind,
              words[at] as number,
              words[at + 1] as number,
              words[at + 2] as number,
              words[at + 3] as number,
            )) >>> shift
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = id + 1
    }
    freeColumn(this.#slots)
    this.#slots = slots
    this.#shift = shift
  }

  #seekBytes(bytes: Uint8Array, start: number, end: number, kind: number, hash: number): number {
    const mask = this.#slots.length - 1
    let slot = hash >>> this.#shift
    for (;;) {
      const id = (this.#slots[slot] as number) - 1
      if (id < 0) return slot
      const at = id * 4
      if (
        this.#kinds[id] === kind &&
        this.#words[at + 2] === hash &&
        this.#words[at + 1] === end - start &&
        this.#sameBytes((this.#words[at] as number) >>> 0, bytes, start, end)
      ) {
        return slot
      }
      slot = (slot + 1) & mask
    }
  }

  #sameBytes(offset: number, bytes: Uint8Array, start: number, end: number): boolean {
    for (let i = start; i < end; i++) if (this.#arena[offset + i - start] !== bytes[i]) return false
    return true
  }

  #keep(bytes: Uint8Array, start: number, end: number): number {
    const offset = this.#arenaEnd
    this.#arenaEnd += end - start
    while (this.#arenaEnd > this.#arena.length) this.#arena = grown(this.#arena, new Uint8Array(this.#arena.length * 2))
    for (let i = start; i < end; i++) this.#arena[offset + i - start] = bytes[i] as number
    return offset
  }
}

/** Orders texts by their UTF-8 bytes, which is the order of their code points. */
export const compareBytes = (a: string, b: string): number => {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    // A surrogate stands for a code point above every other unit.
    if (x !== y)
      return x >= 0xd800 && y >= 0xd800 ? (x >= 0xe000 ? x - 0x2800 : x) - (y >= 0xe000 ? y - 0x2800 : y) : x - y
  }
  return a.length - b.length
}

const shiftOf = (slots: number): number => Math.clz32(slots) + 1

/** Five eighths full: probes stay short, and ten million keys fit 64 MB of slots. */
const isTight = (keys: number, slots: number): boolean => keys * 8 > slots * 5

const mix = (hash: number, word: number): number => {
  const mixed = Math.imul(hash ^ word, 0x9e3779b1)
  return mixed ^ (mixed >>> 15)
}

/** The hash of a packed UUID, 32 bits. */
export const hashWords = (kind: number, w0: number, w1: number, w2: number, w3: number): number =>
  mix(mix(mix(mix(kind, w0), w1), w2), w3)

const hashBytes = (bytes: Uint8Array, start: number, end: number, kind: number): number => {
  let hash = kind
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193)
  return mix(hash, end - start)
}

// The packed UUID that packUuid found last: returning four numbers as an object would cost more than the packing.
let packedKind = 0
let packed0 = 0
let packed1 = 0
let packed2 = 0
let packed3 = 0

const DIGIT = 0
const LOWER = 1
const UPPER = 2

const packUuid = (bytes: Uint8Array, start: number, end: number): boolean => {
  if (end - start !== 36) return false
  let letters = DIGIT
  let word = 0
  let digits = 0
  for (let i = 0; i < 36; i++) {
    const byte = bytes[start + i] as number
    if (i === 8 || i === 13 || i === 18 || i === 23) {
      if (byte !== 0x2d) return false
      continue
    }
    let digit = byte - 0x30
    if (digit < 0 || digit > 9) {
      const isUpper = byte >= 0x41 && byte <= 0x46
      if (!isUpper && !(byte >= 0x61 && byte <= 0x66)) return false
      letters |= isUpper ? UPPER : LOWER
      digit = isUpper ? byte - 0x37 : byte - 0x57
    }
    word = (word << 4) | digit
    digits++
    if (digits === 8) packed0 = word
    else if (digits === 16) packed1 = word
    else if (digits === 24) packed2 = word
  }
  packed3 = word
  packedKind = letters === UPPER ? UPPER_UUID : LOWER_UUID
  return letters !== (LOWER | UPPER)
}

const UUID_HYPHENS: ReadonlyArray<number> = [8, 13, 18, 23]
const uuidUnits = Array.from({ length: 36 }, () => 0x2d)
const uuidDigits = [...uuidUnits.keys()].filter((unit) => !UUID_HYPHENS.includes(unit))

/** Packs a canonical UUID among `bytes[start, end)` into four words from `at` on; gives its kind, 0 where it is none. */
export const packUuidInto = (bytes: Uint8Array, start: number, end: number, words: Int32Array, at: number): number => {
  if (!packUuid(bytes, start, end)) return 0
  words[at] = packed0
  words[at + 1] = packed1
  words[at + 2] = packed2
  words[at + 3] = packed3
  return packedKind
}

/** The text of a packed UUID, written in one piece: joining it of hexadecimal parts takes eight times as long. */
const unpackUuid = (words: Int32Array, at: number, kind: number): string => {
  const letter = kind === UPPER_UUID ? 0x37 : 0x57
  for (const [i, unit] of uuidDigits.entries()) {
    const digit = ((words[at + (i >> 3)] as number) >>> (28 - 4 * (i & 7))) & 15
    uuidUnits[unit] = digit + (digit < 10 ? 0x30 : letter)
  }
  return String.fromCharCode(...uuidUnits)
}

let scratch = new Uint8Array(FIRST_ARENA)

const encodeInto = (text: string): number => {
  if (text.length * 3 > scratch.length) scratch = new Uint8Array(text.length * 4)
  return encodeText(text, scratch, 0)
}

/**
 * Encodes into `bytes` from `start` on, where three bytes a unit must be free, and gives the end; UTF-8, with a lone
 * surrogate as three bytes of its own.
 */
export const encodeText = (text: string, bytes: Uint8Array, start: number): number => {
  let end = start
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i) as number
    if (code < 0x80) {
      bytes[end++] = code
      continue
    }
    if (code < 0x800) bytes[end++] = 0xc0 | (code >> 6)
    else {
      if (code < 0x10000) bytes[end++] = 0xe0 | (code >> 12)
      else {
        bytes[end++] = 0xf0 | (code >> 18)
        bytes[end++] = 0x80 | ((code >> 12) & 0x3f)
        i++
      }
      bytes[end++] = 0x80 | ((code >> 6) & 0x3f)
    }
    bytes[end++] = 0x80 | (code & 0x3f)
  }
  return end
}

/** The text of bytes that {@link encodeText} wrote. */
export const decodeText = (bytes: Uint8Array, start: number, end: number): string => {
  let text = ""
  for (let i = start; i < end;) {
    const lead = bytes[i] as number
    const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
    let code = length === 1 ? lead : lead & (0xff >> (length + 1))
    for (let k = 1; k < length; k++) code = (code << 6) | ((bytes[i + k] as number) & 0x3f)
    text += String.fromCodePoint(code)
    i += length
  }
  return text
}
