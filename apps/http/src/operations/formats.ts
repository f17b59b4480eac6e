/** The forms in which answers can be had, and which of them an `Accept` asks for. */
import { XLSX_TYPE } from "@faceid-tally/report"

export const mediaTypes = {
  json: "application/json",
  csv: "text/csv",
  ndjson: "application/x-ndjson",
  xlsx: XLSX_TYPE,
  zip: "application/zip",
} as const
export type Format = keyof typeof mediaTypes

export const jsonOnly: ReadonlyArray<Format> = ["json"]
/** Of a list. */
export const allFormats: ReadonlyArray<Format> = ["json", "csv", "ndjson", "xlsx"]

const NAMES: Readonly<Record<string, Format>> = {
  "application/ndjson": "ndjson",
  "application/jsonl": "ndjson",
}

interface Range {
  readonly type: string
  readonly q: number
  /** The more exact one decides. */
  readonly exactness: number
}

/** The best of the formats by RFC 9110, the first of equal ones; `undefined` where none is acceptable. */
export const negotiate = (accept: string | undefined, formats: ReadonlyArray<Format>): Format | undefined => {
  if (accept === undefined || accept.trim() === "") return formats[0]
  const ranges = accept.split(",").map(toRange)
  const rated = formats.map((format) => ({ format, q: qualityOf(format, ranges) }))
  const best = rated.reduce((a, b) => (b.q > a.q ? b : a))
  return best.q > 0 ? best.format : undefined
}

const toRange = (text: string): Range => {
  const [type = "", ...params] = text.split(";").map((part) => part.trim().toLowerCase())
  const q = params.find((param) => param.startsWith("q="))
  const value = q === undefined ? 1 : Number(q.slice(2))
  return { type, q: value >= 0 && value <= 1 ? value : 0, exactness: type === "*/*" ? 0 : type.endsWith("/*") ? 1 : 2 }
}

const qualityOf = (format: Format, ranges: ReadonlyArray<Range>): number => {
  const matching = ranges.filter(({ type }) => isMatch(type, format))
  const [most] = matching.toSorted((a, b) => b.exactness - a.exactness)
  return most?.q ?? 0
}

const isMatch = (type: string, format: Format): boolean => {
  const mediaType = mediaTypes[format]
  if (type === "*/*" || type === mediaType || NAMES[type] === format) return true
  return type.endsWith("/*") && mediaType.startsWith(type.slice(0, -1))
}
