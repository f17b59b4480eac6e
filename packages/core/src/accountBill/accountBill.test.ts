// How rows of an account bill are read, classed and compared (F3.1–F3.4), against a twin that asks letter by letter.
import * as fc from "fast-check"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"

import { amountText } from "../money/Amount.ts"
import { monthOf } from "../calendar/Month.ts"
import {
  type AccountBillCells,
  type AccountBillField,
  accountBillFieldOf,
  accountBillFields,
  accountBillHeaderOf,
  accountBillPart,
  type AccountBillRow,
  canonicalAccountBill,
  monthOfAccountBill,
  readAccountBillRow,
  requiredAccountBillFields,
} from "./accountBill.ts"

const october = monthOf("2026-10") ?? { name: "", first: 0, last: 0 }
const usual = { product: "人脸核身", component: "增强版", used: "1", cost: "1.2" } as const

/** The row, `null` for one that is dropped, or the field and what belongs there. */
const read = (cells: AccountBillCells): AccountBillRow | null | string => {
  const row = readAccountBillRow(cells)
  return Result.isSuccess(row) ? row.success : `${row.failure.path.join(".")}: ${row.failure.expected}`
}
const rowOf = (cells: AccountBillCells): AccountBillRow => {
  const row = read({ ...usual, ...cells })
  if (row === null || typeof row === "string") throw new Error(String(row))
  return row
}

describe("names of columns", () => {
  it.each<[string, AccountBillField | undefined]>([
    ["优惠后总价(元)", "cost"],
    ["优惠后总价（元）", "cost"],
    [" 优惠后 总价 （元） ", "cost"],
    ["RealCost", "cost"],
    ["抵扣用量/时长（含资源包）", "deducted"],
    ["抵扣用量 / 时长(含资源包)", "deducted"],
    ["现金支付（元）", "cash"],
    ["现金账户支出(元)", "cash"],
    ["优惠券支出(元)", "voucher"],
    ["账单月份", "month"],
    ["组件名", undefined],
    ["realcost", undefined],
    ["", undefined],
  ])("%s", (name, field) => expect(accountBillFieldOf(name)).toBe(field))

  it("in any order and generation they make a header, whatever stands between (F3.1)", () => {
    const isField = (name: string): name is AccountBillField => Object.hasOwn(accountBillFields, name)
    const dressed = (name: string) =>
      fc.constantFrom(name, ` ${name}`, `${name}(元)`, `${name}（元）`, name.replace("(", "（").replace(")", "）"))
    fc.assert(
      fc.property(
        fc
          .shuffledSubarray([...Object.keys(accountBillFields), "地域", "使用者UIN", "标签"], { minLength: 1 })
          .chain((fields) =>
            fc.tuple(
              ...fields.map((field) =>
                fc
                  .constantFrom(...(isField(field) ? accountBillFields[field] : [field]))
                  .chain(dressed)
                  .map((name) => ({ field, name })),
              ),
            ),
          ),
        (columns) => {
          const fields = columns.map(({ field }) => field)
          const missing = requiredAccountBillFields.filter((field) => !fields.includes(field))
          const cells = new Map(
            [...fields.entries()].flatMap(([cell, field]) => (isField(field) ? [[field, cell]] : [])),
          )
          const expected = !fields.includes("product")
            ? undefined
            : missing.length > 0
              ? { _tag: "OtherLevel", missing: missing.map((field) => accountBillFields[field][0]) }
              : { _tag: "Header", cells }
          expect(accountBillHeaderOf(columns.map(({ name }) => name))).toEqual(expected)
        },
      ),
      { numRuns: 1000 },
    )
  })

  it("two columns for one field are told", () => {
    const names = ["产品名称", "组件名称", "组件用量", "优惠后总价", "现金支付", "现金账户支出"]
    expect(accountBillHeaderOf(names)).toEqual({ _tag: "Repeated", cell: 5 })
  })
})

describe("a row", () => {
  it.each<[string, AccountBillCells, unknown]>([
    ["of another product", { ...usual, product: "云服务器 CVM", used: "x" }, null],
    ["without a product", { ...usual, product: "-" }, null],
    ["of FaceID in any case", { ...usual, product: "Tencent faceID" }, expect.objectContaining({ used: 1 })],
    [
      "of the precision difference",
      { cost: "0.01", action: "月度计费精度差异" },
      expect.objectContaining({ product: "" }),
    ],
    ["with half a unit", { ...usual, used: "1.5" }, "used: a whole number"],
    ["with half a raw unit", { ...usual, raw: "0.1" }, "raw: a whole number"],
    ["with half a deducted unit", { ...usual, deducted: "1e3" }, "deducted: a whole number"],
    ["with whole units as 8 decimals", { ...usual, used: "198.00000000" }, expect.objectContaining({ used: 198 })],
    [
      "with `-` and nothing",
      { ...usual, used: "-", price: "", cash: " - " },
      expect.objectContaining({ used: null, price: null, cash: null }),
    ],
    ["without a cost", { ...usual, cost: "-" }, "cost: an amount such as 1.2"],
    ["with an exponent", { ...usual, cost: "1.2E3" }, "cost: an amount such as 1.2"],
    ["with separators", { ...usual, cost: "1,200.00" }, "cost: an amount such as 1.2"],
    ["with 9 decimals", { ...usual, price: "0.123456789" }, "price: an amount such as 1.2"],
    [
      "that begins at a time",
      { ...usual, begin: "2026-10-31 23:59:59" },
      expect.objectContaining({ begin: "2026-10" }),
    ],
    [
      "that begins at an instant",
      { ...usual, begin: "2026-09-30T16:00:00Z" },
      expect.objectContaining({ begin: "2026-10" }),
    ],
    ["with a month in digits", { ...usual, month: "202610" }, expect.objectContaining({ month: "2026-10" })],
    ["with a month in words", { ...usual, month: "2026年10月" }, expect.objectContaining({ month: "2026-10" })],
    ["that begins on a day that is none", { ...usual, begin: "46296" }, "begin: a date or a month YYYY-MM"],
  ])("%s", (_, cells, expected) => expect(read(cells)).toEqual(expected))

  it("holds nothing of what is not read", () => {
    const cells = { ...usual, ownerUin: "100000000001", resource: "cam-1", tags: "team:a" }
    expect(JSON.stringify(Object.entries(rowOf(cells)).map(String))).not.toMatch(/100000000001|cam-1|team/)
  })
})

const months = ["2026-08", "2026-09", "2026-10", "2026-11"] as const
const cells = fc.record({
  product: fc.constantFrom("人脸核身", "慧眼人脸核身 FaceID", "云服务器", "账户"),
  subproduct: fc.constantFrom("-", "月度计费精度差异", "微信"),
  component: fc.constantFrom("人脸核身·增强版", "App SDK", "月度计费精度差异"),
  action: fc.constantFrom(
    "扣费",
    "按量计费月结",
    "调账补偿",
    "优惠扣费",
    "冲正",
    "优惠补偿",
    "月度计费精度差异调账",
    "",
  ),
  month: fc.constantFrom("", ...months),
  begin: fc.constantFrom("", ...months).map((month) => (month === "" ? "" : `${month}-05 00:00:00`)),
  used: fc.constantFrom("0", "7", "-", "7.00"),
  cost: fc.integer({ min: -300, max: 300 }).map((fen) => (fen / 100).toFixed(2)),
}) satisfies fc.Arbitrary<AccountBillCells>

/** Asked of the cells themselves, one after the other. */
const twinOf = (row: { readonly [name: string]: string }): string => {
  const holds = (name: string, word: string) => (row[name] ?? "").split(word).length > 1
  const isPrecision = ["product", "subproduct", "component", "action"].some((name) => holds(name, "月度计费精度差异"))
  if (!holds("product", "人脸核身") && !(row["product"] ?? "").toLowerCase().includes("faceid") && !isPrecision)
    return "dropped"
  if (isPrecision) return "precision"
  if (["调账", "冲正", "优惠补偿", "优惠扣费"].some((word) => holds("action", word))) return "adjustment"
  return row["begin"] === "" || holds("begin", "2026-10-") ? "usage" : "other_month"
}

describe("a bill", () => {
  it("has each row in one part, the first that fits (F3.2, F3.3)", () => {
    fc.assert(
      fc.property(cells, (row) => {
        const kept = read(row)
        const part = kept === null ? "dropped" : typeof kept === "string" ? kept : accountBillPart(kept, october)
        expect(part).toBe(twinOf(row))
      }),
      { numRuns: 1000 },
    )
  })

  it("is of the month that its rows name, else of that in which most of its usage begins; a tie is none (F3.3)", () => {
    fc.assert(
      fc.property(fc.array(cells, { maxLength: 12 }), (all) => {
        const rows = all.filter((row) => twinOf(row) !== "dropped")
        const named = months.filter((month) => rows.some((row) => row.month === month))
        const begun = months.map((month) => ({
          month,
          count: rows.filter((row) => {
            const isAdjustment = /调账|冲正|优惠补偿|优惠扣费/.test(row.action)
            return row.begin.startsWith(month) && !isAdjustment
          }).length,
        }))
        const most = Math.max(...begun.map(({ count }) => count))
        const best = begun.filter(({ count }) => count === most && most > 0)
        const expected = named.length === 1 ? named[0] : best.length === 1 ? best[0]?.month : undefined
        const kept = all.flatMap((row) => {
          const one = read(row)
          return one === null || typeof one === "string" ? [] : [one]
        })
        expect(monthOfAccountBill(kept)?.name).toBe(expected)
      }),
      { numRuns: 1000 },
    )
  })

  it("is the same content in any order, and another with any other value (F3.4)", () => {
    const kept = cells.map((row) => rowOf({ ...row, product: "人脸核身" }))
    fc.assert(
      fc.property(
        fc
          .array(kept, { minLength: 1, maxLength: 8 })
          .chain((rows) =>
            fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }), fc.nat(rows.length - 1)),
          ),
        ([rows, shuffled, nth]) => {
          expect(canonicalAccountBill(shuffled)).toEqual(canonicalAccountBill(rows))
          const other = rows.map((row, i) => (i === nth ? { ...row, cost: row.cost + 1n } : row))
          expect(canonicalAccountBill(other)).not.toEqual(canonicalAccountBill(rows))
          expect(canonicalAccountBill([...rows, ...rows.slice(0, 1)])).not.toEqual(canonicalAccountBill(rows))
        },
      ),
    )
  })

  it("has the same content whatever the order of a row's fields", () => {
    const row = rowOf({ billId: "b-1", cash: "1.2" })
    const reversed = Object.fromEntries(Object.entries(row).toReversed()) as unknown as AccountBillRow
    expect(canonicalAccountBill([reversed])).toEqual(canonicalAccountBill([row]))
    expect(canonicalAccountBill([row])[0]).toContain(amountText(row.cost))
  })
})
