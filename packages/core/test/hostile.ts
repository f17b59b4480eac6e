/** Records of which now and then a field, a list or a shape is wrong. */
import * as fc from "fast-check"

const junk = fc.oneof(
  fc.constantFrom<unknown>(null, "", "x", "true", true, false, [], {}, [null], [[]], ["x"], 1.5, 1e300, -0, 2 ** 31),
  fc.constantFrom<unknown>(
    -(2 ** 31),
    2 ** 31 - 1,
    -1,
    0,
    1,
    "1577179388135",
    1577179388135,
    "15771793881",
    15771793881,
  ),
  fc.constantFrom<unknown>(
    "1577179388135000",
    1e15,
    999999999999999,
    1e11,
    "１５７７１７９３８８１３５",
    " 1577179388135",
    "1.57718E+12",
  ),
  fc.constantFrom<unknown>(
    "2026-02-29",
    "2024-02-29",
    "2026-1-1",
    "2026/10/05",
    "2026/1/5",
    "2014-12-31",
    "2100-01-01",
    "20261005",
    "0",
    "-5",
    "+5",
    "2016.0",
    "1e3",
    "0x10",
  ),
)
const soiled = (valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 12, arbitrary: valid },
    { weight: 2, arbitrary: fc.constantFrom(null, undefined) },
    { weight: 1, arbitrary: junk },
  )
const object = (shape: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<object> =>
  fc.tuple(fc.record(shape), fc.nat(40), spelling, fc.nat(3)).map(([fields, nth, spell, both]) => {
    const entries = Object.entries(fields).filter(([, value]) => value !== undefined)
    // Now and then a name is spelled in another way, instead of as it is or beside it.
    const met = entries[nth]
    const other = met && ([spell(met[0]), met[1]] as const)
    return Object.fromEntries([...entries.filter((entry) => entry !== met || both === 0), ...(other ? [other] : [])])
  })
const spelling = fc.constantFrom<(name: string) => string>(
  (name) => name.toLowerCase(),
  (name) => name.slice(0, 1).toLowerCase() + name.slice(1),
  (name) => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_"),
  (name) => `is ${name}`,
  (name) => name.replace(/^Is/, ""),
)
/** A value as gateways and databases keep it: in a string, in an object of digits, wrapped. */
const kept = (valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 12, arbitrary: valid },
    { weight: 1, arbitrary: valid.map((value) => JSON.stringify(value) ?? null) },
    { weight: 1, arbitrary: valid.map((value) => (Array.isArray(value) ? { ...value } : value)) },
  )
const wrapped = (valid: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 12, arbitrary: valid },
    { weight: 1, arbitrary: valid.map((value) => ({ $numberLong: String(value) })) },
    { weight: 1, arbitrary: valid.map((value) => ({ $date: value ?? null })) },
    { weight: 1, arbitrary: valid.map((value) => ({ $date: { $numberLong: String(value) } })) },
  )
/** A key that is there in one record of three. */
const rarely = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value })

const label = wrapped(soiled(fc.constantFrom<unknown>("a", "b", 7, "NULL", "-", "NA")))
const seq = soiled(
  fc.constantFrom("s1", "6c18fa97-9298-49e3-8423-7f7e52019ead", "ſ", "\u0000", "😀", "None", "\\N", "无"),
)
const flag = soiled(fc.boolean())
const code = wrapped(soiled(fc.constantFrom(0, 2016, 1002)))
const cursor = wrapped(soiled(fc.constantFrom(0, 20, 2 ** 31, 2 ** 53 - 1, 2 ** 53)))
const reqTime = wrapped(
  soiled(fc.constantFrom("1577179388135", 1577179388135, "2026-10-05T08:00:00+08:00", "157717938813", 1577179388)),
)
const fetchedAt = wrapped(
  soiled(
    fc.constantFrom(
      "2026-10-05T08:00:00+08:00",
      "2026-10-05T00:00Z",
      1577179388135,
      "1577179388135",
      "2026-10-05T00:00:00",
      "2100-01-01T00:00:00+08:00",
      20261005,
    ),
  ),
)
const personal = {
  Name: fc.constant("爱新觉罗永琪"),
  Idcard: fc.constant("440111111111111111"),
  IdCard: junk,
  Extra: junk,
}

const entry = { Seq: seq, IsNeedCharge: flag, Errcode: code, ReqTime: reqTime, Sim: junk, ...personal }
const envelope = { BizToken: label, RuleId: label, Account: label, FetchedAt: fetchedAt }
const text = {
  ErrCode: code,
  NFCBillingCounts: soiled(fc.constantFrom(0, 3)),
  LivenessDetail: kept(soiled(fc.array(soiled(object(entry)), { maxLength: 3 }))),
  NFCRequestIds: junk,
  ...personal,
}
const error = rarely(soiled(fc.constant({ Code: "InternalError" })))
const response = {
  Text: kept(soiled(object(text))),
  Error: error,
  EncryptedBody: rarely(junk),
  DetectInfo: rarely(fc.constant("{}")),
  WeChatBillDetails: rarely(junk),
  BestFrame: junk,
}

const sometimesAll = fc.oneof(
  object({ ...envelope, Response: kept(soiled(object(response))), Text: rarely(junk), Seq: rarely(seq) }),
  object({ ...envelope, ...response }),
  object({ ...envelope, ...text, Error: error, Seq: rarely(seq) }),
  object({ ...envelope, ...entry, Response: rarely(fc.constant(null)), Text: rarely(fc.constant(null)) }),
  object({ ...envelope, ...entry, ...text, LivenessDetail: rarely(text.LivenessDetail), Error: error }),
)

const line = {
  Seq: seq,
  ReqTime: reqTime,
  IsNeedCharge: flag,
  ChargeType: soiled(fc.constantFrom("核身", "比对")),
  ErrorCode: soiled(fc.constantFrom("0", "2016", 2016)),
  ErrorMessage: junk,
  ...personal,
}
const group = { BizToken: label, RuleId: label, ChargeCount: code }
const bill = {
  HasNextPage: flag,
  NextCursor: cursor,
  WeChatBillDetails: kept(
    soiled(
      fc.array(soiled(object({ ...group, ChargeDetails: soiled(fc.array(soiled(object(line)), { maxLength: 2 })) })), {
        maxLength: 2,
      }),
    ),
  ),
  Error: error,
  Text: rarely(junk),
}
const billEnvelope = {
  Date: soiled(fc.constantFrom("2026-10-05", "2024-02-29")),
  RuleId: label,
  Account: label,
  Cursor: cursor,
}
const pages = fc.oneof(
  object({ ...billEnvelope, Response: kept(soiled(object(bill))), WeChatBillDetails: rarely(junk) }),
  object({ ...billEnvelope, ...bill }),
  object({ ...billEnvelope, ...group, ...line, Response: rarely(fc.constant(null)), LivenessDetail: rarely(junk) }),
)

/** Records among results; among them bills, and values that are no records at all. */
export const hostileResult: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 12, arbitrary: sometimesAll },
  { weight: 1, arbitrary: pages },
  { weight: 1, arbitrary: fc.oneof(junk, fc.jsonValue()) },
)
/** Records among bills; among them results. */
export const hostilePage: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 12, arbitrary: pages },
  { weight: 1, arbitrary: sometimesAll },
  { weight: 1, arbitrary: fc.oneof(junk, fc.jsonValue()) },
)
