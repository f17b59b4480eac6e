/**
 * What the values of fields say, however the provider or a table writes them. It stands apart from the schemas of
 * `Fields.ts`: whoever reads no JSON by its schema need not load those.
 */
import { dayNumberOf } from "./Day.ts"

/** Whether an attempt is charged; `null` means that the provider left it open. */
export type Charge = boolean | null

/** A text, where an empty one is missing. */
export const readText = (value: string | null | undefined): string | null =>
  value === undefined || value === "" ? null : value

/** A name or number of the customer's own (BizToken, RuleId, Account): integers are read as their digits. */
export const readLabel = (value: string | number | null | undefined): string | null =>
  typeof value === "number" ? String(value + 0) : readText(value)

/** Whether a number is an integer that a column of 32 bits can hold. */
export const isSmallInteger = (value: number): boolean => Number.isInteger(value) && Math.abs(value) < 2 ** 31
const isInstantDigits = (text: string) => /^\d{12,15}$/.test(text)

/** Epoch milliseconds of a ReqTime, or `undefined` if it is none: fewer digits are seconds. */
export const readInstant = (value: string | number): number | undefined => {
  if (typeof value === "number") {
    return Number.isInteger(value) && value >= 1e11 && value < 1e15 ? value : undefined
  }
  return isInstantDigits(value) ? Number(value) : undefined
}

/** The same where the field was checked already; empty and missing are `null`. */
export const readInstantField = (value: string | number | null | undefined): number | null =>
  value === null || value === undefined || value === "" ? null : (readInstant(value) ?? null)

const ISO_TIME = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:Z|([+-])(\d\d):(\d\d))$/

/** Epoch milliseconds of a FetchedAt: ISO 8601 with `Z` or `±hh:mm`, seconds optional, or epoch milliseconds. */
export const readFetchedAt = (value: string | number): number | undefined => {
  if (typeof value === "number") return Number.isSafeInteger(value) && value >= 0 ? value : undefined
  if (/^\d{1,15}$/.test(value)) return Number(value)
  const parts = ISO_TIME.exec(value)
  if (parts === null) return undefined
  const day = dayNumberOf(parts[1] ?? "")
  const [hour, minute, second] = [Number(parts[2]), Number(parts[3]), Number(parts[4] ?? 0)]
  const [offsetHour, offsetMinute] = [Number(parts[7] ?? 0), Number(parts[8] ?? 0)]
  if (day === undefined || hour > 23 || minute > 59 || second > 59 || offsetHour > 23 || offsetMinute > 59) {
    return undefined
  }
  const fraction = Number((parts[5] ?? "").padEnd(3, "0").slice(0, 3))
  const offset = (offsetHour * 60 + offsetMinute) * (parts[6] === "-" ? -1 : 1)
  return ((day * 24 + hour) * 60 + minute - offset) * 60_000 + second * 1000 + fraction
}

export const readFetchedAtField = (value: string | number | null | undefined): number | null =>
  value === null || value === undefined || value === "" ? null : (readFetchedAt(value) ?? null)

/** A bill's ErrorCode as a number; what is no integer is `null` (CONTRACT 4). */
export const readLooseCode = (value: string | number | null | undefined): number | null => {
  if (value === null || value === undefined) return null
  if (typeof value === "string" && !/^-?\d+$/.test(value)) return null
  const code = Number(value)
  return isSmallInteger(code) ? code + 0 : null
}

export type Json = { readonly [key: string]: unknown }

export const isJsonObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value)

export const isPresent = (value: unknown): boolean => value !== null && value !== undefined
