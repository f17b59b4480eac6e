/**
 * What can go wrong between a customer and the provider, as a script: each fault says what happens, to which requests,
 * and how often.
 */
import * as Schema from "effect/Schema"

const optional = Schema.optionalKey
const Count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

/** The requests that a fault meets; what is left out does not matter. */
const Target = Schema.Struct({
  action: optional(Schema.String),
  account: optional(Schema.String),
  bizToken: optional(Schema.String),
  ruleId: optional(Schema.String),
  /** The `Date` of a bill. */
  date: optional(Schema.String),
  cursor: optional(Schema.Int),
})

const common = {
  on: optional(Target),
  /** How many such requests pass unharmed before the first is met. Default 0. */
  after: optional(Count),
  /** How many are met; `"always"` for all. Default 1. */
  times: optional(Schema.Union([Schema.Int.check(Schema.isGreaterThanOrEqualTo(1)), Schema.Literal("always")])),
  /** The share of them that is met, decided by the seed. Default 1. */
  probability: optional(Schema.Number.check(Schema.isBetween({ minimum: 0, maximum: 1 }))),
}

export const Fault = Schema.Union([
  /** The answer takes longer. */
  Schema.Struct({ ...common, kind: Schema.Literal("latency"), ms: Count }),
  /** An HTTP status other than 200, without JSON. */
  Schema.Struct({
    ...common,
    kind: Schema.Literal("http"),
    status: Schema.Int.check(Schema.isBetween({ minimum: 400, maximum: 599 })),
  }),
  /** The connection is reset before the request is looked at. */
  Schema.Struct({ ...common, kind: Schema.Literal("reset") }),
  /**
   * The request is carried out, and the connection breaks in the middle of the answer. When the answer named its length
   * first, the official SDK does not notice, and waits until its own timeout.
   */
  Schema.Struct({ ...common, kind: Schema.Literal("cut"), namesLength: optional(Schema.Boolean) }),
  /** HTTP 200 with a body that is no JSON. */
  Schema.Struct({ ...common, kind: Schema.Literal("non_json") }),
  /** An API error of that code. */
  Schema.Struct({
    ...common,
    kind: Schema.Literal("api_error"),
    code: Schema.String,
    message: optional(Schema.String),
  }),
  /** A page of the bill comes with the lines of the page before it; meets no first page. */
  Schema.Struct({ ...common, kind: Schema.Literal("repeated_page") }),
  /** A page of the bill says that there is a next one, under the cursor that was just asked for. */
  Schema.Struct({ ...common, kind: Schema.Literal("stuck_cursor") }),
  /** A field of the answer is missing: its path, as `Text.LivenessDetail` or `WeChatBillDetails.0.BizToken`. */
  Schema.Struct({ ...common, kind: Schema.Literal("missing_field"), path: Schema.String }),
  /** A field of the answer holds something else. */
  Schema.Struct({ ...common, kind: Schema.Literal("wrong_field"), path: Schema.String, value: Schema.Json }),
])
export type Fault = typeof Fault.Type
export type FaultKind = Fault["kind"]
