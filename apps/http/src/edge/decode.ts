/** Holds a part of a request to its schema; what does not fit is told by its place, never by its value. */
import { pathText } from "@faceid-tally/core/engine"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"

import type { Fields } from "../operations/Operation.ts"
import { type Fault, Problem } from "../problem/Problem.ts"

const formatIssue = SchemaIssue.makeFormatterStandardSchemaV1()
/** More of them help nobody. */
const FAULTS_MAX = 20

export type Decoder<A> = (value: unknown) => A

/** A decoder that throws a {@link Problem}. */
export const decoderOf = <F extends Fields>(schema: F, place: Fault["in"]): Decoder<F["Type"]> => {
  const known = new Set(Object.keys(schema.fields))
  const decode = Schema.decodeUnknownResult(schema as unknown as Schema.Codec<F["Type"], F["Encoded"]>, {
    errors: "all",
    onExcessProperty: "error",
  })
  return (value) => {
    const decoded = decode(value)
    if (Result.isSuccess(decoded)) return decoded.success
    const { issues } = formatIssue(decoded.failure.issue)
    const errors = issues.map(({ path = [], message }) => {
      const keys = path.map((key) => (typeof key === "object" ? key.key : key))
      // The name of a field that is not known is the sender's own text.
      const isKnown = keys.length === 0 || known.has(String(keys[0]))
      return isKnown
        ? { in: place, path: pathText(keys), expected: message.replace(/^Expected /, "") }
        : { in: place, path: "", expected: `nothing but ${[...known].join(", ") || "what is described"}` }
    })
    // Those that name their field come first.
    throw new Problem("invalid", {
      errors: errors.toSorted((a, b) => Number(a.path === "") - Number(b.path === "")).slice(0, FAULTS_MAX),
    })
  }
}
