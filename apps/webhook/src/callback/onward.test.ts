// Where a callback leads: to the address of the settings, with what they allow, whatever comes.
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

import { bizTokenOf } from "./bizToken.ts"
import { onward } from "./onward.ts"

const odd = fc.constantFrom("a", "&", "=", "#", "?", "/", "%", "\0", "\n", "名", "😀", "\ud800")
const query = (text: string) => new URLSearchParams(text)

describe("the way on", () => {
  it("is the configured address, to the byte, where nothing is passed on", () => {
    const addresses = [
      "https://shop.example/",
      "https://shop.example/a%20b?x=%20y&z#part",
      "http://127.0.0.1:3000/done",
    ]
    fc.assert(
      fc.property(fc.constantFrom(...addresses), fc.dictionary(fc.string(), fc.string()), (redirectTo, named) => {
        expect(onward({ redirectTo }, new URLSearchParams(named))).toBe(redirectTo)
      }),
    )
  })

  it("carries the allowed parameters once, before the fragment, and leads nowhere else", () => {
    const shop = { redirectTo: "https://shop.example/done?from=faceid#top", pass: ["BizToken", "lang"] }
    expect(onward(shop, query("Extra=s3cret&lang=zh&BizToken=t-1&BizToken=t-2&other=1"))).toBe(
      "https://shop.example/done?from=faceid&BizToken=t-1&lang=zh#top",
    )
    fc.assert(
      fc.property(fc.string({ unit: odd, maxLength: 300 }), fc.string(), (bizToken, extra) => {
        const from = new URLSearchParams([
          ["BizToken", bizToken],
          ["Extra", extra],
        ])
        const url = new URL(onward(shop, from))
        expect([url.origin, url.pathname, url.hash]).toEqual(["https://shop.example", "/done", "#top"])
        const kept = bizToken.length <= 256 ? [["BizToken", bizToken.toWellFormed()]] : []
        expect([...url.searchParams]).toEqual([["from", "faceid"], ...kept])
      }),
    )
  })

  it("a BizToken is found under the names of all channels, and what cannot be one is none", () => {
    for (const name of ["BizToken", "token", "EidToken"]) {
      expect(bizTokenOf(query(`${name}=CE661F1A-0F5A-4BA2&Extra=x`))).toBe("CE661F1A-0F5A-4BA2")
    }
    expect(bizTokenOf(query("Extra=x"))).toBeUndefined()
    for (const text of ["", "%20", "a".repeat(129), "a b c d", "'; DROP TABLE", "令牌令牌", "%00%00%00%00"]) {
      expect(bizTokenOf(query(`BizToken=${text}`))).toBeNull()
    }
  })
})
