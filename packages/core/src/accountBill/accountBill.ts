/**
 * The account bill, what is really paid: rows of the provider's 明细账单, reduced to what charges of FaceID are
 * compared with (F3). UINs, resource names and tags are not read at all.
 */
import * as Result from "effect/Result"

import { dayOfInstant } from "../calendar/day.ts"
import { compareBytes } from "../columns/Dictionary.ts"
import { type Rejection, rejection } from "../rejections/Rejection.ts"
import { type Amount, amountText, readAmount } from "../money/Amount.ts"
import { type Month, monthOf, monthOfDay } from "../calendar/Month.ts"
import { plainName } from "../money/plainName.ts"

/** The fields that are read, and the headers and keys under which they stand; names are compared by {@link plainName}. */
export const accountBillFields = {
  product: ["产品名称", "BusinessCodeName"],
  subproduct: ["子产品名称", "ProductCodeName"],
  component: ["组件名称", "ItemCodeName"],
  action: ["交易类型", "ActionTypeName"],
  month: ["账单月", "账单月份", "BillMonth"],
  begin: ["开始使用时间", "FeeBeginTime"],
  used: ["组件用量", "UsedAmount"],
  raw: ["原始用量/时长", "RealTotalMeasure"],
  deducted: ["抵扣用量/时长(含资源包)", "DeductedMeasure"],
  price: ["组件单价", "ContractPrice"],
  cost: ["优惠后总价", "RealCost"],
  billId: ["交易ID", "BillId"],
  cash: ["现金账户支出", "现金支付", "CashPayAmount"],
  voucher: ["代金券支出", "优惠券支付", "优惠券支出", "VoucherPayAmount"],
  gift: ["赠送账户支出", "赠送金支付", "IncentivePayAmount"],
  share: ["分成账户支出", "分成金支付", "TransferPayAmount"],
} as const
export type AccountBillField = keyof typeof accountBillFields
export const requiredAccountBillFields = ["product", "component", "used", "cost"] as const

/** The field that a header or key stands for. */
export const accountBillFieldOf = (name: string): AccountBillField | undefined => FIELD_BY_NAME.get(plainName(name))

const FIELDS = Object.keys(accountBillFields) as ReadonlyArray<AccountBillField>
const FIELD_BY_NAME = new Map(
  FIELDS.flatMap((field) => accountBillFields[field].map((name) => [plainName(name), field] as const)),
)
/** By these it is seen whether a row is kept. */
export const fieldsThatKeep = ["product", "subproduct", "component", "action"] as const

/** What a row of names is: the header of a bill, that of another level, or none of these. */
export type AccountBillHeader =
  | { readonly _tag: "Header"; readonly cells: AccountBillColumns }
  /** It has products and lacks what only 明细账单 has, by the names that are missing. */
  | { readonly _tag: "OtherLevel"; readonly missing: ReadonlyArray<string> }
  /** Two columns stand for one field. */
  | { readonly _tag: "Repeated"; readonly cell: number }

/** Where the column of each field stands. */
export type AccountBillColumns = ReadonlyMap<AccountBillField, number>

/** Reads a row of names, in any order; `undefined` where it names no product. */
export const accountBillHeaderOf = (names: ReadonlyArray<string>): AccountBillHeader | undefined => {
  const cells = new Map<AccountBillField, number>()
  let repeated: number | undefined
  for (const [cell, name] of names.entries()) {
    const field = accountBillFieldOf(name)
    if (field === undefined) continue
    if (cells.has(field)) repeated ??= cell
    else cells.set(field, cell)
  }
  if (!cells.has("product")) return undefined
  const missing = requiredAccountBillFields.filter((field) => !cells.has(field))
  if (missing.length > 0) return { _tag: "OtherLevel", missing: missing.map((field) => accountBillFields[field][0]) }
  return repeated === undefined ? { _tag: "Header", cells } : { _tag: "Repeated", cell: repeated }
}

/** A kept row. Missing values are `null`. */
export interface AccountBillRow {
  readonly product: string
  readonly subproduct: string | null
  readonly component: string
  readonly action: string | null
  /** The month that the row names, `2026-10`. */
  readonly month: string | null
  /** The month in which its use begins. */
  readonly begin: string | null
  readonly used: number | null
  readonly raw: number | null
  readonly deducted: number | null
  readonly price: Amount | null
  readonly cost: Amount
  readonly billId: string | null
  readonly cash: Amount | null
  readonly voucher: Amount | null
  readonly gift: Amount | null
  readonly share: Amount | null
}

export type AccountBillCells = { readonly [field in AccountBillField]?: string | null }

const textIn = (cells: AccountBillCells, field: AccountBillField): string | null => {
  const cell = cells[field]?.trim() ?? ""
  return cell === "" || cell === "-" ? null : cell
}

/** Whether a row is kept, by these of its cells: one of another product need not be read further. */
export const isAccountBillRowKept = (cells: Pick<AccountBillCells, (typeof fieldsThatKeep)[number]>): boolean =>
  namesFaceId(textIn(cells, "product") ?? "") || namesPrecision(fieldsThatKeep.map((field) => textIn(cells, field)))

/** Reads one row by its cells as texts; `null` for a row of another product. */
export const readAccountBillRow = (cells: AccountBillCells): Result.Result<AccountBillRow | null, Rejection> => {
  if (!isAccountBillRowKept(cells)) return Result.succeed(null)
  const text = (field: AccountBillField): string | null => textIn(cells, field)
  let fault: Rejection | undefined
  const read = <A>(field: AccountBillField, of: (cell: string) => A | undefined, expected: string): A | null => {
    const cell = text(field)
    if (cell === null) return null
    const value = of(cell)
    if (value === undefined) fault ??= rejection("wrong_type", [field], expected)
    return value ?? null
  }
  const count = (field: AccountBillField) => read(field, readCount, "a whole number")
  const amount = (field: AccountBillField) => read(field, readAmount, "an amount such as 1.2")
  const month = (field: AccountBillField) => read(field, readMonth, "a date or a month YYYY-MM")
  const cost = amount("cost")
  if (cost === null) fault ??= rejection("wrong_type", ["cost"], "an amount such as 1.2")
  const row: AccountBillRow = {
    product: text("product") ?? "",
    subproduct: text("subproduct"),
    component: text("component") ?? "",
    action: text("action"),
    month: month("month"),
    begin: month("begin"),
    used: count("used"),
    raw: count("raw"),
    deducted: count("deducted"),
    price: amount("price"),
    cost: cost ?? 0n,
    billId: text("billId"),
    cash: amount("cash"),
    voucher: amount("voucher"),
    gift: amount("gift"),
    share: amount("share"),
  }
  return fault === undefined ? Result.succeed(row) : Result.fail(fault)
}

const PRECISION = "月度计费精度差异"

/** Whether a text names the product of which charges are kept. */
export const namesFaceId = (text: string): boolean => /人脸核身|faceid/i.test(text)

const namesPrecision = (texts: ReadonlyArray<string | null>): boolean =>
  texts.some((text) => text?.includes(PRECISION) === true)

/** `12`, or as databases and spreadsheets write it, `12.00`. */
const readCount = (text: string): number | undefined =>
  /^-?\d{1,15}(\.0+)?$/.test(text) ? Number(text) + 0 : undefined

/** The month of `2026-10`, `202610`, `2026-10-05 00:00:00`, `2026/10/5` or `20261005`, or of an instant with its offset. */
const readMonth = (text: string): string | undefined => {
  const zoned = /T.*(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) : Number.NaN
  if (!Number.isNaN(zoned)) return monthOfDay(dayOfInstant(zoned)).name
  const parts = /^(20\d\d)[-/.年](\d\d?)(?:\D.*)?$/.exec(text) ?? /^(20\d\d)(\d\d)(?:\d\d)?$/.exec(text)
  const name = parts === null ? "" : `${parts[1]}-${parts[2]?.padStart(2, "0")}`
  return monthOf(name) === undefined ? undefined : name
}

/** What a row is in the bill of a month; the first that fits. */
export type AccountBillPart = "precision" | "adjustment" | "other_month" | "usage"

export const accountBillPart = (row: AccountBillRow, month: Month): AccountBillPart => {
  if (namesPrecision(fieldsThatKeep.map((field) => row[field]))) return "precision"
  if (isAdjustment(row)) return "adjustment"
  return row.begin !== null && row.begin !== month.name ? "other_month" : "usage"
}

/** Plain 扣费 is the ordinary charge. */
const isAdjustment = ({ action }: AccountBillRow): boolean => /调账|冲正|优惠补偿|优惠扣费/.test(action ?? "")

/**
 * The month that a file is of, where the command names none: the one that its rows name, else the one in which most rows
 * that are no adjustment begin. `undefined` where no row says it, or as many begin in one month as in another.
 */
export const monthOfAccountBill = (rows: ReadonlyArray<AccountBillRow>): Month | undefined => {
  const [named, ...others] = monthsNamed(rows)
  if (named !== undefined && others.length === 0) return monthOf(named)
  const counts = new Map<string, number>()
  for (const row of rows) {
    if (row.begin !== null && !isAdjustment(row)) counts.set(row.begin, (counts.get(row.begin) ?? 0) + 1)
  }
  const [first, second] = [...counts].toSorted(([, a], [, b]) => b - a)
  return first === undefined || first[1] === second?.[1] ? undefined : monthOf(first[0])
}

/** The months that rows name in their own column. */
export const monthsNamed = (rows: ReadonlyArray<AccountBillRow>): ReadonlySet<string> =>
  new Set(rows.flatMap(({ month }) => month ?? []))

/**
 * The rows as one text each, in the order of their bytes: what two equal bills have in common, and their digest is made of.
 */
export const canonicalAccountBill = (rows: ReadonlyArray<AccountBillRow>): ReadonlyArray<string> =>
  rows.map((row) => JSON.stringify(FIELDS.map((field) => textOf(row[field])))).toSorted(compareBytes)

const textOf = (value: AccountBillRow[AccountBillField]) => (typeof value === "bigint" ? amountText(value) : value)
