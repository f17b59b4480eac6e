/** Cuts sources into tasks: plain NDJSON into ranges that any thread can read, everything else into one task a file. */
import { closeSync, openSync, readSync } from "node:fs"

import type { Order } from "../records/BatchBuilder.ts"
import { type Content, hasLinesName, hasTableName } from "../options/Content.ts"
import { isDiskError } from "../sources/isDiskError.ts"
import { skimJson } from "../json/jsonReader.ts"
import { NEWLINE, OPEN_BRACE, skipBlank } from "../json/JsonWalk.ts"
import type { MissingFile } from "../options/ReadOptions.ts"
import { formatOf } from "../sniffing/formatOf.ts"
import type { Source } from "../sources/Sources.ts"
import { missingReason } from "../options/missingReason.ts"
import type { Range, Task } from "./Task.ts"
import { formatByMagic } from "../sniffing/magic.ts"
import { encodingOf } from "../content/Transcoder.ts"

/** A task that begins where another thread ends is not worth its message below this. */
export const RANGE_BYTES = 16 << 20
/** So much is looked at to see whether the first line is one record. */
const HEAD_BYTES = 1 << 16
const FIRST_LINE_BYTES_MAX = RANGE_BYTES

export const planTasks = (
  sources: ReadonlyArray<Source>,
  about: Omit<Content, "name" | "isOptional">,
  unreadable: Array<MissingFile>,
  order: Order,
  rangeBytes = RANGE_BYTES,
): ReadonlyArray<Task> =>
  sources.flatMap(({ name, path, size, isOfFolder }, source): ReadonlyArray<Task> => {
    const content = { ...about, name, isOptional: isOfFolder && hasTableName(name) }
    const task = { source, path, size, content, range: undefined, order, isWorkbook: false }
    if (path === undefined || size === undefined) return [task]
    try {
      const from = linesFrom(path, size, content)
      if (from === "workbook") return [{ ...task, isWorkbook: true }]
      if (from === undefined) return [task]
      return cut(from, size, rangeBytes).map((range) => ({ ...task, size: range.to - range.from, range }))
    } catch (error) {
      if (!isDiskError(error)) throw error
      unreadable.push({ file: name, reason: missingReason(error) })
      return []
    }
  })

const cut = (from: number, size: number, rangeBytes: number): ReadonlyArray<Range> => {
  const count = Math.max(1, Math.ceil((size - from) / rangeBytes))
  return Array.from({ length: count }, (_, i) => ({
    from: from + i * rangeBytes,
    to: i === count - 1 ? size : from + (i + 1) * rangeBytes,
    isFirst: i === 0,
  }))
}

/** Where the lines of a plain UTF-8 file of NDJSON begin; whether it is a workbook; `undefined` for any other file. */
const linesFrom = (path: string, size: number, { name, encoding }: Content): number | "workbook" | undefined => {
  const file = openSync(path, "r")
  try {
    let head = readHead(file, Math.min(HEAD_BYTES, size))
    const format = formatByMagic(head)
    if (format !== undefined) return format === "zip" ? "workbook" : undefined
    const known = encodingOf(head, encoding)
    if ((known?.encoding ?? "utf-8") !== "utf-8" || (head[0] === 0x1f && head[1] === 0x8b)) return undefined
    const start = known?.markLength ?? 0
    if (hasLinesName(name)) return isLines(head.subarray(start), name, head.length === size) ? start : undefined
    const at = skipBlank(head, start, head.length)
    if (head[at] !== OPEN_BRACE) return undefined
    if (head.indexOf(NEWLINE, at) < 0 && head.length < size) head = readHead(file, Math.min(FIRST_LINE_BYTES_MAX, size))
    const newline = head.indexOf(NEWLINE, at)
    const end = newline < 0 ? head.length : newline
    const value = skimJson(head, at, end)
    const isLine = value.outcome === "complete" && skipBlank(head, value.at, end) === end
    return isLine && (newline >= 0 || head.length === size) ? start : undefined
  } finally {
    closeSync(file)
  }
}

/** Whether a file that is called so is no page or dump that was saved under that name. */
const isLines = (head: Uint8Array, name: string, isLast: boolean): boolean =>
  formatOf(head, { name, isLast, hasHeader: () => false })?.format !== "other"

const readHead = (file: number, length: number): Uint8Array => {
  const head = new Uint8Array(length)
  return head.subarray(0, readSync(file, head, 0, length, 0))
}
