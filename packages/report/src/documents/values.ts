/** The values of which the published documents are made. Every rule of one stands in its JSON Schema too. */
import { verificationStates } from "@faceid-tally/core/engine"
import * as Schema from "effect/Schema"

/** What a field means, where its name does not say it. */
export const described = <S extends Schema.Top>(schema: S, description: string): S["Rebuild"] =>
  schema.annotateKey({ description })

/**
 * A code of a published list. Its type is any text: a run that a later version kept may hold a code that this one does
 * not know, and is shown as it is.
 */
export const codeOf = (codes: ReadonlyArray<string>) =>
  Schema.String.check(
    Schema.makeFilter((code: string) => codes.includes(code), {
      expected: `one of ${codes.join(", ")}`,
      toJsonSchema: () => ({ enum: codes }),
    }),
  )

/** An object whose keys are these codes, every one. */
export const byCode = <const Codes extends ReadonlyArray<string>, S extends Schema.Top>(codes: Codes, of: S) =>
  Schema.Struct(Object.fromEntries(codes.map((code) => [code, of])) as { readonly [code in Codes[number]]: S })

export const Count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))
/** The number of a run, a version, a line. */
export const Ordinal = Schema.Int.check(Schema.isGreaterThanOrEqualTo(1))
export const NullableInt = Schema.NullOr(Schema.Int)
export const NullableText = Schema.NullOr(Schema.String)

/** A pattern is published only with the flag `u`, as JSON Schema reads it. */
const text = (pattern: RegExp) => Schema.String.check(Schema.isPattern(pattern))

export const Day = text(/^\d{4}-\d\d-\d\d$/u).annotate({
  format: "date",
  description: "A billing day: the calendar day at UTC+08:00",
})
export const NullableDay = Schema.NullOr(Day)
export const Time = text(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+08:00$/u).annotate({
  format: "date-time",
  description: "ISO 8601 at +08:00",
})
export const NullableTime = Schema.NullOr(Time)
export const MonthName = text(/^\d{4}-\d\d$/u)
/** SHA-256 in lower-case hex. */
export const Hash = text(/^[0-9a-f]{64}$/u)
export const NullableHash = Schema.NullOr(Hash)
const yuan = text(/^-?\d+\.\d{2,8}$/u)
export const Amount = yuan.annotate({
  identifier: "Amount",
  description: "Yuan: two decimals at least, eight at most",
})
export const MaybeAmount = Schema.NullOr(yuan).annotate({
  identifier: "MaybeAmount",
  description: "Yuan; null where it needs a price that is not known",
})

export const Charge = Schema.NullOr(Schema.Boolean).annotate({
  description: "true is charged, false is not, null is left open by the provider",
})
export const State = Schema.Literals(verificationStates)

/** A field that may be missing. */
export const optional = <S extends Schema.Constraint>(schema: S): Schema.optionalKey<S> => Schema.optionalKey(schema)
