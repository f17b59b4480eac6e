/**
 * Whether a file that a folder gives holds records, by its first bytes: JSON, the header of a table, or lines of a log
 * that end in JSON. Only what is named as a log or a text is asked; it decides nothing but whether the file is read.
 */
import { isUtf8 } from "node:buffer"

import { gunzipped } from "../gunzipped.ts"
import { skimJson } from "../JsonReader.ts"
import { CLOSE_BRACKET, NEWLINE, OPEN_BRACE, OPEN_BRACKET, QUOTE, skipBlank } from "../JsonWalk.ts"
import { chunksOfFile } from "../readSource.ts"
import { findHeader, HEADER_BYTES_MAX } from "../table/findHeader.ts"
import type { TableQuestion } from "../table/Header.ts"
import { encodingOf, transcoderOf } from "../Transcoder.ts"

const LOOKED_AT_BYTES = HEADER_BYTES_MAX
/** A line of a log has no more before its JSON. */
const PREFIX_BYTES_MAX = 1024

export const holdsRecords = async (path: string, question: TableQuestion): Promise<boolean> => {
  const head = await headOf(path)
  return beginsAsJson(head) || hasObjectLine(head) || hasHeader(head, question)
}

/** The first bytes, unpacked, as UTF-8. */
const headOf = async (path: string): Promise<Uint8Array> => {
  const packed = await firstBytes(chunksOfFile(path))
  const isPacked = packed[0] === 0x1f && packed[1] === 0x8b
  const bytes = isPacked ? await firstBytes(gunzipped(chunksOfFile(path), { isCut: false })) : packed
  const known = encodingOf(bytes, undefined)
  const text = bytes.subarray(known?.markLength ?? 0)
  return transcoderOf(known?.encoding ?? (isUtf8Start(text) ? "utf-8" : "gb18030")).write(text)
}

const firstBytes = async (chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const taken: Array<Uint8Array> = []
  let length = 0
  for await (const chunk of chunks) {
    taken.push(chunk)
    length += chunk.length
    if (length >= LOOKED_AT_BYTES) break
  }
  return Buffer.concat(taken).subarray(0, LOOKED_AT_BYTES)
}

/** Where the bytes were cut, a character may have been too. */
const isUtf8Start = (bytes: Uint8Array): boolean =>
  [0, 1, 2, 3].some((cut) => isUtf8(bytes.subarray(0, bytes.length - cut)))

/** A document may be longer than what is looked at. */
const beginsAsJson = (head: Uint8Array): boolean => {
  const at = skipBlank(head, 0, head.length)
  const next = head[skipBlank(head, at + 1, head.length)]
  if (head[at] === OPEN_BRACKET) return next === OPEN_BRACE || next === OPEN_BRACKET || next === CLOSE_BRACKET
  return head[at] === OPEN_BRACE && skimJson(head, at, head.length).outcome !== "fault"
}

const hasObjectLine = (head: Uint8Array): boolean => {
  for (let start = 0; start < head.length;) {
    const newline = head.indexOf(NEWLINE, start)
    const end = newline < 0 ? head.length : newline
    if (endsInObject(head, start, end)) return true
    start = end + 1
  }
  return false
}

/** Whether complete values follow one another from the first brace on, and the last ends the line. */
const endsInObject = (head: Uint8Array, start: number, end: number): boolean => {
  for (let at = start; ;) {
    const brace = head.indexOf(OPEN_BRACE, at)
    if (brace < 0 || brace >= end || brace - at > PREFIX_BYTES_MAX) return false
    const quote = head.indexOf(QUOTE, at)
    if (quote >= 0 && quote < brace) return false
    const { outcome, at: after } = skimJson(head, brace, end)
    if (outcome === "cut" && end === head.length) return true
    if (outcome !== "complete") return false
    if (skipBlank(head, after, end) === end) return true
    at = after
  }
}

const hasHeader = (head: Uint8Array, question: TableQuestion): boolean => {
  const search = findHeader(head, 0, head.length, true, question)
  return search.outcome === "header" || (search.outcome === "fault" && search.isHeader)
}
