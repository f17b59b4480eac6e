/** What the worker has planned, done, or could not do. */
import { workKinds, workStates } from "@faceid-tally/books/engine"
import * as Schema from "effect/Schema"

import { Count, NullableText, NullableTime, Ordinal, Time } from "./values.ts"

export const WorkShow = Schema.Struct({
  id: Ordinal,
  kind: Schema.Literals(workKinds),
  subject: Schema.String,
  state: Schema.Literals(workStates),
  dueAt: Time,
  plannedAt: Time,
  endedAt: NullableTime,
  failures: Count,
  code: NullableText,
  leaseUntil: NullableTime,
  body: Schema.Record(Schema.String, Schema.Unknown),
}).annotate({ identifier: "Work" })
export type WorkShow = typeof WorkShow.Type

export const WorkList = Schema.Struct({ work: Schema.Array(WorkShow) })
export type WorkList = typeof WorkList.Type

export const WorkRetry = Schema.Struct({ id: Ordinal, reopened: Schema.Literal(true) })
export type WorkRetry = typeof WorkRetry.Type
