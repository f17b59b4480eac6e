/** A problem as it is sent: RFC 9457, with facts beside the standard members. */
import { codeOf, described, optional } from "@faceid-tally/report/documents"
import * as Schema from "effect/Schema"

import { problemCodes, problemType } from "./problemTexts.ts"

const others = Schema.Record(Schema.String, Schema.Unknown)

/** Of a record that is rejected: its line, its column and a code as well. */
const FieldFault = Schema.StructWithRest(
  Schema.Struct({ in: optional(Schema.String), path: optional(Schema.String), expected: optional(Schema.String) }),
  [others],
)

export const ProblemDocument = Schema.StructWithRest(
  Schema.Struct({
    type: codeOf(problemCodes.map(problemType)),
    title: Schema.String,
    status: Schema.Int,
    detail: Schema.String,
    instance: described(Schema.String, "Names this one occurrence by its request id"),
    path: optional(described(Schema.String, "The first field at fault")),
    errors: optional(Schema.Array(FieldFault)),
  }),
  [others],
).annotate({
  identifier: "Problem",
  description: "RFC 9457. What stands beside the named members depends on the type.",
})
export type ProblemDocument = typeof ProblemDocument.Type
