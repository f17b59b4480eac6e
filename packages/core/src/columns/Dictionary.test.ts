import * as fc from "fast-check"
import { describe, expect, test } from "vitest"

import { byBytes } from "../../test/plainTally.ts"
import { compareBytes, decodeText, Dictionary, encodeText, IDENTITY, LOWER_UUID, UPPER_UUID } from "../engine.ts"

const lower = fc.uuid()
const uuids = fc.oneof(
  lower,
  lower.map((uuid) => uuid.toUpperCase()),
  // Mixed case, digits only, and what only looks like one.
  lower.map((uuid) => uuid.slice(0, 18) + uuid.slice(18).toUpperCase()),
  lower.map((uuid) => uuid.replaceAll(/[a-f]/g, "0")),
  lower.map((uuid) => uuid.replace("-", "_")),
  lower.map((uuid) => `${uuid} `),
  lower.map((uuid) => uuid.slice(1)),
)
const texts = fc.oneof(
  uuids,
  fc.string({ maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 12 }),
  fc
    .array(fc.constantFrom("\ud800", "\udc00", "\udbff", "a", "é", "￿", "😀"), { maxLength: 6 })
    .map((units) => units.join("")),
  fc.constantFrom("", "a", "A", "á", "a\u0301", "\u0000", "\ufeff", "__proto__"),
)

test("each distinct text has one id, first come first numbered, and is given back unchanged", () => {
  fc.assert(
    fc.property(fc.array(texts, { maxLength: 60 }), (drawn) => {
      const dictionary = new Dictionary()
      const ids = drawn.map((text) => dictionary.internText(text))
      const distinct = [...new Set(drawn)]
      expect(ids).toEqual(drawn.map((text) => distinct.indexOf(text)))
      expect(dictionary.size).toBe(distinct.length)
      for (const [id, text] of distinct.entries()) {
        expect(dictionary.text(id)).toBe(text)
        expect(dictionary.find(text)).toBe(id)
        expect(dictionary.isIdentity(id)).toBe(false)
      }
      expect(dictionary.find("never interned")).toBe(-1)
    }),
  )
})

test("bytes and packed words are the same keys as texts", () => {
  const encoder = new TextEncoder()
  fc.assert(
    fc.property(uuids, fc.string({ unit: "grapheme", maxLength: 8 }), (uuid, text) => {
      const dictionary = new Dictionary()
      for (const key of [uuid, text]) {
        const bytes = encoder.encode(`${text}${key}${uuid}`)
        const start = encoder.encode(text).length
        const end = start + encoder.encode(key).length
        expect(dictionary.internBytes(bytes, start, end)).toBe(dictionary.internText(key))
      }
    }),
  )
  const dictionary = new Dictionary()
  const words = [0x6c18fa97, 0x929849e3, 0x84237f7e, 0x52019ead].map((word) => word | 0) as [
    number,
    number,
    number,
    number,
  ]
  const id = dictionary.internPacked(LOWER_UUID, ...words)
  expect(dictionary.text(id)).toBe("6c18fa97-9298-49e3-8423-7f7e52019ead")
  expect(dictionary.internText("6c18fa97-9298-49e3-8423-7f7e52019ead")).toBe(id)
  const upper = dictionary.internPacked(UPPER_UUID, ...words)
  expect(upper).not.toBe(id)
  expect(dictionary.internText("6C18FA97-9298-49E3-8423-7F7E52019EAD")).toBe(upper)
})

test("an identity never equals a text", () => {
  fc.assert(
    fc.property(texts, (text) => {
      const dictionary = new Dictionary()
      const name = dictionary.internText(text)
      const identity = dictionary.internText(text, IDENTITY)
      expect(identity).not.toBe(name)
      expect(dictionary.internText(text, IDENTITY)).toBe(identity)
      expect([dictionary.isIdentity(name), dictionary.isIdentity(identity)]).toEqual([false, true])
      expect(dictionary.text(identity)).toBe(text)
      expect(dictionary.find(text)).toBe(name)
    }),
  )
})

test("ids are compared as their texts", () => {
  const close = fc.tuple(uuids, fc.constantFrom("", "a", "A", "é", "😀")).map(([uuid, end]) => uuid.slice(0, 36) + end)
  fc.assert(
    fc.property(fc.array(fc.oneof(close, fc.string({ unit: "binary", maxLength: 4 })), { maxLength: 20 }), (drawn) => {
      const dictionary = new Dictionary()
      const ids = drawn.map((text) => dictionary.internText(text))
      for (const [i, a] of drawn.entries()) {
        for (const [j, b] of drawn.entries()) {
          expect(Math.sign(dictionary.compare(ids[i] ?? 0, ids[j] ?? 0))).toBe(Math.sign(byBytes(a, b)))
        }
      }
    }),
  )
})

test("adopt gives the text an id of its own here", () => {
  fc.assert(
    fc.property(fc.array(texts), fc.array(texts), (mine, theirs) => {
      const [here, there] = [new Dictionary(), new Dictionary()]
      for (const text of mine) here.internText(text)
      for (const text of theirs) {
        const id = there.internText(text, text.length % 2 === 0 ? IDENTITY : undefined)
        const adopted = here.adopt(there, id)
        expect(here.text(adopted)).toBe(text)
        expect(here.isIdentity(adopted)).toBe(there.isIdentity(id))
        expect(here.adopt(there, id)).toBe(adopted)
      }
    }),
  )
})

test("100,000 keys of every kind", () => {
  const dictionary = new Dictionary()
  const keyOf = (n: number): string => {
    const hex = n.toString(16).padStart(8, "0")
    const uuid = `${hex}-0000-4000-8000-00000000${hex.slice(4)}`
    return [uuid, uuid.toUpperCase().replace("8000", "ABCD"), `文字-${n}`, String(n)][n % 4] ?? ""
  }
  const ids = Array.from({ length: 100_000 }, (_, n) => n)
  expect(ids.every((n) => dictionary.internText(keyOf(n)) === n)).toBe(true)
  expect(ids.every((n) => dictionary.find(keyOf(n)) === n && dictionary.text(n) === keyOf(n))).toBe(true)
  expect(dictionary.size).toBe(100_000)
})

test("a text longer than any buffer", () => {
  const dictionary = new Dictionary()
  const long = "é".repeat(100_000)
  expect(dictionary.text(dictionary.internText(long))).toBe(long)
})

describe("bytes", () => {
  test("are UTF-8 for every text without lone surrogates", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const bytes = new Uint8Array(text.length * 3)
        const end = encodeText(text, bytes, 0)
        expect([...bytes.subarray(0, end)]).toEqual([...new TextEncoder().encode(text)])
        expect(decodeText(bytes, 0, end)).toBe(text)
      }),
    )
  })

  test("are compared as the code points of the texts", () => {
    const text = fc.string({
      unit: fc.constantFrom("a", "é", "\ud7ff", "\ue000", "\uffff", "😀", "𐀀", "\u{10ffff}"),
      maxLength: 4,
    })
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareBytes(a, b))).toBe(Math.sign(byBytes(a, b)))
        expect(Math.sign(compareBytes(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))))
      }),
    )
  })
})
