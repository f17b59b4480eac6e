/**
 * What the values of fields say, however the provider or a table writes them. It stands apart from the readers of
 * `fields.ts`: whoever reads no JSON need not load those.
 */
import { isNoName } from "./isNoName.ts"

/** Whether an attempt is charged; `null` means that the provider left it open. */
export type Charge = boolean | null

/** A text, where an empty one is missing. */
export const readText = (value: string | null | undefined): string | null =>
  value === undefined || value === "" ? null : value

/** A text by which something is told from others, where words for nothing are missing as well. */
export const readName = (value: string | null | undefined): string | null =>
  value === undefined || value === null || value === "" || isNoName(value) ? null : value

/** A name or number of the customer's own (BizToken, RuleId, Account): integers are read as their digits. */
export const readLabel = (value: string | number | null | undefined): string | null =>
  typeof value === "number" ? String(value + 0) : readName(value)

/** Whether a number is an integer that a column of 32 bits can hold. */
export const isSmallInteger = (value: number): boolean => Number.isInteger(value) && Math.abs(value) < 2 ** 31

/** A bill's ErrorCode as a number; what is no integer is `null` (R4). */
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
