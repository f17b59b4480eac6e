/**
 * The fields that are read from the provider's answers, as schemas: what is not named here is dropped by
 * decoding before anything else sees it (C2, R3).
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"

import { DATE_EXPECTED, instantFaults, readDate, timeRejection, whyNoInstant } from "../calendar/instant.ts"
import { isSmallInteger } from "../shapes/fieldValues.ts"
import { type Rejection, rejection } from "../rejections/Rejection.ts"

/** One try of a person, unique at the provider; compared by its exact bytes. */
export const Seq = Schema.String.pipe(Schema.brand("Seq"))
export type Seq = typeof Seq.Type

/** The serial number of one verification flow. */
export const BizToken = Schema.String.pipe(Schema.brand("BizToken"))
export type BizToken = typeof BizToken.Type

/** Null or missing; objects that were made in JavaScript may hold `undefined` as well. */
const optional = <S extends Schema.Top>(schema: S) => Schema.optional(Schema.NullOr(schema))

const SmallInteger = Schema.Number.check(Schema.makeFilter(isSmallInteger, { expected: "an integer below 2^31" }))
/** The fault of a time is the message of its issue, by which {@link checkWith} knows it. */
const instantField = (utcOffset?: number) =>
  optional(
    Schema.Union([Schema.String, Schema.Number]).check(
      Schema.makeFilter((value: string | number) => (value === "" ? undefined : whyNoInstant(value, utcOffset))),
    ),
  )
const DateField = Schema.String.check(
  Schema.makeFilter((text: string) => {
    const day = text === "" ? 0 : readDate(text)
    return typeof day === "number" ? undefined : day === "no_time" ? DATE_EXPECTED : day
  }),
)
/** The provider's cursor is opaque, and may be any integer that a number holds exactly. */
const Cursor = Schema.Number.check(
  Schema.makeFilter((n: number) => Number.isSafeInteger(n), { expected: "an integer up to 2^53" }),
)
const Label = Schema.Union([Schema.String, SmallInteger])

/** Field schemas by what they hold. All may be null or missing. */
export const fields = {
  text: optional(Schema.String),
  label: optional(Label),
  flag: optional(Schema.Boolean),
  integer: optional(SmallInteger),
  cursor: optional(Cursor),
  count: optional(
    SmallInteger.check(Schema.makeFilter((n: number) => n >= 0, { expected: "an integer of 0 or more" })),
  ),
  instant: instantField,
  date: optional(DateField),
  /** The bill's ErrorCode: a string in the reference, a number in older examples. */
  looseCode: optional(Schema.Union([Schema.String, Schema.Number])),
  list: <S extends Schema.Top>(element: S) => optional(Schema.Array(element)),
} as const

/** Schemas in which times stand, made once for each offset with which a time that has none is read. */
export const byOffset = <A>(make: (utcOffset: number | undefined) => A): ((utcOffset: number | undefined) => A) => {
  const made = new Map<number | undefined, A>()
  return (utcOffset) => {
    const known = made.get(utcOffset)
    if (known !== undefined) return known
    const fresh = make(utcOffset)
    made.set(utcOffset, fresh)
    return fresh
  }
}

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
    const message = issue?.message ?? ""
    const fault = instantFaults.find((each) => each === message)
    const place = [...path, ...inner]
    if (fault !== undefined) return Result.fail(timeRejection(fault, place))
    return Result.fail(rejection("wrong_type", place, message.replace(/^Expected /, "")))
  }
}
