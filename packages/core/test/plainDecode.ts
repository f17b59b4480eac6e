/**
 * The record rules of R2–R4, written by hand over JSON.parse values: the oracle of the decoders. Slow and plain on
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

/** C2: "An empty string is missing." */
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
const isoTime = (iso: string): number => {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:Z|([+-])(\d\d):(\d\d))$/.exec(iso)
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

/** 27. "equals it without regard to case, `_`, `-`, blanks and a leading `is` on both". */
const folded = (name: string): string =>
  [...name.toLowerCase()]
    .filter((c) => !"_- ".includes(c))
    .join("")
    .replace(/^is/, "")
const nearKeys = (fields: Fields, name: string): ReadonlyArray<string> =>
  has(fields, name) ? [] : Object.keys(fields).filter((key) => folded(key) === folded(name))
/** 27. "Of the provider's names it rejects the record, page or header". */
const exactly = (fields: Fields, ...names: ReadonlyArray<string>): Fields =>
  names.some((name) => nearKeys(fields, name).length > 0) ? reject() : fields
/** 27. "People's own names … are read … Two near misses of one name: rejected." */
const inAnySpelling = (fields: Fields, name: string): Fields => {
  const near = nearKeys(fields, name)
  return near.length === 0 ? fields : near.length > 1 ? reject() : { ...fields, [name]: fields[near[0] as string] }
}

/** 26. "JSON: the same words in string values of Seq, BizToken, RuleId, Account". */
const words = "null (null) [null] <null> \\N none nil nan n/a undefined - -- — 无".toLowerCase().split(" ")
const name = (value: string | null): string | null =>
  value !== null && words.includes(value.toLowerCase()) ? null : value
const label = (fields: Fields, key: string): string | null => name(identifier(fields, key))

/** 29. "may be strings that hold them". */
const held = (value: unknown): unknown => {
  if (typeof value !== "string") return value
  try {
    const inside: unknown = JSON.parse(value)
    return typeof inside === "object" && inside !== null ? inside : value
  } catch {
    return value
  }
}

/** 29. "A non-empty object whose keys are all digits is the list of its values in numeric order". */
const listed = (value: unknown): unknown => {
  if (!isObject(value) || Object.keys(value).length === 0) return value
  const keys = Object.keys(value)
  return keys.every((key) => /^[0-9]+$/.test(key))
    ? keys.sort((a, b) => Number(a) - Number(b)).map((key) => value[key])
    : value
}

/** 29. "`{"$numberInt"|"$numberLong": "digits"}` is that integer, `{"$date": …}` … that instant". */
const plain = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([key, value]) => {
      const isInstant = key === "ReqTime" || key === "FetchedAt"
      const date = isObject(value) && isInstant && Object.keys(value).join() === "$date" ? value["$date"] : value
      const number =
        isObject(date) && /^[$]number(Int|Long)$/.test(Object.keys(date).join()) ? Object.values(date)[0] : 0
      return [key, typeof number === "string" && /^-?[0-9]+$/.test(number) ? Number(number) : date]
    }),
  )

/** 30. "ChargeType, ErrorCode, ChargeCount (WeChatBillDetails) say bill; Errcode, FetchedAt … say results". */
const marked = (fields: Fields) => ({
  bill: ["ChargeType", "ErrorCode", "ChargeCount", "WeChatBillDetails"].some((key) => has(fields, key)),
  result: has(fields, "Errcode") || has(fields, "FetchedAt") || nearKeys(fields, "FetchedAt").length > 0,
})

const entry = (met: Fields): PlainEntry => {
  const fields = plain(exactly(met, "Seq", "IsNeedCharge", "Errcode", "ReqTime"))
  return {
    seq: name(text(fields, "Seq")),
    charge: flag(fields),
    code: integer(get(fields, "Errcode")),
    reqTime: instant(fields, "ReqTime"),
  }
}

/** 27. "top level where the search (28) finds nothing". */
const topNames = ["Response", "Text", "LivenessDetail", "Seq", "IsNeedCharge", "WeChatBillDetails"]

/** What one JSON value among results is. */
export const plainResult = (value: unknown): Outcome<PlainResult> =>
  decide(() => {
    const top = object(value)
    // C2: "and at the top level of any shape `BizToken`, `RuleId`, `Account`, `FetchedAt`".
    const envelope = () => {
      const own = plain(inAnySpelling(inAnySpelling(inAnySpelling(top, "BizToken"), "RuleId"), "FetchedAt"))
      return {
        bizToken: label(own, "BizToken"),
        ruleId: label(own, "RuleId"),
        account: label(own, "Account"),
        fetchedAt: instant(own, "FetchedAt"),
      }
    }
    const ofText = (met: Fields): PlainResult => {
      const fields = plain(exactly(met, "LivenessDetail", "NFCBillingCounts"))
      const nfc = integer(get(fields, "NFCBillingCounts"))
      return {
        flat: false,
        ...envelope(),
        errCode: integer(get(fields, "ErrCode")),
        // 3. "NFCBillingCounts ≥ 0".
        nfc: nfc !== null && nfc < 0 ? reject() : nfc,
        entries: elements(listed(held(get(met, "LivenessDetail")))).map(entry),
      }
    }
    // 2. "A `Response` must hold `Text` or `Error`"; "Error beside Text is an API error"; "Types are checked in API errors as well".
    const ofResponse = (fields: Fields): Outcome<PlainResult> => {
      envelope()
      const result = present(fields, "Text") ? ofText(object(held(fields["Text"]))) : null
      if (present(fields, "Error")) return apiError(fields)
      return result ?? reject()
    }
    // C1: "Precedence: Response, then Text, then LivenessDetail; siblings are ignored".
    if (present(top, "Response")) return ofResponse(object(held(top["Response"])))
    if (present(top, "Text")) return ofResponse(top)
    if (has(top, "LivenessDetail")) return ofText(top)
    // 2. "A flat object has `Seq` or `IsNeedCharge` at top level and none of Response, Text, LivenessDetail".
    if (has(top, "Seq") || has(top, "IsNeedCharge")) {
      if (marked(top).bill && !marked(top).result) return reject()
      return { flat: true, ...envelope(), errCode: null, nfc: null, entries: [entry(top)] }
    }
    // 29. "A bare Error is an API error only where the search finds nothing".
    if (has(top, "WeChatBillDetails")) return reject()
    return present(exactly(top, ...topNames), "Error") ? ofResponse(top) : reject()
  })

/** 4. "An ErrorCode that is no integer is null." */
const errorCode = (fields: Fields): number | null => {
  const value = get(fields, "ErrorCode")
  // R4: "`ErrorCode` as string or number".
  if (value != null && typeof value !== "string" && typeof value !== "number") return reject()
  const number = typeof value === "string" && /^-?[0-9]+$/.test(value) ? Number(value) : value
  return typeof number === "number" && Number.isInteger(number) && Math.abs(number) < 2 ** 31 ? number + 0 : null
}

const lineNames = ["Seq", "IsNeedCharge", "ErrorCode", "ReqTime", "ChargeType", "ChargeCount"]
const line = (met: Fields): PlainLine => {
  const fields = plain(exactly(met, ...lineNames))
  return {
    seq: name(text(fields, "Seq")),
    charge: flag(fields),
    code: errorCode(fields),
    reqTime: instant(fields, "ReqTime"),
    chargeType: text(fields, "ChargeType"),
  }
}

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

/** 39. "The day of a page without Date is that of its lines if they have one day." */
const oneDay = (blocks: ReadonlyArray<PlainBlock>): string | null => {
  const times = blocks.flatMap(({ lines }) => lines.flatMap(({ reqTime }) => (reqTime === null ? [] : [reqTime])))
  const days = new Set(times.map((ms) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10)))
  return days.size === 1 ? ([...days][0] ?? null) : null
}

/** What one JSON value among bills is. */
export const plainPage = (value: unknown): Outcome<PlainPage> =>
  decide(() => {
    const top = object(value)
    const envelope = () => ({
      date: date(inAnySpelling(top, "Date")),
      askedRuleId: label(plain(top), "RuleId"),
      account: label(plain(top), "Account"),
    })
    // 35. "Cursor and NextCursor: |x| ≤ 2⁵³ − 1".
    const cursor = (n: unknown): number | null =>
      n == null ? null : typeof n === "number" && Number.isSafeInteger(n) ? n + 0 : reject()
    const block = (met: Fields): PlainBlock => {
      const fields = plain(exactly(met, "BizToken", "RuleId", "ChargeDetails", "ChargeCount"))
      return {
        bizToken: label(fields, "BizToken"),
        // 4. "A line's RuleId is its own, else the envelope's."
        ruleId: label(fields, "RuleId") ?? envelope().askedRuleId,
        chargeCount: integer(get(fields, "ChargeCount")),
        lines: elements(listed(get(met, "ChargeDetails"))).map(line),
      }
    }
    // 27. "page: WeChatBillDetails, HasNextPage, NextCursor": an Error alone is no page.
    const ofResponse = (
      met: Fields,
      names = ["WeChatBillDetails", "HasNextPage", "NextCursor"],
    ): Outcome<PlainPage> => {
      const fields = plain(exactly(met, ...names))
      const hasNext = get(fields, "HasNextPage")
      if (hasNext != null && typeof hasNext !== "boolean") return reject()
      // 4. "`WeChatBillDetails: null` is an empty page."
      const blocks = elements(listed(held(get(met, "WeChatBillDetails")))).map(block)
      const own = envelope()
      const page = {
        flat: false,
        ...own,
        date: own.date ?? oneDay(blocks),
        cursor: cursor(get(plain(top), "Cursor")),
        // 4. "HasNextPage null is false."
        hasNext: hasNext === true,
        nextCursor: cursor(get(fields, "NextCursor")),
        blocks,
      }
      // 2. "Error beside Text is an API error": so it is beside the list of a page, where the provider has answered so.
      if (present(top, "Response") && present(fields, "Error")) return apiError(fields)
      return has(fields, "WeChatBillDetails") ? page : present(fields, "Error") ? apiError(fields) : reject()
    }
    if (present(top, "Response")) return ofResponse(object(held(top["Response"])))
    if (has(top, "WeChatBillDetails")) return ofResponse(top)
    // 2. "(among bills: one line). Results among bills are rejected as bills among results are."
    if (present(top, "Text") || has(top, "LivenessDetail")) return reject()
    if (!has(top, "Seq") && !has(top, "IsNeedCharge")) {
      return present(exactly(top, ...topNames), "Error") ? ofResponse(top, []) : reject()
    }
    if (marked(top).result && !marked(top).bill) return reject()
    // A row has no envelope, so Cursor is not read there. People's own names are read as those of a table are.
    const own = plain(inAnySpelling(inAnySpelling(top, "BizToken"), "RuleId"))
    const row = { bizToken: label(own, "BizToken"), ruleId: label(own, "RuleId") }
    const blocks = [{ ...row, chargeCount: integer(get(plain(top), "ChargeCount")), lines: [line(top)] }]
    return { flat: true, ...envelope(), askedRuleId: null, cursor: null, hasNext: false, nextCursor: null, blocks }
  })
