/** The values of which requests are made; those of answers are the documents'. In a path or a query every value is a text. */
import {
  BillingDaySchema,
  dayNumberOf,
  INSTANT_EXPECTED,
  type Month,
  monthOf,
  type InstantFault,
  readAsOf,
  readInstant,
  remarkCodes,
} from "@faceid-tally/core/engine"
import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"

export const Text = Schema.NonEmptyString.check(Schema.isMaxLength(256))
/** The key of the annotation that says what a text stands for, as JSON Schema has it. */
export const STANDS_FOR = "faceid-tally/standsFor"

/** A text that stands for a value, where every value is a text. `standsFor`: the value as the document describes it. */
export const textTo = <A>(
  to: Schema.Codec<A>,
  read: (text: string) => A | undefined,
  expected: string,
  standsFor: Readonly<Record<string, unknown>> = { type: "string" },
): Schema.Codec<A, string> =>
  Schema.String.annotate({ [STANDS_FOR]: standsFor })
    .check(Schema.makeFilter((text: string) => read(text) !== undefined, { expected }))
    .pipe(
      Schema.decodeTo(
        to,
        SchemaTransformation.transform({
          decode: (text: string) => read(text) as A,
          encode: (value: A) => String(value),
        }),
      ),
    )

/** A billing day of a request, as a day number. */
export const DayNumber = textTo(Schema.Int, dayNumberOf, "a date YYYY-MM-DD", { type: "string", format: "date" })

function wholeFrom(first: number, last: number) {
  return (text: string): number | undefined => {
    const number = whole(text)
    return number !== undefined && number >= first && number <= last ? number : undefined
  }
}
const whole = (text: string): number | undefined => (/^-?\d{1,9}$/.test(text) ? Number(text) : undefined)
export const WholeNumber = textTo(Schema.Int, whole, "a whole number", { type: "integer" })

const LIMIT_MAX = 1000
export const LIMIT_DEFAULT = 100
export const Limit = textTo(Schema.Int, wholeFrom(1, LIMIT_MAX), `a whole number from 1 to ${LIMIT_MAX}`, {
  type: "integer",
  minimum: 1,
  maximum: LIMIT_MAX,
  default: LIMIT_DEFAULT,
})

/** A calendar month of a request. */
export const MonthName = Schema.String.check(
  Schema.makeFilter((text: string) => monthOf(text) !== undefined, { expected: "a month YYYY-MM" }),
)

/** A month that was checked to be one. */
export const monthNamed = (name: string): Month => {
  const month = monthOf(name)
  if (month === undefined) throw new TypeError("a month that was not checked")
  return month
}

/** The number of a run, of a version. */
const ORDINAL_MAX = 999_999_999
export const Ordinal = textTo(Schema.Int, wholeFrom(1, ORDINAL_MAX), "a whole number from 1 on", {
  type: "integer",
  minimum: 1,
  maximum: ORDINAL_MAX,
})

const charges: Readonly<Record<string, boolean | null>> = { true: true, false: false, unknown: null }
export const ChargeFilter = Schema.Literals(["true", "false", "unknown"])
export const chargeFilter = (text: "true" | "false" | "unknown" | undefined): boolean | null | undefined =>
  text === undefined ? undefined : charges[text]

export const Flag = textTo(
  Schema.Boolean,
  (text) => (text === "true" ? true : text === "false" ? false : undefined),
  "true or false",
  { type: "boolean" },
)

/** What of a time's fault a sender is told. */
const unit = (name: string): string => `epoch milliseconds: these are ${name}`
const instantExpected: Readonly<Record<InstantFault, string>> = {
  time_in_seconds: unit("seconds"),
  time_in_microseconds: unit("microseconds"),
  time_in_nanoseconds: unit("nanoseconds"),
  time_as_compact_date: `${INSTANT_EXPECTED}: this is a compact date`,
  time_out_of_span: "a time from 2015 to 2099",
  time_without_offset: `${INSTANT_EXPECTED}: this has no offset`,
  time_is_a_date: `${INSTANT_EXPECTED}: this is a date without a time`,
  no_time: INSTANT_EXPECTED,
}

const timeBy = (read: (value: string | number) => number | InstantFault) =>
  Schema.Union([Schema.String, Schema.Finite]).check(
    Schema.makeFilter((value: string | number) => {
      const instant = read(value)
      return typeof instant === "number" ? undefined : instantExpected[instant]
    }),
  )

/** A time in a body. */
export const Instant = timeBy(readInstant)
/** The time as of which the books are looked at: as above, or a day for its end. */
export const AsOf = timeBy(readAsOf)

/** What was noticed beside what was done: a code, and what it is about. It changes nothing of the answer. */
export const Remarks = Schema.Array(
  Schema.StructWithRest(Schema.Struct({ code: Schema.Literals(remarkCodes) }), [
    Schema.Record(Schema.String, Schema.Unknown),
  ]),
)

export { BillingDaySchema as BillingDay }
