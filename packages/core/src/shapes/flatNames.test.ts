import { describe, expect, it } from "vitest"

import { sideOfNames } from "./flatNames.ts"

describe("the side that names say", () => {
  it.each([
    [["ErrorCode"], "bills"],
    [["ChargeCount", "Date"], "bills"],
    [["ChargeType"], "bills"],
    [["Errcode"], "results"],
    [["FetchedAt", "Date"], "results"],
    [["Date"], undefined],
    [[], undefined],
    [["Errcode", "ChargeType"], undefined],
  ])("of %j is %s", (names: ReadonlyArray<string>, side) => {
    expect(sideOfNames((name) => ["Seq", "IsNeedCharge", ...names].includes(name))).toBe(side)
  })
})
