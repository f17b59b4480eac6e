import * as fc from "fast-check"
import { assert, describe, expect, it } from "vitest"

import { nearNames } from "./nearName.ts"

describe("near names", () => {
  it.each([
    ["Seq", ["seq", "SEQ", "s_e-q", " Seq ", "isSeq", "is_seq"]],
    ["IsNeedCharge", ["isNeedCharge", "needCharge", "need_charge", "Is Need Charge", "is-need-charge", "NEEDCHARGE"]],
    ["Errcode", ["ErrCode", "errcode", "err_code", "isErrcode"]],
    ["BizToken", ["bizToken", "biz_token", "BIZ-TOKEN", "biz token"]],
    ["IssuedAt", ["issuedAt", "issued_at"]],
  ])("of %s", (name, near) => {
    for (const met of near) expect(nearNames(["x", met], name)).toEqual([met])
  })

  it.each([
    ["Seq", ["Sequence", "Se", "Seq1", "序列号", ""]],
    ["Errcode", ["ErrorCode", "Err.code", "code"]],
    ["IsNeedCharge", ["NeedsCharge", "isisNeedCharge"]],
  ])("not of %s", (name, others) => {
    expect(nearNames(others, name)).toEqual([])
  })

  it("nothing is near where the name itself is there, and each spelling is told once", () => {
    expect(nearNames(["Seq", "seq"], "Seq")).toEqual([])
    expect(nearNames(["seq", "SEQ", "seq"], "Seq")).toEqual(["seq", "SEQ"])
  })

  it("to be near goes both ways", () => {
    const spelling = fc.stringMatching(/^[iIsS _-]{0,4}[a-cA-C_ -]{0,6}$/)
    fc.assert(
      fc.property(spelling, spelling, (a, b) => {
        assert.equal(nearNames([a], b).length, nearNames([b], a).length)
      }),
    )
  })
})
