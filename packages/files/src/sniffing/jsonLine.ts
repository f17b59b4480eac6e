/** Lines that hold a record: an object alone, or the one at the end of a line of a log (R23). */
import { Buffer } from "node:buffer"

import { logRecordIn } from "@faceid-tally/core/engine"

import { skimJson } from "../json/jsonReader.ts"
import { CLOSE_BRACE, NEWLINE, OPEN_BRACE, QUOTE, skipBlank } from "../json/JsonWalk.ts"

/** A longer line is no line of a log. */
const LINE_BYTES_MAX = 64 << 20
const PREFIX_BYTES_MAX = 1024

/** Where the record of a log line stands in `bytes[from, end)`; `undefined` for what is no log line. */
export const logRecordAt = (
  bytes: Uint8Array,
  from: number,
  end: number,
): { readonly start: number; readonly end: number } | undefined => {
  let last = end
  while (last > from && (bytes[last - 1] as number) <= 0x20) last--
  if (bytes[last - 1] !== CLOSE_BRACE || bytes.indexOf(OPEN_BRACE, from) > last || last - from > LINE_BYTES_MAX)
    return undefined
  // One character a byte, so that places are the same.
  const line = Buffer.from(bytes.buffer, bytes.byteOffset + from, last - from).toString("latin1")
  const span = logRecordIn(line, () => 1)
  if (span === undefined) return undefined
  const [start, stop] = [from + span.start, from + span.end]
  const { outcome, at } = skimJson(bytes, start, stop)
  return outcome === "complete" && at === stop ? { start, end: stop } : undefined
}

/** Whether one of the lines is an object, or the line of a log. */
export const hasJsonLine = (head: Uint8Array, isLast: boolean): boolean => {
  for (let start = 0; start < head.length;) {
    const newline = head.indexOf(NEWLINE, start)
    const at = skipBlank(head, start, head.length)
    if (newline < 0 && !isLast) return isBegun(head, at)
    const end = newline < 0 ? head.length : newline
    if (at < end && holdsJson(head, at, end)) return true
    start = end + 1
  }
  return false
}

const holdsJson = (head: Uint8Array, start: number, end: number): boolean => {
  if (head[start] !== OPEN_BRACE) return logRecordAt(head, start, end) !== undefined
  const { outcome, at } = skimJson(head, start, end)
  return outcome === "complete" && skipBlank(head, at, end) === end
}

/** The same of a line that is longer than what is looked at, as one with photos is. */
const isBegun = (head: Uint8Array, start: number): boolean => {
  const brace = head.indexOf(OPEN_BRACE, start)
  const quote = head.indexOf(QUOTE, start)
  const isPlain = brace >= 0 && brace - start <= PREFIX_BYTES_MAX && (quote < 0 || quote > brace)
  return isPlain && skimJson(head, brace, head.length).outcome === "cut"
}
