/**
 * Where a list goes on, as a text that is opaque to whoever holds it. The ledger says it with each page; here it only
 * becomes a text and comes back.
 */
import type {
  AttemptCursor,
  BillDayCursor,
  LineCursor,
  RunItemCursor,
  VerificationCursor,
} from "@faceid-tally/books/engine"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"

/** Room for a long Seq, and less than what a server takes for headers. */
const CURSOR_CHARS_MAX = 8192

const cursor = <A>(of: Schema.Codec<A>): Schema.Codec<A, string> =>
  Schema.StringFromBase64Url.check(Schema.isMaxLength(CURSOR_CHARS_MAX)).pipe(
    Schema.decodeTo(Schema.fromJsonString(of)),
  )

export const attemptCursor = cursor<AttemptCursor>(Schema.Struct({ day: Schema.Int, seq: Schema.String }))

export const verificationCursor = cursor<VerificationCursor>(
  Schema.Struct({ day: Schema.Int, bizToken: Schema.String }),
)

export const billDayCursor = cursor<BillDayCursor>(
  Schema.Struct({ day: Schema.Int, account: Schema.String, ruleId: Schema.NullOr(Schema.String) }),
)

export const lineCursor = cursor<LineCursor>(Schema.Struct({ seq: Schema.String, page: Schema.Int, line: Schema.Int }))

export const runCursor = cursor<number>(Schema.Int)

export const runItemCursor = cursor<RunItemCursor>(Schema.Struct({ impact: Schema.Int, place: Schema.Int }))

export const cursorText = (after: unknown): string => Buffer.from(JSON.stringify(after)).toString("base64url")

/** The cursor of an address; what is none begins the list anew. */
export const cursorIn = <A>(schema: Schema.Codec<A, string>, text: string | undefined): A | undefined =>
  Option.getOrUndefined(Schema.decodeUnknownOption(schema)(text))
