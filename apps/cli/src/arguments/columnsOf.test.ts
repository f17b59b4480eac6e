import { describe, expect, it } from "vitest"

import { columnsOf } from "./columnsOf.ts"

const read = (...lists: ReadonlyArray<string>) => columnsOf(lists, "en")

describe("--columns", () => {
  it.each([
    [["Seq=流水号"], { Seq: "流水号" }],
    [[" Seq = 流水号 , ReqTime=时间"], { Seq: "流水号", ReqTime: "时间" }],
    [["Seq=a", "ReqTime=b"], { Seq: "a", ReqTime: "b" }],
    [["Errcode="], { Errcode: "" }],
    [["Seq=a=b"], { Seq: "a=b" }],
    // Full-width marks that part nothing belong to the header.
    [["Seq=流水号，唯一"], { Seq: "流水号，唯一" }],
    [["Seq=a＝b"], { Seq: "a＝b" }],
  ])("%j", (lists, pairs) => expect(read(...lists)).toEqual(pairs))

  it("is nothing where it is not given", () => expect(read()).toBeUndefined())

  it.each([["Seq"], ["=a"], [""], ["Seq=a,"]])("%j are no pairs", (list) => {
    expect(() => read(list)).toThrow("needs pairs")
  })

  it.each([["Seq=流水号，IsNeedCharge=是否计费"], ["Seq=流水号， IsNeedCharge＝是否计费"], ["Seq＝流水号"]])(
    "%j has full-width marks between pairs",
    (list) => expect(() => read(list)).toThrow("full-width"),
  )
})
