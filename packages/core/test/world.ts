/**
 * A small world in which everything collides: few Seqs, few tokens, few days around midnight at +08:00, few codes, and
 * null everywhere. What it makes are JSON values as the provider sends them.
 */
import * as fc from "fast-check"

import { type Audit, publishedRules } from "../src/engine.ts"

/** Days around 2021-07-19, when the rules of `wechat` changed. */
export const days = ["2021-07-17", "2021-07-18", "2021-07-19", "2021-07-20"] as const
export const codes = [0, 2016, 2009, 1301, 1001] as const
export const ruleIds = ["1", "2"] as const

type Json = Record<string, unknown>

const absent: fc.Arbitrary<null | undefined> = fc.constantFrom(null, undefined)
/** Mostly there, sometimes null, sometimes missing. */
const maybe = <A>(value: fc.Arbitrary<A>): fc.Arbitrary<A | null | undefined> =>
  fc.oneof({ weight: 5, arbitrary: value }, { weight: 1, arbitrary: absent })
const seldom = <A>(value: fc.Arbitrary<A>): fc.Arbitrary<A | null | undefined> =>
  fc.oneof({ weight: 1, arbitrary: value }, { weight: 4, arbitrary: absent })

/** A JSON object: fields that are `undefined` are not there. */
const object = (shape: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Json> =>
  fc
    .record(shape)
    .map((fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)))

const seq = fc.constantFrom("s1", "s2", "s3", "s4", "6c18fa97-9298-49e3-8423-7f7e52019ead", "")
const bizToken = fc.constantFrom("t1", "t2", "t3")
const ruleId = fc.constantFrom<string | number>("1", "2", 1)
const account = seldom(fc.constantFrom("acme", "default"))
const flag = fc.constantFrom(true, true, false, null, undefined)

const midnight = (day: string): number => Date.parse(`${day}T00:00:00+08:00`)
/** The first, the second and the last millisecond of each day. */
const instants = days.flatMap((day) => [midnight(day), midnight(day) + 1, midnight(day) + 86_399_999])
const reqTime = maybe(fc.constantFrom<string | number>(...instants.map(String), instants[3] ?? 0, instants[4] ?? 0))

const fetchedAt = maybe(
  fc.constantFrom<string | number>(
    "2021-07-20T10:00:00+08:00",
    "2021-07-20T02:00Z",
    Date.parse("2021-07-20T02:00:00.001Z"),
    "2021-07-18T00:00:00Z",
    "",
  ),
)

const entryFields = {
  Seq: maybe(seq),
  IsNeedCharge: flag,
  Errcode: maybe(fc.constantFrom(...codes)),
  ReqTime: reqTime,
}
const envelopeFields = { BizToken: maybe(bizToken), RuleId: seldom(ruleId), Account: account, FetchedAt: fetchedAt }

const text = object({
  ErrCode: maybe(fc.constantFrom(0, 1001)),
  NFCBillingCounts: seldom(fc.constantFrom(0, 1, 2)),
  LivenessDetail: maybe(fc.array(object(entryFields), { maxLength: 3 })),
})
const flatEntry = object({ ...entryFields, ...envelopeFields }).map((row) => ({ IsNeedCharge: null, ...row }))
const envelope = object(envelopeFields)
const apiError = { Error: { Code: "InternalError", Message: "x" } }

/** One record among results, in any shape that counts, or an API error. */
export const resultRecord: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(envelope, text).map(([about, Text]) => ({ ...about, Response: { Text } })) },
  { weight: 1, arbitrary: fc.tuple(envelope, text).map(([about, Text]) => ({ ...about, Text })) },
  {
    weight: 1,
    arbitrary: fc.tuple(envelope, text).map(([about, bare]) => ({ ...about, LivenessDetail: null, ...bare })),
  },
  { weight: 3, arbitrary: flatEntry },
  { weight: 1, arbitrary: envelope.map((about) => ({ ...about, Response: apiError })) },
)

/** Records with now and then one that came before, so that equal ones are common. */
const withRepeats = (record: fc.Arbitrary<Json>, maxLength: number): fc.Arbitrary<ReadonlyArray<Json>> =>
  fc
    .array(fc.tuple(record, fc.constantFrom(null, null, null, 0, 1, 2)), { minLength: 1, maxLength })
    .map((drawn) => drawn.map(([fresh, back], i) => (back === null ? fresh : (drawn[i - 1 - back]?.[0] ?? fresh))))

export const resultFiles: fc.Arbitrary<ReadonlyArray<ReadonlyArray<Json>>> = fc.array(withRepeats(resultRecord, 4), {
  maxLength: 3,
})

const lineFields = {
  Seq: maybe(fc.oneof({ weight: 3, arbitrary: seq }, { weight: 1, arbitrary: fc.constant("s1") })),
  ReqTime: reqTime,
  IsNeedCharge: flag,
  ChargeType: maybe(fc.constantFrom("核身", "比对")),
  ErrorCode: maybe(fc.constantFrom<string | number>("0", "2016", 2016, "2009", "x")),
}
const groupFields = {
  BizToken: maybe(bizToken),
  RuleId: maybe(ruleId),
  ChargeCount: maybe(fc.constantFrom(0, 1, 2)),
}
const date = maybe(fc.constantFrom(...days))
const page = fc
  .record({
    about: object({ Date: date, RuleId: seldom(ruleId), Account: account, Cursor: seldom(fc.constantFrom(0, 7, 9)) }),
    Response: object({
      HasNextPage: fc.constantFrom(true, false, false, null, undefined),
      NextCursor: maybe(fc.constantFrom(0, 7, 9)),
      WeChatBillDetails: maybe(
        fc.array(object({ ...groupFields, ChargeDetails: maybe(fc.array(object(lineFields), { maxLength: 3 })) }), {
          maxLength: 3,
        }),
      ).map((details) => details ?? null),
    }),
  })
  .map(({ about, Response }) => ({ ...about, Response }))
const flatLine = object({ ...lineFields, ...groupFields, Date: date, Account: account }).map((row) => ({
  IsNeedCharge: null,
  ...row,
}))

/** A bill file: pages, or the rows of a table, or both. */
const billFile = fc.oneof(
  { weight: 3, arbitrary: withRepeats(page, 3) },
  { weight: 2, arbitrary: withRepeats(flatLine, 5) },
  { weight: 1, arbitrary: withRepeats(fc.oneof(page, flatLine), 4) },
)
/** Files, one of which may have been read before with other cursors. */
export const billFiles: fc.Arbitrary<ReadonlyArray<ReadonlyArray<Json>>> = fc
  .tuple(fc.array(billFile, { maxLength: 3 }), fc.constantFrom(null, null, null, 0, 1))
  .map(([files, again]) => {
    const file = again === null ? undefined : files[again]
    return file === undefined ? files : [...files, file.map((record) => ({ ...record, Cursor: 9 }))]
  })

const edge = fc.constantFrom(null, null, null, ...days)
export const options = fc.record({
  from: edge,
  to: edge,
  rule: fc.constantFrom(null, null, null, null, "1", "1", "2", "9"),
  edition: fc.constantFrom(null, "plus", "wechat", "app"),
  byRule: fc.constantFrom<Readonly<Record<string, string>>>(
    {},
    {},
    {},
    { 1: "plus" },
    { 1: "wechat", 2: "app" },
    { 2: "plus", 9: "app" },
  ),
})

/** The audit that such options ask for. */
export const auditOf = ({ edition = null, byRule = {} }: AskedEditions): Audit | undefined =>
  edition === null && Object.keys(byRule).length === 0 ? undefined : { rules: publishedRules, edition, byRule }

export interface AskedEditions {
  readonly edition?: string | null
  readonly byRule?: Readonly<Record<string, string>>
}
