import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

import { OneDocument } from "./OneDocument.ts"

const isOne = async (text: string, cut = 7): Promise<boolean> => {
  const one = new OneDocument()
  const bytes = Buffer.from(text)
  const chunks = Array.from({ length: Math.ceil(bytes.length / cut) }, (_, i) => bytes.subarray(i * cut, (i + 1) * cut))
  const seen: Array<Uint8Array> = []
  for await (const chunk of one.watch(
    (async function* () {
      yield* chunks
    })(),
  ))
    seen.push(chunk)
  expect(Buffer.concat(seen).equals(bytes)).toBe(true)
  return one.is
}

describe("one JSON document", () => {
  it.each(["{}", " [ {}, {} ]\n", '\ufeff[{"a":"]}"}]', '{"a":"\\\\\\"{"} rest', "[{}", ""])("%j", async (text) => {
    expect(await isOne(text)).toBe(true)
  })

  it.each(["{}\n{}", "{}{}", "[]\n[]", "Seq,IsNeedCharge\n", "2026 {}", "\u001f\u008b"])("is not %j", async (text) => {
    expect(await isOne(text)).toBe(false)
  })

  it("whatever it holds, and however it is cut", async () => {
    const document = fc
      .oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()))
      .map((value) => JSON.stringify(value))
    await fc.assert(
      fc.asyncProperty(document, document, fc.integer({ min: 1, max: 9 }), async (first, second, cut) => {
        expect([await isOne(first, cut), await isOne(`${first}\n${second}`, cut)]).toEqual([true, false])
      }),
    )
  })
})
