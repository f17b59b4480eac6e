/**
 * The fields that are read from the provider's answers, as schemas: what is not named here is dropped by
 * decoding before anything else sees it (DESIGN, rule of counting 2; CONTRACT 3).
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"

import { dayNumberOf } from "./BillingDay.ts"
import { type Rejection, rejection } from "./Rejection.ts"

/** One try of a person, unique at the provider; compared by its exact bytes. */
export const Seq = Schema.String.pipe(Schema.brand("Seq"))
export type Seq = typeof Seq.Type

/** The serial number of one verification flow. */
export const BizToken = Schema.String.pipe(Schema.brand("BizToken"))
export type BizToken = typeof BizToken.Type

/** Whether an attempt is charged; `null` means that the provider left it open. */
export type Charge = boolean | null

/** Null or missing; objects that were made in JavaScript may hold `undefined` as well. */
const optional = <S extends Schema.Top>(schema: S) => Schema.optional(Schema.NullOr(schema))

const isSmallInteger = (value: number) => Number.isInteger(value) && Math.abs(value) < 2 ** 31
const SmallInteger = Schema.Number.check(Schema.makeFilter(isSmallInteger, { expected: "an integer below 2^31" }))
const isInstantDigits = (text: string) => /^\d{12,15}$/.test(text)
const Instant = Schema.Union([Schema.String, Schema.Number]).check(
  Schema.makeFilter((value: string | number) => value === "" || readInstant(value) !== undefined, {
    expected: "epoch milliseconds of 12 to 15 digits",
  }),
)
const FetchedAtField = Schema.Union([Schema.String, Schema.Number]).check(
  Schema.makeFilter((value: string | number) => value === "" || readFetchedAt(value) !== undefined, {
    expected: "an ISO 8601 time with offset, or epoch milliseconds",
  }),
)
const DateField = Schema.String.check(
  Schema.makeFilter((text: string) => text === "" || dayNumberOf(text) !== undefined, {
    expected: "a date YYYY-MM-DD",
  }),
)
const Label = Schema.Union([Schema.String, SmallInteger])

/** Field schemas by what they hold. All may be null or missing. */
export const fields = {
  text: optional(Schema.String),
  label: optional(Label),
  flag: optional(Schema.Boolean),
  integer: optional(SmallInteger),
  count: optional(
    SmallInteger.check(Schema.makeFilter((n: number) => n >= 0, { expected: "an integer of 0 or more" })),
  ),
  instant: optional(Instant),
  fetchedAt: optional(FetchedAtField),
  date: optional(DateField),
  /** The bill's ErrorCode: a string in the reference, a number in older examples. */
  looseCode: optional(Schema.Union([Schema.String, Schema.Number])),
  list: <S extends Schema.Top>(element: S) => optional(Schema.Array(element)),
} as const

/** A text, where an empty one is missing. */
export const readText = (value: string | null | undefined): string | null =>
  value === undefined || value === "" ? null : value

/** A name or number of the customer's own (BizToken, RuleId, Account): integers are read as their digits. */
export const readLabel = (value: string | number | null | undefined): string | null =>
  typeof value === "number" ? String(value + 0) : readText(value)

/** Epoch milliseconds of a ReqTime, or `undefined` if it is none: fewer digits are seconds. */
export function readInstant(value: string | number): number | undefined {
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
export function readFetchedAt(value: string | number): number | undefined {
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

const formatIssue = SchemaIssue.makeFormatterStandardSchemaV1()

/** Checks `value` against a schema; the failure is the path of the first wrong type and what belongs there. */
export const checkWith = <S extends Schema.ConstraintDecoder<unknown>>(schema: S) => {
  const decode = Schema.decodeUnknownResult(schema)
  return (value: unknown, path: ReadonlyArray<string | number> = []): Result.Result<S["Type"], Rejection> => {
    const decoded = decode(value)
    if (Result.isSuccess(decoded)) return Result.succeed(decoded.success)
    const [issue] = formatIssue(decoded.failure.issue).issues
    const inner = (issue?.path ?? []).map((key) => {
      const name = typeof key === "object" ? key.key : key
      return typeof name === "number" ? name : String(name)
    })
    return Result.fail(rejection("wrong_type", [...path, ...inner], (issue?.message ?? "").replace(/^Expected /, "")))
  }
}
