import { describe, expect, it } from "vitest"

import { readBizToken } from "../engine.ts"

describe("a new BizToken", () => {
  it.each([
    ["T1", "T1"],
    ["5C19510D-FF8C-4886-A5B2-F25DE5991A9A", "5C19510D-FF8C-4886-A5B2-F25DE5991A9A"],
    [" 5c19510d_a \r\n", "5c19510d_a"],
    ["-", "-"],
    ["x".repeat(128), "x".repeat(128)],
  ])("%j is read", (written, bizToken) => expect(readBizToken(written)).toEqual({ bizToken }))

  it.each([
    ["", "empty"],
    [" \u3000\t", "empty"],
    ["tokens.csv", "file"],
    ["./out/tokens", "file"],
    ["out\\tokens", "file"],
    ["my tokens.xlsx", "file"],
    ["https://shop.example/cb?BizToken=T1&Extra=x", "file"],
    ["T1 T2", "several"],
    ["T1\nT2\n", "several"],
    ["T1,T2", "other"],
    ["T1.", "other"],
    ["核身", "other"],
    ["T\u200b1", "other"],
    ["x".repeat(129), "other"],
  ])("%j is refused: %s", (written, fault) => expect(readBizToken(written)).toEqual({ fault }))
})
