// Account bills in files: both generations of headers, tables, workbooks and pages of the API (F3.1–F3.3).
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { gzipSync } from "node:zlib"

import { amountText } from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"
import { afterAll, describe, expect, it } from "vitest"

import { accountBillsAmong, readAccountBills } from "../src/accountBill.ts"
import type { FileRemark, Fault, ReadOptions } from "../src/options/ReadOptions.ts"
import type { SpreadsheetCell, SpreadsheetReader } from "../src/options/spreadsheet.ts"

const folder = mkdtempSync(join(tmpdir(), "faceid-tally-account-bills-"))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
const fileOf = (bytes: string | Uint8Array, ending = "csv"): string => {
  const file = join(folder, `${++files}.${ending}`)
  writeFileSync(file, bytes)
  return file
}

const read = async (file: string, options: ReadOptions = {}) => {
  const faults: Array<Fault> = []
  const remarks: Array<FileRemark> = []
  const given = {
    ...options,
    onRejected: (fault: Fault) => void faults.push(fault),
    onRemark: (remark: FileRemark) => void remarks.push(remark),
  }
  const { bills, report } = await Effect.runPromise(readAccountBills([file], given))
  return {
    report,
    rows: bills.flatMap(({ rows }) => rows),
    kept: bills.flatMap(({ rows }) =>
      rows.map(({ component, used, cost }) => `${component} ${used} ${amountText(cost)}`),
    ),
    dropped: bills.reduce((sum, bill) => sum + bill.dropped, 0),
    faults: faults.map(
      ({ line, column, sheet, rejection }) =>
        `${sheet === undefined ? "" : `${sheet}!`}${line}:${column} ${rejection.code} ${rejection.path.join(".")}`,
    ),
    remarks: remarks.map(({ remark }) => ("line" in remark ? `${remark.code} ${remark.line}` : remark.code)),
  }
}

const isAccountBill = async (file: string, options: Partial<ReadOptions> = {}): Promise<boolean> => {
  const { accountBills } = await Effect.runPromise(accountBillsAmong([file], options))
  return accountBills.length === 1
}

const older =
  "产品名称,子产品名称,交易类型,账单月份,开始使用时间,组件名称,组件单价（元）,组件用量,优惠后总价（元）,现金支付（元）,优惠券支付（元）,赠送金支付（元）,分成金支付（元）,使用者UIN"
const newer =
  "账单月,使用者UIN,产品名称,子产品名称,交易类型,交易ID,开始使用时间,组件名称,组件单价,组件用量,原始用量/时长,抵扣用量/时长(含资源包),优惠后总价(元),代金券支出(元),赠送账户支出(元),分成账户支出(元),现金账户支出(元)"
const ofOlder = (cost = "57.6", used = "48") =>
  `人脸核身,微信,按量计费月结,2026-10,2026-10-01 00:00:00,增强版,1.2,${used},${cost},57.6,0,-,,100000000001`

describe("a table of text", () => {
  it.each<[string, string | Uint8Array, string]>([
    ["of the older headers", `${older}\n${ofOlder()}\n云服务器 CVM,-,扣费,2026-10,-,CPU,1,x,2,2,0,0,0,1\n`, "csv"],
    ["in GB18030", gb18030(`${older}\n${ofOlder()}\n云服务器,-,扣费,2026-10,-,CPU,1,x,2,2,0,0,0,1\n`), "csv"],
    ["with a byte order mark, quotes and CR LF", `\ufeff${quoted(older)}\r\n${quoted(ofOlder())}\r\n"CVM"\r\n`, "csv"],
    ["below titles", `腾讯云明细账单\n账期：2026年10月,导出：2026-11-03\n\n${older}\n${ofOlder()}\nCVM\n`, "csv"],
    ["by tabs", `${older}\n${ofOlder()}\nCVM\n`.replaceAll(",", "\t"), "txt"],
    ["packed", gzipSync(`${older}\n${ofOlder()}\nCVM\n`), "csv.gz"],
    [
      "of the newer headers, in another order",
      `${newer}\n2026-10,1,人脸核身,-,扣费,b-1,2026-10-01 00:00:00,增强版,1.2,48.00000000,198,150,57.60000000,0,0,0,57.6\n-,1,COS\n`,
      "csv",
    ],
  ])("%s", async (_, bytes, ending) => {
    const file = fileOf(bytes, ending)
    expect(await isAccountBill(file)).toBe(true)
    const { kept, dropped, faults, rows } = await read(file)
    expect({ kept, dropped, faults }).toEqual({ kept: ["增强版 48 57.60"], dropped: 1, faults: [] })
    expect(rows[0]).toMatchObject({ month: "2026-10", begin: "2026-10", cash: 5_760_000_000n })
  })

  it("says of each wrong row where and what, never its value", async () => {
    const text = [
      older,
      ofOlder("1.2E3"),
      ofOlder('"1,200.00"'),
      ofOlder("57.6", "1.5"),
      ofOlder(""),
      `${ofOlder()},extra`,
      ofOlder(),
      "合计,,,,,,,,57.6,,,,,",
      older,
      "x,y,合计",
    ].join("\n")
    const { kept, dropped, faults, remarks } = await read(fileOf(text))
    expect(faults).toEqual([
      "2:55 wrong_type 优惠后总价（元）",
      "3:55 wrong_type 优惠后总价（元）",
      "4:52 wrong_type 组件用量",
      "5:55 wrong_type 优惠后总价（元）",
      "6:83 too_many_cells ",
    ])
    expect({ kept, dropped, remarks }).toEqual({
      kept: ["增强版 48 57.60"],
      dropped: 1,
      remarks: ["total_row 8", "repeated_header 9"],
    })
  })

  it.each<[string, string, string]>([
    ["the resource bill (L2)", "产品名称,资源ID,优惠后总价\n人脸核身,r,1\n", "1:1 account_bill_level "],
    ["the summary (L1)", "BusinessCodeName,RealTotalCost\n人脸核身,1\n", "1:1 account_bill_level "],
    ["a column twice", `${older},组件用量\n${ofOlder()}\n`, "1:98 repeated_column "],
    ["nothing of a bill", "a,b\n1,2\n", "1:1 no_account_bill "],
    ["a quote without its end", `${older}\n"人脸核身\n`, "2:1 unclosed_quote "],
  ])("%s ends the file", async (_, text, fault) => {
    expect((await read(fileOf(text))).faults).toEqual([fault])
  })

  it("stops at the first wrong row where that is asked for", async () => {
    const { report, faults } = await read(fileOf(`${older}\n${ofOlder("x")}\n${ofOlder("y")}\n`), { strict: true })
    expect([report.stopped, faults.length]).toEqual([true, 1])
  })
})

const workbookOf =
  (...sheets: ReadonlyArray<ReadonlyArray<ReadonlyArray<SpreadsheetCell>>>): SpreadsheetReader =>
  async () =>
    sheets.map((sheet, i) => ({ name: `S${i + 1}`, isHidden: false, rows: () => rowsOf(sheet) }))

async function* rowsOf(sheet: ReadonlyArray<ReadonlyArray<SpreadsheetCell>>) {
  for (const [index, values] of sheet.entries()) if (values.length > 0) yield { index, values }
}

describe("a workbook", () => {
  const book = fileOf("PK\x03\x04 [Content_Types].xml", "xlsx")
  const head = ["产品名称", "组件名称", "开始使用时间", "组件用量", "优惠后总价(元)", "组件单价"]
  const row = (used: SpreadsheetCell, cost: SpreadsheetCell, begin: SpreadsheetCell = "2026-10-01") => [
    "人脸核身",
    "增强版",
    begin,
    used,
    cost,
    1.2,
  ]

  it("has numbers, rounded to 8 decimals, and dates (F1.1)", async () => {
    const spreadsheet = workbookOf([
      ["明细账单"],
      head,
      row(48, 0.1 + 0.2),
      row("48", "57.6", new Date("2026-10-01T00:00:00Z")),
      row(48.000000000001, 1e-7, 46_296),
      row(1.5, 1),
      row(1, 1e15),
      row(1, "1.2E3"),
      ["COS"],
    ])
    expect(await isAccountBill(book, { spreadsheet })).toBe(true)
    const { kept, rows, faults, dropped, remarks } = await read(book, { spreadsheet })
    expect(kept).toEqual(["增强版 48 0.30", "增强版 48 57.60", "增强版 48 0.0000001"])
    expect(rows.map(({ begin }) => begin)).toEqual(["2026-10", "2026-10", "2026-10"])
    expect(faults).toEqual([
      "6:4 wrong_type 组件用量",
      "7:5 wrong_type 优惠后总价(元)",
      "8:5 wrong_type 优惠后总价(元)",
    ])
    expect([dropped, remarks]).toEqual([1, ["rows_above_header 2"]])
  })

  it("of several sheets is one bill; rows that a sheet repeats count once (R33)", async () => {
    const spreadsheet = workbookOf([head, row(1, 1), row(1, 1)], [head, row(1, 1), row(2, "x")], [["notes"]])
    const { kept, faults, remarks } = await read(book, { spreadsheet })
    expect(kept).toEqual(["增强版 1 1.00", "增强版 1 1.00"])
    expect([faults, remarks]).toEqual([["S2!3:5 wrong_type 优惠后总价(元)"], ["sheets_left"]])
    expect((await read(book, { spreadsheet, sheet: "S2" })).kept).toEqual(["增强版 1 1.00"])
    expect((await read(book, { spreadsheet, sheet: "S9" })).faults).toEqual(["1:1 missing_sheet "])
  })

  it("of another level is told", async () => {
    const spreadsheet = workbookOf([
      ["产品名称", "优惠后总价"],
      ["人脸核身", 1],
    ])
    expect((await read(book, { spreadsheet })).faults).toEqual(["1:1 account_bill_level "])
  })
})

const component = (UsedAmount: unknown, RealCost: unknown) => ({
  ItemCodeName: "增强版",
  UsedAmount,
  RealTotalMeasure: "198.0",
  DeductedMeasure: "150.0",
  ContractPrice: "1.2",
  RealCost,
  CashPayAmount: "57.6",
})
const detail = (...ComponentSet: ReadonlyArray<unknown>) => ({
  BusinessCodeName: "人脸核身",
  ProductCodeName: "微信",
  ActionTypeName: "按量计费扣费",
  BillId: "b-1",
  FeeBeginTime: "2026-10-01 00:00:00",
  BillMonth: "2026-10",
  OwnerUin: "100000000001",
  Tags: [{ TagKey: "a", TagValue: "b" }],
  ComponentSet,
})
const page = (...DetailSet: ReadonlyArray<unknown>) => ({ Response: { DetailSet, Total: 2, RequestId: "r" } })
const good = component("48", "57.6")
const other = { ...detail(good, good), BusinessCodeName: "云服务器 CVM" }

describe("pages of DescribeBillDetail", () => {
  it.each<[string, string, string]>([
    ["one page", JSON.stringify(page(detail(good), other)), "json"],
    ["as the SDK gives it", JSON.stringify(page(detail(good), other).Response), "json"],
    ["a list of pages", JSON.stringify([page(detail(good)), page(other), page()]), "json"],
    ["lines of pages", [page(detail(good)), page(other)].map((each) => JSON.stringify(each)).join("\n"), "ndjson"],
    [
      "indented pages one after the other",
      [page(detail(good)), page(other)].map((each) => JSON.stringify(each, null, 2)).join("\n"),
      "json",
    ],
    ["details alone", JSON.stringify([detail(good), other]), "json"],
  ])("%s", async (_, text, ending) => {
    const file = fileOf(text, ending)
    expect(await isAccountBill(file)).toBe(true)
    const { kept, dropped, faults, rows } = await read(file)
    expect({ kept, dropped, faults }).toEqual({ kept: ["增强版 48 57.60"], dropped: 2, faults: [] })
    expect(rows[0]).toMatchObject({ raw: 198, deducted: 150, billId: "b-1", action: "按量计费扣费", month: "2026-10" })
    expect(JSON.stringify(rows.map((row) => Object.values(row).map(String)))).not.toContain("100000000001")
  })

  it("each component is a row, and a wrong one is told by its place", async () => {
    const text = JSON.stringify(
      page(
        detail(good, component("1.5", "1"), component("1", ["1"])),
        detail(),
        { ...detail(), BusinessCodeName: "CVM" },
        7,
      ),
      null,
      1,
    )
    const { kept, dropped, faults } = await read(fileOf(text, "json"))
    expect(kept).toEqual(["增强版 48 57.60"])
    expect(dropped).toBe(1)
    expect(faults.map((fault) => fault.split(" ").slice(1).join(" "))).toEqual([
      "wrong_type Response.DetailSet.0.ComponentSet.1.UsedAmount",
      "wrong_type Response.DetailSet.0.ComponentSet.2.RealCost",
      "missing_value Response.DetailSet.1.ComponentSet",
      "not_an_object Response.DetailSet.3",
    ])
    const line = text.slice(0, text.indexOf('"1.5"')).split("\n").length
    expect(faults[0]?.startsWith(`${line}:`)).toBe(true)
  })

  it.each<[string, unknown, string]>([
    ["an answer that is an error", { Response: { Error: { Code: "AuthFailure", Message: "" } } }, "no_account_bill"],
    ["the resource bill (L2)", { Response: { ResourceSummarySet: [] } }, "account_bill_level"],
    ["a list that is none", { Response: { DetailSet: "x" } }, "wrong_type"],
  ])("%s is no bill", async (_, value, code) => {
    const { faults } = await read(fileOf(JSON.stringify(value), "json"))
    expect(faults.map((fault) => fault.split(" ")[1])).toEqual([code])
  })

  it("of which one is missing are told, by the number that the provider gives", async () => {
    const whole = [page(detail(good)), page(other)].map((each) => JSON.stringify(each))
    const half = await read(fileOf(whole[0] ?? "", "json"))
    expect([half.kept, half.remarks, half.report.faults]).toEqual([["增强版 48 57.60"], ["pages_lacking"], 0])
    expect((await read(fileOf(whole.join("\n"), "json"))).remarks).toEqual([])
  })

  it("no page without details is a bill of nothing", async () => {
    const { report, rows } = await read(fileOf(JSON.stringify({ Response: { DetailSet: [] } }), "json"))
    expect([report.hasList, report.faults, rows]).toEqual([true, 0, []])
  })
})

describe("what is an account bill is told by its content", () => {
  it.each<[string, string | Uint8Array, string]>([
    ["a page of the bill of FaceID", JSON.stringify({ Response: { WeChatBillDetails: [] } }), "json"],
    ["a table of lines", "Date,Seq,IsNeedCharge\n2026-10-01,s,true\n", "csv"],
    ["a table of lines with products", "产品名称,Seq,IsNeedCharge\n人脸核身,s,true\n", "csv"],
    ["results", JSON.stringify({ Text: { LivenessDetail: [] } }), "json"],
    ["nothing", "", "csv"],
  ])("%s is none", async (_, bytes, ending) => expect(await isAccountBill(fileOf(bytes, ending))).toBe(false))

  it("standard input is looked at and then read from its first byte on", async () => {
    async function* bytes() {
      for (const byte of Buffer.from(`${older}\n${ofOlder()}\n`)) yield Uint8Array.of(byte)
    }
    const { accountBills, stdin } = await Effect.runPromise(accountBillsAmong(["-"], { stdin: bytes() }))
    expect(accountBills).toEqual(["-"])
    expect((await read("-", stdin === undefined ? {} : { stdin })).kept).toEqual(["增强版 48 57.60"])
  })
})

function quoted(line: string): string {
  return line
    .split(",")
    .map((cell) => `"${cell}"`)
    .join(",")
}

/** These characters in GB18030, two bytes each; ASCII stays. */
function gb18030(text: string): Uint8Array {
  const decoder = new TextDecoder("gb18030")
  const codes = new Map<string, ReadonlyArray<number>>()
  for (let a = 0x81; a < 0xff; a++) {
    for (let b = 0x40; b < 0xff; b++) if (b !== 0x7f) codes.set(decoder.decode(Uint8Array.of(a, b)), [a, b])
  }
  return Uint8Array.from(
    [...text].flatMap((char) => (char < "\x80" ? [char.charCodeAt(0)] : [...(codes.get(char) ?? [])])),
  )
}
