/**
 * The record rules of CONTRACT 2–4, written by hand over JSON.parse values: the oracle of the decoders. Slow and plain on
 * purpose, and written from the contract alone.
 */
export interface PlainEntry {
  readonly seq: string | null
  readonly charge: boolean | null
  readonly code: number | null
  readonly reqTime: number | null
}

export interface PlainResult {
  /** A row of a table or a flat object: it stands for itself, not for a place in LivenessDetail. */
  readonly flat: boolean
  readonly bizToken: string | null
  readonly ruleId: string | null
  readonly account: string | null
  readonly fetchedAt: number | null
  readonly errCode: number | null
  readonly nfc: number | null
  readonly entries: ReadonlyArray<PlainEntry>
}

export interface PlainLine extends PlainEntry {
  readonly chargeType: string | null
}

export interface PlainBlock {
  readonly bizToken: string | null
  readonly ruleId: string | null
  readonly chargeCount: number | null
  readonly lines: ReadonlyArray<PlainLine>
}

export interface PlainPage {
  readonly flat: boolean
  readonly date: string | null
  readonly askedRuleId: string | null
  readonly account: string | null
  readonly cursor: number | null
  readonly hasNext: boolean
  readonly nextCursor: number | null
  readonly blocks: ReadonlyArray<PlainBlock>
}

export type Outcome<A> = A | "apiError" | "rejected"

class Rejected extends Error {}

const reject = (): never => {
  throw new Rejected()
}

const decide = <A>(decode: () => Outcome<A>): Outcome<A> => {
  try {
    return decode()
  } catch (error) {
    if (error instanceof Rejected) return "rejected"
    throw error
  }
}

type Fields = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value)
/** 1. "a record that is no object is rejected"; 3. "a non-object inside … rejects the record". */
const object = (value: unknown): Fields => (isObject(value) ? value : reject())
const has = (fields: Fields, key: string): boolean => Object.hasOwn(fields, key)
/** Own fields only: JSON.parse makes `__proto__` one of them, and nothing may be inherited. */
const get = (fields: Fields, key: string): unknown => (has(fields, key) ? fields[key] : null)
/** 2. "`Response` and `Text` are present when not null". */
const present = (fields: Fields, key: string): boolean => get(fields, key) != null

/** DESIGN rule 2: "An empty string is missing." */
const text = (fields: Fields, key: string): string | null => {
  const value = get(fields, key)
  if (value == null || value === "") return null
  return typeof value === "string" ? value : reject()
}

/** 3. "Integers are numbers with an integer value (`2016.0` is), |x| < 2³¹". */
const integer = (value: unknown): number | null => {
  if (value == null) return null
  if (typeof value !== "number" || !Number.isInteger(value) || Math.abs(value) >= 2 ** 31) return reject()
  return value + 0
}

/** 3. "`BizToken`, `RuleId`, `Account` are strings, or integers read as their digits." */
const identifier = (fields: Fields, key: string): string | null => {
  const value = get(fields, key)
  return typeof value === "number" ? String(integer(value)) : text(fields, key)
}

const flag = (fields: Fields): boolean | null => {
  const value = get(fields, "IsNeedCharge")
  if (value == null) return null
  return typeof value === "boolean" ? value : reject()
}

const lastDay = (year: number, month: number): number => new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate()
const isDate = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= lastDay(year, month)

/** 34. "epoch milliseconds, as number or digits, or ISO 8601 with offset, from 2015-01-01 to before 2100-01-01 (+08:00)" */
const instant = (fields: Fields, key: string): number | null => {
  const value = get(fields, key)
  if (value == null || value === "") return null
  const ms = typeof value === "string" && /^[0-9]+$/.test(value) ? Number(value) : value
  const read = typeof ms === "string" ? isoTime(ms) : typeof ms === "number" && Number.isInteger(ms) ? ms : reject()
  return read >= Date.UTC(2014, 11, 31, 16) && read < Date.UTC(2099, 11, 31, 16) ? read : reject()
}
/** 3. "date and time with `Z` or ±hh:mm, seconds optional". */
const isoTime = (text: string): number => {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:Z|([+-])(\d\d):(\d\d))$/.exec(text)
  if (parts === null) return reject()
  const part = (index: number): number => Number(parts[index] ?? 0)
  if (!isDate(part(1), part(2), part(3)) || part(4) > 23 || part(5) > 59 || part(6) > 59) return reject()
  if (part(9) > 23 || part(10) > 59) return reject()
  const ms = Number(`${parts[7] ?? ""}000`.slice(0, 3))
  const offset = (part(9) * 60 + part(10)) * 60_000 * (parts[8] === "-" ? -1 : 1)
  const midnight = new Date(0).setUTCFullYear(part(1), part(2) - 1, part(3))
  return midnight + ((part(4) * 60 + part(5)) * 60 + part(6)) * 1000 + ms - offset
}

/** 3. "null or a non-object inside LivenessDetail, WeChatBillDetails or ChargeDetails rejects the record". */
const elements = (value: unknown): ReadonlyArray<Fields> => {
  if (value == null) return []
  return Array.isArray(value) ? value.map(object) : reject()
}

const apiError = (fields: Fields): "apiError" => (isObject(fields["Error"]) ? "apiError" : reject())

const entry = (fields: Fields): PlainEntry => ({
  seq: text(fields, "Seq"),
  charge: flag(fields),
  code: integer(get(fields, "Errcode")),
  reqTime: instant(fields, "ReqTime"),
})

/** What one JSON value among results is. */
export const plainResult = (value: unknown): Outcome<PlainResult> =>
  decide(() => {
    const top = object(value)
    // DESIGN rule 2: "and at the top level of any shape `BizToken`, `RuleId`, `Account`, `FetchedAt`".
    const envelope = {
      bizToken: identifier(top, "BizToken"),
      ruleId: identifier(top, "RuleId"),
      account: identifier(top, "Account"),
      fetchedAt: instant(top, "FetchedAt"),
    }
    const ofText = (fields: Fields): PlainResult => {
      const nfc = integer(get(fields, "NFCBillingCounts"))
      return {
        flat: false,
        ...envelope,
        errCode: integer(get(fields, "ErrCode")),
        // 3. "NFCBillingCounts ≥ 0".
        nfc: nfc !== null && nfc < 0 ? reject() : nfc,
        entries: elements(get(fields, "LivenessDetail")).map(entry),
      }
    }
    // 2. "A `Response` must hold `Text` or `Error`"; "Error beside Text is an API error"; "Types are checked in API errors as well".
    const ofResponse = (fields: Fields): Outcome<PlainResult> => {
      const result = present(fields, "Text") ? ofText(object(fields["Text"])) : null
      if (present(fields, "Error")) return apiError(fields)
      return result ?? reject()
    }
    // DESIGN rule 1: "Precedence: Response, then Text, then LivenessDetail; siblings are ignored".
    if (present(top, "Response")) return ofResponse(object(top["Response"]))
    if (present(top, "Text") || present(top, "Error")) return ofResponse(top)
    if (has(top, "LivenessDetail")) return ofText(top)
    // 2. "A flat object has `Seq` or `IsNeedCharge` at top level and none of Response, Text, LivenessDetail".
    if (has(top, "Seq") || has(top, "IsNeedCharge")) {
      return { flat: true, ...envelope, errCode: null, nfc: null, entries: [entry(top)] }
    }
    return reject()
  })

/** 4. "An ErrorCode that is no integer is null." */
const errorCode = (fields: Fields): number | null => {
  const value = get(fields, "ErrorCode")
  // DESIGN: "`ErrorCode` as string or number".
  if (value != null && typeof value !== "string" && typeof value !== "number") return reject()
  const number = typeof value === "string" && /^-?[0-9]+$/.test(value) ? Number(value) : value
  return typeof number === "number" && Number.isInteger(number) && Math.abs(number) < 2 ** 31 ? number + 0 : null
}

const line = (fields: Fields): PlainLine => ({
  seq: text(fields, "Seq"),
  charge: flag(fields),
  code: errorCode(fields),
  reqTime: instant(fields, "ReqTime"),
  chargeType: text(fields, "ChargeType"),
})

/** 34. "Date (with or without zeros, `-` or `/`) has the same span". */
const date = (fields: Fields): string | null => {
  const value = text(fields, "Date")
  if (value === null) return null
  const parts = /^(\d{4})(?:-(\d\d?)-|\/(\d\d?)\/)(\d\d?)$/.exec(value)
  if (parts === null) return reject()
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? parts[3]), Number(parts[4])]
  if (!isDate(year, month, day) || year < 2015 || year > 2099) return reject()
  return `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`
}

/** What one JSON value among bills is. */
export const plainPage = (value: unknown): Outcome<PlainPage> =>
  decide(() => {
    const top = object(value)
    const envelope = {
      date: date(top),
      askedRuleId: identifier(top, "RuleId"),
      account: identifier(top, "Account"),
    }
    const cursor = (): number | null => integer(get(top, "Cursor"))
    const block = (fields: Fields): PlainBlock => ({
      bizToken: identifier(fields, "BizToken"),
      // 4. "A line's RuleId is its own, else the envelope's."
      ruleId: identifier(fields, "RuleId") ?? envelope.askedRuleId,
      chargeCount: integer(get(fields, "ChargeCount")),
      lines: elements(get(fields, "ChargeDetails")).map(line),
    })
    const ofResponse = (fields: Fields): Outcome<PlainPage> => {
      const hasNext = get(fields, "HasNextPage")
      if (hasNext != null && typeof hasNext !== "boolean") return reject()
      const page = {
        flat: false,
        ...envelope,
        cursor: cursor(),
        // 4. "HasNextPage null is false."
        hasNext: hasNext === true,
        nextCursor: integer(get(fields, "NextCursor")),
        // 4. "`WeChatBillDetails: null` is an empty page."
        blocks: elements(get(fields, "WeChatBillDetails")).map(block),
      }
      if (present(fields, "Error")) return apiError(fields)
      return has(fields, "WeChatBillDetails") ? page : reject()
    }
    if (present(top, "Response")) return ofResponse(object(top["Response"]))
    if (has(top, "WeChatBillDetails") || present(top, "Error")) return ofResponse(top)
    // 2. "(among bills: one line). Results among bills are rejected as bills among results are."
    if (present(top, "Text") || has(top, "LivenessDetail")) return reject()
    if (!has(top, "Seq") && !has(top, "IsNeedCharge")) return reject()
    // A row has no envelope, so Cursor is not read there.
    const row = { bizToken: identifier(top, "BizToken"), ruleId: envelope.askedRuleId }
    const blocks = [{ ...row, chargeCount: integer(get(top, "ChargeCount")), lines: [line(top)] }]
    return { flat: true, ...envelope, askedRuleId: null, cursor: null, hasNext: false, nextCursor: null, blocks }
  })
