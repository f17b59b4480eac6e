// JSON from bytes against JSON.parse: the same grammar, the same values, and the place of the first bad byte.
import * as fc from "fast-check"
import { assert, describe, it } from "vitest"

import { mutate, mutation } from "../../test/mutate.ts"
import { buildJson, locateAll, skimJson } from "./jsonReader.ts"
import { INVALID_TEXT } from "./jsonText.ts"
import type { Skim } from "./JsonWalk.ts"

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const decode = (bytes: Uint8Array): string => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)

/** The value and where it ends, or where the text goes wrong. */
const read = (bytes: Uint8Array): Skim & { readonly value?: unknown } => {
  const skim = skimJson(bytes, 0, bytes.length)
  if (skim.outcome !== "complete") return skim
  return { outcome: skim.outcome, at: skim.at, value: buildJson(bytes, 0, bytes.length) }
}

/** Checks a place against what V8 tells of it: the place itself, or the character there. */
const assertPlace = (text: string, at: number): void => {
  const message = messageOf(text)
  const before = decode(encode(text).subarray(0, at))
  const position = /at position (\d+)/.exec(message)?.[1]
  const token = /^Unexpected token '(.+?)', /su.exec(message)?.[1]
  if (position !== undefined) assert.equal(before.length, Number(position), message)
  else if (token !== undefined) assert.equal(text.charAt(before.length), token, message)
  else {
    assert.match(message, /end of JSON input|Unterminated/)
    assert.equal(before, text)
  }
}

const messageOf = (text: string): string => {
  try {
    JSON.parse(text)
    return "none"
  } catch (error) {
    return error instanceof Error ? error.message : ""
  }
}

const compact = fc.json({ maxDepth: 6, noUnicodeString: false })
const spaced = fc.json({ maxDepth: 3 }).map((text) => JSON.stringify(JSON.parse(text), undefined, "\t"))

describe("JsonReader", () => {
  it("BuildsWhatJsonParseDoes", () => {
    fc.assert(
      fc.property(fc.oneof(compact, spaced), (text) => {
        const bytes = encode(text)
        assert.deepEqual(read(bytes), { outcome: "complete", at: bytes.length, value: JSON.parse(text) as unknown })
      }),
    )
  })

  it("FailsWhereJsonParseDoes", () => {
    const mutated = fc.tuple(fc.oneof(compact, spaced), fc.array(mutation, { minLength: 1, maxLength: 2 }))
    fc.assert(
      fc.property(mutated, ([original, mutations]) => {
        const bytes = mutations.reduce(mutate, encode(original))
        const text = decode(bytes)
        if (!Buffer.from(text).equals(bytes) || text.trimStart() !== text) return
        // What a photo holds is not looked at, so of it nothing is said.
        if (text.includes("BestFrame")) return
        const mine = read(bytes)
        if (mine.outcome !== "complete") assertPlace(text, mine.at)
        else {
          // Text after the value is for the caller to see.
          const rest = decode(bytes.subarray(mine.at))
          if (messageOf(text) !== "none") assert.match(rest, /[^ \t\r\n]/)
          assert.deepEqual(mine.value, JSON.parse(text.slice(0, text.length - rest.length)))
        }
      }),
      { numRuns: 3000 },
    )
  })

  it.each([
    ["tru", 3],
    ["trux", 3],
    ["nul ", 3],
    ["-", 1],
    ["-a", 1],
    ["1.", 2],
    ["1.e", 2],
    ["1e+", 3],
    ['"a', 2],
    ['"\\', 2],
    ['"\\x"', 2],
    ['"\\u00g0"', 5],
    ['"a\u0001"', 2],
    ["[1,]", 3],
    ["[1 2]", 3],
    ['{"a" 1}', 5],
    ['{"a":1,}', 7],
    ["{1:2}", 1],
    ['{"a":1', 6],
    ["[", 1],
  ])("the first bad byte of %s is at %i", (text, at) => assert.equal(read(encode(text)).at, at))

  it("ends a number at the first byte that is none of it, as JSON.parse does", () => {
    assert.deepEqual(read(encode("01")), { outcome: "complete", at: 1, value: 0 })
    assert.deepEqual(read(encode("-0")), { outcome: "complete", at: 2, value: -0 })
  })

  it("takes the last of a repeated key, and __proto__ as a key like others", () => {
    const text = '{"a":1,"__proto__":{"Seq":"x"},"a":2}'
    const { value } = read(encode(text)) as { value: { a: number; Seq?: string } }
    assert.deepEqual(value, JSON.parse(text))
    assert.isUndefined(value.Seq)
    assert.equal(Object.getPrototypeOf(value), Object.prototype)
  })

  it("reads 512 levels, and says of more where they become too many", () => {
    for (const [open, close] of [
      ["[", "]"],
      ['{"a":', "}"],
    ] as const) {
      const nested = (levels: number) => encode(`${open.repeat(levels)}1${close.repeat(levels)}`)
      assert.equal(read(nested(512)).at, nested(512).length)
      assert.equal(read(nested(512).subarray(0, -1)).outcome, "cut")
      assert.deepEqual(skimJson(nested(100_000), 0, nested(100_000).length), { outcome: "deep", at: 512 * open.length })
    }
  })

  it("gives a string that is no UTF-8 as what no field accepts", () => {
    const bytes = Uint8Array.from(Buffer.from('{"a":"\xff","\xff":1,"b":"c"}', "latin1"))
    assert.deepEqual(read(bytes), { outcome: "complete", at: 23, value: { a: INVALID_TEXT, "\uFFFD": 1, b: "c" } })
  })

  it("skips strings in photos and video, keys too, and checks what is around them", () => {
    const photo = (inside: string) => `{"Response":{"BestFrame":{"a":["${inside}"],"b":{"${inside}":1}},"Text":{}}}`
    for (const inside of ["", "\u0000", "\\x", '\\"', "\\\\", "\n"]) {
      const bytes = encode(photo(inside))
      assert.equal(read(bytes).at, bytes.length, inside)
    }
    assert.equal(read(encode('{"BestFrame":["\\x",tru]}')).outcome, "fault")
    assert.equal(read(encode('{"BestFrame":"a","c":"\\x"}')).outcome, "fault")
    assert.equal(read(encode('{"Text":{"BestFrame":"\\x"}}')).outcome, "fault")
    assert.equal(read(encode('[{"BestFrame":"\\x"}]')).outcome, "fault")
    assert.equal(read(encode('{"Best\\u0046rame":"\\x"}')).outcome, "complete")
  })
})

describe("locateAll", () => {
  const text = '{"a":[0,{"b":1}],"c":{"b":2},"a":[{"b":3}, {"x":9,"b": 4}],"s":"{\\"b\\":1}","07":1}'
  const places: ReadonlyArray<readonly [ReadonlyArray<string | number>, number]> = [
    [[], 0],
    [["c"], 21],
    [["c", "b"], 26],
    [["a"], 33],
    [["a", 1, "b"], 55],
    [["a", 0, "b"], 39],
    [["nowhere"], 0],
    [["a", 0, "nowhere"], 34],
    [["s", "b"], 63],
    [["07"], 80],
  ]
  it.each(places)("%j is at %i", (path, at) => {
    assert.deepEqual(locateAll(encode(text), 0, text.length, [path]), [at])
  })

  it("all at once, in the order in which they are asked for", () => {
    const inDisorder = places.toReversed()
    assert.deepEqual(
      locateAll(
        encode(text),
        0,
        text.length,
        inDisorder.map(([path]) => path),
      ),
      inDisorder.map(([, at]) => at),
    )
  })

  it("finds a value by its escaped key", () => {
    assert.deepEqual(locateAll(encode('{"\\u0053eq":1}'), 0, 14, [["Seq"]]), [12])
  })
})
