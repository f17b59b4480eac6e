/**
 * Results of known counts, dressed as exports and logs dress them: wrapped under random words, as strings, behind the text of a
 * log, as tables with guards and totals, in any encoding. Whatever the dress, what is counted is what is known.
 */
import { gzipSync } from "node:zlib"

import * as fc from "fast-check"

export interface KnownEntry {
  readonly seq: string
  readonly charge: boolean | null
  readonly errcode: number
  readonly at: number
}
export interface KnownResult {
  readonly bizToken: string
  readonly ruleId: string
  readonly entries: ReadonlyArray<KnownEntry>
}

/** A month of results; each Seq stands in one of them. */
export const months: fc.Arbitrary<ReadonlyArray<KnownResult>> = fc
  .array(
    fc.array(
      fc.record({
        charge: fc.constantFrom(true, false, null),
        errcode: fc.constantFrom(0, 1004, 2006, 2016),
        at: fc.integer({ min: 1_790_784_000_000, max: 1_793_462_399_999 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    { minLength: 2, maxLength: 6 },
  )
  .map((results) =>
    results.map((entries, i) => ({
      bizToken: `T-${i}`,
      ruleId: `${1 + (i % 2)}`,
      entries: entries.map((entry, k) => ({ ...entry, seq: `s-${i}-${k}` })),
    })),
  )

/** A word that is none of the names that are read, however it is spelled. */
const words = fc.stringMatching(/^w[a-z]{2,6}(_[a-z]{2,4})?$/)

const jsonDress = fc.record({
  form: fc.constantFrom("lines", "array", "pretty", "documents", "one array in a line"),
  shape: fc.constantFrom("wire", "text", "detail", "text as string", "digits for a list", "extended numbers"),
  token: fc.constantFrom("BizToken", "bizToken", "biz_token", "BIZTOKEN"),
  /** From the outside in; each may hold what is inside as a string. */
  under: fc.array(fc.tuple(words, fc.boolean()), { maxLength: 4 }),
  /** Wrappers hold lists as well. */
  isList: fc.boolean(),
  prefix: fc.constantFrom("", "2026-10-01 10:00:00.123 INFO [worker-1] c.e.Faceid - ", "<14>Oct  1 host app[7]: "),
})
const tableDress = fc.record({
  form: fc.constant("table" as const),
  delimiter: fc.constantFrom(",", ";", "\t", "|"),
  hasSep: fc.boolean(),
  above: fc.nat(4),
  totals: fc.constantFrom("", "合计", "Total: 3", "小计 "),
  hasHeaderAgain: fc.boolean(),
  guard: fc.constantFrom(
    (text: string) => text,
    (text: string) => `'${text}`,
    (text: string) => `"=""${text}"""`,
    (text: string) => `\u200b${text} `,
  ),
  nothing: fc.constantFrom("", "NULL", "\\N", "(null)", "N/A"),
  token: fc.constantFrom("BizToken", "biz_token", "biztoken"),
  end: fc.constantFrom("\n", "\r\n", "\r"),
})
const wire = fc.record({
  encoding: fc.constantFrom(
    "utf-8",
    "with a mark",
    "with two marks",
    "utf-16le",
    "utf-16be",
    "utf-16le without a mark",
  ),
  isPacked: fc.boolean(),
  last: fc.constantFrom("", "\x1a", "\n"),
})

type JsonDress = typeof jsonDress extends fc.Arbitrary<infer A> ? A : never
type TableDress = typeof tableDress extends fc.Arbitrary<infer A> ? A : never
type Wire = typeof wire extends fc.Arbitrary<infer A> ? A : never

export interface Dress {
  readonly content: JsonDress | TableDress
  readonly wire: Wire
}

export const dresses: fc.Arbitrary<Dress> = fc.record({ content: fc.oneof(jsonDress, tableDress), wire })

/** A file that says no more and no less than the results. */
export const dressed = (
  results: ReadonlyArray<KnownResult>,
  { content, wire: how }: Dress,
): { readonly name: string; readonly bytes: Uint8Array } => {
  const text = content.form === "table" ? tableOf(results, content) : jsonOf(results, content)
  const bytes = encoded(text + (content.form === "pretty" && how.last === "" ? "\n" : how.last), how.encoding)
  const name = content.form === "table" ? "dressed.csv" : content.form === "lines" ? "dressed.ndjson" : "dressed.json"
  return how.isPacked ? { name: `${name}.gz`, bytes: gzipSync(bytes) } : { name, bytes }
}

const jsonOf = (results: ReadonlyArray<KnownResult>, dress: JsonDress): string => {
  const { form, prefix, under, isList } = dress
  const records = results.map((result) => recordOf(result, dress))
  const isWrapped = under.length > 0
  switch (form) {
    case "lines":
      return records.map((record) => `${prefix}${JSON.stringify(wrapped(record, dress))}\n`).join("")
    case "documents":
      return records.map((record) => JSON.stringify(wrapped(record, dress), null, 1)).join("\n")
    default: {
      const all = isWrapped && isList ? wrapped(records, dress) : records.map((record) => wrapped(record, dress))
      return JSON.stringify(all, null, form === "one array in a line" ? undefined : 2)
    }
  }
}

/** Strings within strings are read three deep. */
const STRINGS_MAX = 2

const wrapped = (inner: unknown, { under }: JsonDress): unknown => {
  let strings = 0
  return under.reduceRight<unknown>((inside, [key, isString]) => {
    const asString = isString && strings++ < STRINGS_MAX
    return { wnote: 1, [key]: asString ? JSON.stringify(inside) : inside }
  }, inner)
}

const recordOf = ({ bizToken, ruleId, entries }: KnownResult, { shape, token }: JsonDress): unknown => {
  const list = entries.map(({ seq, charge, errcode, at }) => ({
    ReqTime: shape === "extended numbers" ? { $numberLong: String(at) } : String(at),
    Seq: seq,
    IsNeedCharge: charge,
    Errcode: shape === "extended numbers" ? { $numberInt: String(errcode) } : errcode,
    Sim: "92.10",
  }))
  const detail = shape === "digits for a list" ? Object.fromEntries(list.entries()) : list
  const text = { ErrCode: 0, LivenessDetail: detail }
  const about = { [token]: bizToken, RuleId: ruleId }
  switch (shape) {
    case "text":
      return { ...about, Text: text }
    case "detail":
      return { ...about, LivenessDetail: detail }
    case "text as string":
      return { ...about, Response: { Text: JSON.stringify(text), RequestId: "r" } }
    default:
      return { ...about, Response: { Text: text, RequestId: "r" } }
  }
}

const tableOf = (results: ReadonlyArray<KnownResult>, dress: TableDress): string => {
  const { delimiter, hasSep, above, totals, hasHeaderAgain, guard, nothing, token, end } = dress
  const header = ["Seq", "IsNeedCharge", "Errcode", "ReqTime", token, "RuleId"].join(delimiter)
  const rows = results.flatMap(({ bizToken, ruleId, entries }) =>
    entries.map(({ seq, charge, errcode, at }) =>
      [guard(seq), charge === null ? nothing : String(charge), errcode, at, guard(bizToken), ruleId].join(delimiter),
    ),
  )
  const half = rows.length >> 1
  return [
    ...(hasSep ? [`sep=${delimiter}`] : []),
    ...Array.from({ length: above }, (_, i) => `Exported ${i}`),
    header,
    ...rows.slice(0, half),
    ...(hasHeaderAgain ? [header] : []),
    ...rows.slice(half),
    ...(totals === "" ? [] : [`${totals}${delimiter.repeat(5)}`]),
    "",
  ].join(end)
}

const encoded = (text: string, encoding: Wire["encoding"]): Uint8Array => {
  switch (encoding) {
    case "utf-8":
      return Buffer.from(text)
    case "with a mark":
      return Buffer.from(`\uFEFF${text}`)
    case "with two marks":
      return Buffer.from(`\uFEFF\uFEFF${text}`)
    case "utf-16le":
      return Buffer.from(`\uFEFF${text}`, "utf16le")
    case "utf-16be":
      return Buffer.from(`\uFEFF${text}`, "utf16le").swap16()
    case "utf-16le without a mark":
      return Buffer.from(text, "utf16le")
  }
}
