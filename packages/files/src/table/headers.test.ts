// Which row of a table is its header, and what is wrong with one (R24, R27, R30, R31).
import { assert, describe, it } from "vitest"

import { countBytes } from "../../test/readBytes.ts"
import { places, read, remarksOf } from "../../test/readTable.ts"
import type { Content } from "../options/Content.ts"

const H = "Seq,IsNeedCharge,Errcode,ReqTime"
const row = "a,true,0,1790784729786\n"

describe("the header is found", () => {
  it.each<[string, string, ReadonlyArray<string>]>([
    ["on the first line", `${H}\n${row}`, []],
    ["below notes", `导出信息：\n账号：demo\n\n${H}\n${row}`, ["rows_above_header 4"]],
    ["below a title with delimiters", `Export,2026,,\n${H}\n${row}`, ["rows_above_header 2"]],
    ["below nineteen rows", `${"note\n".repeat(19)}${H}\n${row}`, ["rows_above_header 20"]],
    ["below many blank rows", `${"\n,,,\n".repeat(40)}${H}\n${row}`, []],
    ["after sep=", `sep=,\n${H}\n${row}`, []],
    ["after sep= with a mark", `\ufeffsep=;\r\n${H.replaceAll(",", ";")}\r\na;true;0;1790784729786\r\n`, []],
    ["after sep= in quotes", `"sep=;"\r\n${H.replaceAll(",", ";")}\r\na;true;0;1790784729786\r\n`, []],
    ["after sep= of another delimiter", `SEP=^\n${H.replaceAll(",", "^")}\na^true^0^\n`, []],
    ["with bars", `${H.replaceAll(",", "|")}\na|true|0|1790784729786\n`, []],
    ["with tabs below a title with commas", `a, b, c\n${H.replaceAll(",", "\t")}\na\ttrue\n`, ["rows_above_header 2"]],
    ["with guards", `="Seq",'IsNeedCharge,\u200bErrcode\u3000\na,true,0\n`, []],
    ["with marks at the start", `\ufeff\ufeff${H}\n${row}`, []],
    ["with lines in a name", `Seq,IsNeedCharge,"a\nb"\na,true,x\n`, []],
  ])("%s", (_, text, remarks) => {
    assert.deepEqual(places(text), [1])
    assert.deepEqual(remarksOf(text), remarks)
  })

  it.each<[string, string, ReadonlyArray<unknown>]>([
    ["below twenty rows", `${"note\n".repeat(20)}${H}\n${row}`, [0, "1:1 missing_column"]],
    ["in no row", "hello\nworld\n", [0, "1:1 missing_column"]],
    ["after sep= of another delimiter", `sep=;\n${H}\n`, [0, "2:1 missing_column"]],
  ])("not %s", (_, text, expected) => assert.deepEqual(places(text), expected))
})

it("the header is not sought in lines that are too long", () => {
  const bytes = [Buffer.from(`${"x".repeat(70_000)}\n${H}\n`)]
  for (const path of ["fast", "plain"] as const) {
    const { faults } = countBytes(bytes, { name: "a.csv" }, path)
    assert.deepEqual(
      faults.map(({ line, rejection: { code } }) => [line, code]),
      [[1, "missing_column"]],
    )
  }
})

describe("near misses of the provider's names are told", () => {
  const met = (text: string, about: Partial<Content> = {}) =>
    read(text, about).faults.map(({ rejection: { code, expected, met: name } }) => [code, expected, name])

  it.each<[string, string, string, string]>([
    ["Seq", "seq", "results", `seq,IsNeedCharge\na,true\n`],
    ["IsNeedCharge", "needCharge", "results", `Seq,needCharge\na,true\n`],
    ["Seq", "SEQ", "results", `title\nSEQ,IS_NEED_CHARGE\na,true\n`],
    ["Errcode", "ErrCode", "results", `Seq,IsNeedCharge,ErrCode\na,true,0\n`],
    ["ReqTime", "Reqtime", "results", `Seq,IsNeedCharge,Reqtime\na,true,0\n`],
    ["ErrorCode", "error_code", "bills", `Seq,IsNeedCharge,error_code\na,true,0\n`],
    ["ChargeType", "Charge Type", "bills", `Seq,IsNeedCharge,Charge Type\na,true,0\n`],
    ["ChargeCount", "chargeCount", "bills", `Seq,IsNeedCharge,chargeCount\na,true,0\n`],
  ])("%s for %s among %s", (name, near, kind, text) => {
    assert.deepEqual(met(text, { kind: kind as "results" | "bills" }), [["near_name", name, near]])
  })

  it("not where the name itself is there, or a header that was given, or none is said to be", () => {
    const about = (columns: Content["columns"]) => ({ columns })
    assert.deepEqual(met("Seq,seq,IsNeedCharge\na,b,true\n"), [])
    assert.deepEqual(met("Seq,IsNeedCharge,ErrCode,码\na,true,1,0\n", about({ Errcode: "码" })), [])
    assert.deepEqual(met("Seq,IsNeedCharge,ErrCode\na,true,1\n", about({ Errcode: "" })), [])
    assert.deepEqual(met("Seq,IsNeedCharge,ErrCode\na,true,1\n", about({ RuleId: "ErrCode" })), [])
  })

  it("never of Account, and among bills not of what results alone have", () => {
    assert.deepEqual(met("Seq,IsNeedCharge,account,errcode\na,true,x,y\n", { kind: "bills" }), [])
    assert.deepEqual(met("Seq,IsNeedCharge,account,chargeType\na,true,x,y\n"), [])
  })
})

describe("people's own names are read in any spelling", () => {
  it.each<[string, "results" | "bills", string]>([
    ["biz_token,rule-id,fetchedAt", "results", "BizToken, RuleId, FetchedAt"],
    ["date,bizToken,RULE_ID", "bills", "Date, BizToken, RuleId"],
  ])("%s among %s", (names, kind, read27) => {
    const cells = kind === "results" ? "t,1,2026-10-01T10:00:00+08:00" : "2026-10-01,t,1"
    const text = (header: string) => `${header},Seq,IsNeedCharge\n${cells},a,true\n`
    const { remarks, ...facts } = read(text(names), { kind })
    assert.deepEqual(remarks, [{ code: "read_as", met: names.replaceAll(",", ", "), name: read27 }])
    const { remarks: none, ...expected } = read(text(read27.replaceAll(" ", "")), { kind })
    assert.deepEqual([facts, none], [expected, []])
  })

  it("but not in two at once", () => {
    const { faults } = read("Seq,IsNeedCharge,bizToken,biz_token\na,true,t,u\n")
    assert.deepEqual(faults, [
      {
        line: 1,
        column: 27,
        rejection: { code: "two_near_names", path: [], expected: "BizToken", met: "bizToken, biz_token" },
      },
    ])
  })
})

describe("a table of the other side is rejected", () => {
  const bill = "Seq,IsNeedCharge,ErrorCode\na,true,0\n"
  const results = "Seq,IsNeedCharge,Errcode\na,true,0\n"

  it.each<[string, string, "results" | "bills", ReadonlyArray<unknown>]>([
    ["a bill among results", bill, "results", [0, "1:1 bill_among_results"]],
    ["results among bills", results, "bills", [0, "1:1 result_among_bills"]],
    ["marks of both", "Seq,IsNeedCharge,Errcode,ChargeType\na,true,0,\n", "results", [1]],
    ["marks of both", "Seq,IsNeedCharge,Errcode,ChargeType\na,true,0,\n", "bills", [1]],
    ["marks of none", "Seq,IsNeedCharge,Date\na,true,2026-10-01\n", "results", [1]],
    ["marks of none", "Seq,IsNeedCharge,Date\na,true,2026-10-01\n", "bills", [1]],
  ])("%s", (_, text, kind, expected) => assert.deepEqual(places(text, { kind }), expected))

  it("unless its header is given to a name of this side", () => {
    assert.deepEqual(places(bill, { columns: { Errcode: "ErrorCode" } }), [1])
    assert.deepEqual(places(bill, { kind: "bills", columns: { Errcode: "ErrorCode" } }), [0, "1:1 result_among_bills"])
    assert.deepEqual(places(bill, { kind: "bills", columns: { RuleId: "ErrorCode" } }), [1])
  })

  it("Date is not read among results", () => {
    const { attempts } = read("Seq,IsNeedCharge,Date\na,true,no date\n")
    assert.include(String(attempts[0]), '"charge":true')
  })
})

describe("headers that are given", () => {
  it("must stand in the table, under one name or the other", () => {
    const text = "Seq,IsNeedCharge,错误码\na,true,0\n"
    assert.deepEqual(places(text, { columns: { Errcode: "错误码" } }), [1])
    assert.deepEqual(places(text, { columns: { Errcode: "错误代码" } }), [0, "1:1 missing_mapped"])
    assert.deepEqual(places(text, { columns: { Seq: "流水号" } }), [1])
    assert.deepEqual(places(text, { columns: { Errcode: "错误代码" }, mayLackGiven: true }), [1])
  })

  it("are named where a required one is missing", () => {
    const { faults } = read("流水,IsNeedCharge\na,true\n", { columns: { Seq: "流水号" } })
    assert.deepEqual(
      faults.map(({ rejection }) => rejection),
      [{ code: "missing_mapped", path: [], expected: "Seq", met: "流水号" }],
    )
  })

  it("take their column away from any other name, and nothing says that there is none", () => {
    const { attempts } = read("Seq,IsNeedCharge,Errcode\na,true,7\n", { columns: { Errcode: "" } })
    assert.include(String(attempts[0]), '"errcode":null')
  })
})

describe("repeated columns", () => {
  it.each<[string, string, ReadonlyArray<unknown>]>([
    ["that are not read", "id,Seq,IsNeedCharge,id\n1,a,true,2\n", [1]],
    ["that are read", "Seq,IsNeedCharge,RuleId,RuleId\na,true,1,2\n", [0, "1:25 repeated_column"]],
    ["of the other side", "Seq,IsNeedCharge,Errcode,Date,Date\na,true,0,,\n", [1]],
    ["without a name", "Seq,IsNeedCharge,,\na,true,1,2\n", [1]],
  ])("%s", (_, text, expected) => assert.deepEqual(places(text), expected))

  it("are named", () => {
    const [fault] = read("流水号,IsNeedCharge,流水号\na,true,b\n", { columns: { Seq: "流水号" } }).faults
    assert.deepEqual(fault?.rejection, { code: "repeated_column", path: [], met: "流水号" })
  })
})
