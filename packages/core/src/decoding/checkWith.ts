/** Checks what people write (price plans, signed events) against a schema, and refuses it as records are refused. */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"

import { instantFaults, timeRejection } from "../calendar/instant.ts"
import { type Rejection, rejection } from "../rejections/Rejection.ts"

const formatIssue = SchemaIssue.makeFormatterStandardSchemaV1()

/** The failure is the path of the first wrong type and what belongs there; a message that is a fault of a time is that. */
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
