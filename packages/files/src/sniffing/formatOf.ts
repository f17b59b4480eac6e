/**
 * What a file's first bytes say it is: JSON as lines or as documents, a table, or something else that is told by name.
 * Its name says only what the bytes leave open (R1, R22–R24).
 */
import { Buffer } from "node:buffer"

import { hasLinesName } from "../options/Content.ts"
import { skimJson } from "../json/jsonReader.ts"
import { CLOSE_BRACE, CLOSE_BRACKET, NEWLINE, OPEN_BRACE, OPEN_BRACKET, QUOTE, skipBlank } from "../json/JsonWalk.ts"
import { hasJsonLine } from "./jsonLine.ts"
import { type TextFormat, textFormatOf } from "./textFormat.ts"

export type Format = "lines" | "documents" | "table"

/** What a file is, and where its first byte that counts stands. */
export type Sniffed =
  | { readonly format: Format; readonly at: number }
  | { readonly format: "other"; readonly other: TextFormat; readonly at: number }

/** So much of a file is looked at. */
export const HEAD_BYTES = 1 << 16
/** Of a line, as much is matched. */
const LINE_BYTES = 4096

/** What is known beside the bytes. */
export interface Known {
  readonly name: string
  /** Whether the bytes are all that there are. */
  readonly isLast: boolean
  /** Whether a table that can be read begins in these bytes. */
  readonly hasHeader: (head: Uint8Array) => boolean
}

/** The format of a file by its first bytes, `undefined` when they are too few to tell. */
export const formatOf = (head: Uint8Array, { name, isLast, hasHeader }: Known): Sniffed | undefined => {
  const at = firstByte(head)
  const isAll = isLast || head.length >= HEAD_BYTES
  if (at === head.length) return isAll ? { format: hasLinesName(name) ? "lines" : "documents", at } : undefined
  const json = hasLinesName(name) ? "lines" : "documents"
  if (isSurelyJson(head, at)) return { format: json, at }
  if (!isAll) return undefined

  const line = firstLine(head, at)
  const other = textFormatOf(text(line), () => hasJsonLine(head.subarray(at), isLast))
  if (other !== undefined) return { format: "other", other, at }
  if (json === "lines" || head[at] === OPEN_BRACE) return { format: json, at }
  // A quoted `sep=;` is a string of JSON too.
  if (head[at] === QUOTE && hasHeader(head.subarray(at))) return { format: "table", at }
  if (beginsAsJson(line)) return { format: "documents", at }
  if (hasHeader(head.subarray(at))) return { format: "table", at }
  if (hasJsonLine(head.subarray(at), isLast)) return { format: "lines", at }
  const isNamedJson = /\.json(\.gz)?$/i.test(name) && !hasDelimiter(line)
  return { format: head[at] === OPEN_BRACKET || isNamedJson ? "documents" : "table", at }
}

/** Past white space, byte order marks and NULs. */
const firstByte = (head: Uint8Array): number => {
  for (let at = 0; ;) {
    at = skipBlank(head, at, head.length)
    if (head[at] === 0) at++
    else if (head[at] === 0xef && head[at + 1] === 0xbb && head[at + 2] === 0xbf) at += 3
    else return at
  }
}

/** Whether what begins here can be nothing but JSON: an object with a key, or a list of objects. */
const isSurelyJson = (head: Uint8Array, at: number): boolean => {
  const next = skipBlank(head, at + 1, head.length)
  if (head[at] === OPEN_BRACE) return head[next] === QUOTE || head[next] === CLOSE_BRACE
  return (
    head[at] === OPEN_BRACKET &&
    (head[next] === CLOSE_BRACKET || (head[next] === OPEN_BRACE && isSurelyJson(head, next)))
  )
}

/** Whether a line is JSON, or as far as it goes: a bracket also opens a line of a log. */
const beginsAsJson = (line: Uint8Array): boolean => {
  const { outcome, at } = skimJson(line, 0, line.length)
  if (outcome === "complete") return skipBlank(line, at, line.length) === line.length
  if (line[0] !== OPEN_BRACKET) return false
  const next = line[skipBlank(line, 1, line.length)]
  return outcome === "cut" || next === OPEN_BRACE || next === OPEN_BRACKET
}

const firstLine = (head: Uint8Array, at: number): Uint8Array => {
  const end = head.findIndex((byte, i) => i > at && (byte === NEWLINE || byte === 0x0d))
  return head.subarray(at, end < 0 ? head.length : end)
}

const text = (line: Uint8Array): string =>
  Buffer.from(line.buffer, line.byteOffset, Math.min(line.length, LINE_BYTES)).toString("latin1")

const hasDelimiter = (line: Uint8Array): boolean =>
  [0x2c, 0x09, 0x3b, 0x7c].some((delimiter) => line.includes(delimiter))
