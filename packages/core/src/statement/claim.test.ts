// Keys, facts and claims of discrepancies (F4.1).
import { createHash } from "node:crypto"

import { describe, expect, it } from "vitest"

import type { Discrepancy } from "../reconciling/Discrepancy.ts"
import { claimsOf, itemTexts } from "./claim.ts"

const digest = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16)

const side = { charge: true, errcode: 0, at: null, day: "2026-10-02" as never }
const item: Discrepancy = {
  kind: "duplicate_in_bill",
  impact: 1,
  seq: "S1",
  bizToken: "T-S1",
  ruleId: "1001",
  account: "default",
  day: "2026-10-02" as never,
  ledger: side,
  bill: { ...side, chargeType: "核身" },
  why: { code: "repeated_charge", params: {} },
}

describe("an item of a month", () => {
  it("has the key and the facts of the example of F11, and equal ones are numbered", () => {
    const [first, second] = itemTexts("2026-10", [item, item])
    expect([digest(first?.key ?? ""), digest(first?.facts ?? "")]).toEqual(["cf9a5200a2330bc6", "74403b9e2e6ae20b"])
    expect(second?.key).toBe('["2026-10","default","duplicate_in_bill","S1",null,null,"2026-10-02",2]')
    expect(second?.facts).toBe(first?.facts)
  })

  it("claims its impact; nothing for a shifted day; by the rules only where nothing else says it of the Seq", () => {
    const violation = {
      ...item,
      kind: "rule_violation",
      impact: 0,
      why: { code: "charged_but_free_by_rules", params: {} },
    } as const
    const shift = { ...item, kind: "day_shift", why: { code: "cut_by_window", params: {} } } as const
    expect(claimsOf([item, violation])).toEqual([1, 1])
    expect(claimsOf([shift])).toEqual([0])
    expect(claimsOf([violation, { ...item, kind: "charge_mismatch" }])).toEqual([0, 1])
    const free = { ...violation, why: { code: "free_but_charged_by_rules", params: {} } } as const
    expect(claimsOf([free])).toEqual([-1])
  })
})
