/** What a customer's own program can tell: that a BizToken was issued, that its verification ended, or what came of it. */
import { type DetectInfo, readBizToken, whyNoInstant } from "@faceid-tally/core/engine"
import * as Schema from "effect/Schema"

import { isBizToken } from "../callback/bizToken.ts"

const optional = Schema.optional
const BizToken = Schema.String.check(Schema.makeFilter(isBizToken, { expected: "a BizToken" }))
/** One that is met for the first time, by the rule for all that people register. */
const NewBizToken = Schema.String.check(
  Schema.makeFilter((text: string) => "bizToken" in readBizToken(text), { expected: "a BizToken" }),
)
/** Of the customer's own names, or a number that is one. */
const isName = (value: string | number) => /^[^\p{C}]{1,128}$/u.test(String(value))
const Label = Schema.Union([Schema.String, Schema.Int]).check(Schema.makeFilter(isName, { expected: "a name" }))
const Instant = Schema.Union([Schema.String, Schema.Number]).check(
  Schema.makeFilter((value: string | number) => whyNoInstant(value)),
)

/** The events by their `type`, and what their `data` holds. Everything else in them is dropped. */
export const eventSchemas = {
  "verification.issued": Schema.Struct({
    bizToken: NewBizToken,
    ruleId: Label,
    issuedAt: Instant,
    account: optional(Schema.NullOr(Label)),
  }),
  "verification.finished": Schema.Struct({ bizToken: BizToken }),
  "result.received": Schema.Struct({
    bizToken: BizToken,
    ruleId: Label,
    fetchedAt: Instant,
    account: optional(Schema.NullOr(Label)),
    /** The provider's answer, on the wire's or the SDK's form. */
    response: Schema.Record(Schema.String, Schema.Unknown),
  }),
} as const
export type EventType = keyof typeof eventSchemas
export const eventTypes = Object.keys(eventSchemas) as ReadonlyArray<EventType>

/** An event, reduced to its facts: nothing personal gets further than this. */
export type Event =
  | {
      readonly type: "verification.issued"
      readonly bizToken: string
      readonly ruleId: string
      readonly account: string | null
      readonly issuedAt: number | null
    }
  | { readonly type: "verification.finished"; readonly bizToken: string }
  | { readonly type: "result.received"; readonly record: DetectInfo }

/** Why an event is refused: a code, the place, and what belongs there; never a value. */
export interface EventRefusal {
  readonly code: string
  readonly path?: ReadonlyArray<string | number>
  readonly expected?: string
  /** A name that stood in the event instead, or the place where a result stands in it. */
  readonly met?: string
}
