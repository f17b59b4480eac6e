/**
 * The oracle: what must become of one record, by JSON.parse and core's reading alone. Skipped strings are blanked
 * first; bytes that are no UTF-8 are kept apart as lone surrogates, so that it shows whether a field that is read has one.
 */
import { type BillPage, type DetectInfo, logRecordIn, readRecord } from "@faceid-tally/core/engine"

export type PlainOutcome = DetectInfo | BillPage | "api error" | "rejected"

/** The outcomes of a line of NDJSON: one for each element of an array, one for NULs beside it, none for a blank one. */
export const plainOutcomes = (kind: "results" | "bills", line: Uint8Array): ReadonlyArray<PlainOutcome> => {
  const text = escapeInvalid(line)
  const start = /^(?:[ \t\r\n]|\ufeff|\0)*/.exec(text)?.[0] ?? ""
  const end = /[ \t\r\n\0]*$/.exec(text.slice(start.length))?.[0] ?? ""
  const inside = text.slice(start.length, text.length - end.length)
  return [
    ...(start.includes("\0") ? (["rejected"] as const) : []),
    ...(inside === "" ? [] : outcomesOf(kind, inside)),
    ...(end.includes("\0") ? (["rejected"] as const) : []),
  ]
}

const outcomesOf = (kind: "results" | "bills", text: string): ReadonlyArray<PlainOutcome> => {
  try {
    const value = parseSkipping(text)
    return Array.isArray(value)
      ? value.flatMap((record) => outcomesOfRecord(kind, record))
      : outcomesOfRecord(kind, value)
  } catch {
    const span = logRecordIn(text, (code) =>
      code >= 0xdc80 && code < 0xdd00 ? 1 : Buffer.byteLength(String.fromCharCode(code)),
    )
    const record = span && text.slice(span.start, span.end)
    // What is no log line is one rejected; the record of one is JSON, or it is none.
    return record === undefined || !isJson(record) ? ["rejected"] : outcomesOf(kind, record)
  }
}

const isJson = (text: string): boolean => {
  try {
    parseSkipping(text)
    return true
  } catch {
    return false
  }
}

const outcomesOfRecord = (kind: "results" | "bills", value: unknown): ReadonlyArray<PlainOutcome> =>
  readRecord<"results" | "bills">(value, kind).outcomes.map((outcome) =>
    outcome._tag === "Rejected" ? "rejected" : outcome.record._tag === "ApiError" ? "api error" : outcome.record,
  )

/** Decodes UTF-8; a byte that is part of no character becomes U+DC00 plus its value. */
export const escapeInvalid = (bytes: Uint8Array): string => {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
  try {
    return decoder.decode(bytes)
  } catch {
    let text = ""
    for (let at = 0; at < bytes.length;) {
      const length = [1, 2, 3, 4].find((n) => isCharacter(bytes.subarray(at, at + n))) ?? 0
      text +=
        length === 0
          ? String.fromCharCode(0xdc00 + (bytes[at] ?? 0))
          : new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(at, at + length))
      at += Math.max(length, 1)
    }
    return text
  }
}

const isCharacter = (bytes: Uint8Array): boolean => {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)
    return [...text].length === 1
  } catch {
    return false
  }
}

const skippedFields = [
  "IdCardData",
  "BestFrame",
  "VideoData",
  "Encryption",
  "IntentionVerifyData",
  "IntentionQuestionResult",
  "IntentionActionResult",
]

// oxlint-disable-next-line no-control-regex -- these are what JSON forbids
const exactString = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const skippedString = /"(?:[^"\\]|\\[^])*"/y

const parseSkipping = (text: string): unknown => {
  try {
    return JSON.parse(text, markInvalid)
  } catch {
    return JSON.parse(blankSkipped(text), markInvalid)
  }
}

const INVALID = Symbol("no UTF-8")

/** What is no text is accepted by no field. */
const markInvalid = (_: string, value: unknown): unknown =>
  typeof value === "string" && /[\udc80-\udcff]/.test(value.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ""))
    ? INVALID
    : value

/** Empties the strings in skipped fields, as far as the text is JSON. */
export const blankSkipped = (text: string): string => {
  const open: Array<string> = []
  // A record is a top-level object or, in a line that is an array, an element.
  const base = /^[ \t\r\n]*\[/.test(text) ? 1 : 0
  let response = -1
  let skipped = -1
  let blanked = ""
  for (let at = 0; at < text.length;) {
    const char = text.charAt(at)
    if (char === '"') {
      const isSkipped = skipped >= 0
      const pattern = isSkipped ? skippedString : exactString
      pattern.lastIndex = at
      const literal = pattern.exec(text)?.[0]
      if (literal === undefined) return blanked + text.slice(at)
      at += literal.length
      blanked += isSkipped ? '""' : literal
      const isKey =
        open.at(-1) === "{" &&
        /^[ \t\r\n]*:/.test(text.slice(at)) &&
        /[{,][ \t\r\n]*$/.test(blanked.slice(0, blanked.length - (isSkipped ? 2 : literal.length)))
      if (isKey && !isSkipped) {
        const key = JSON.parse(literal) as string
        const depth = open.length - base
        if (depth === 1) response = -1
        if ((depth === 1 || (depth === 2 && response >= 0)) && skippedFields.includes(key)) skipped = open.length
        if (depth === 1 && key === "Response") response = open.length
      }
      continue
    }
    if (char === "{" || char === "[") open.push(char)
    if (char === "}" || char === "]") open.pop()
    if (skipped >= 0 && (open.length < skipped || (open.length === skipped && (char === "," || char === "}"))))
      skipped = -1
    blanked += char
    at++
  }
  return blanked
}
