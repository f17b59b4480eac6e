/** Does a task: reads its records and hands them over in batches. */
import { closeSync, openSync, readSync } from "node:fs"

import { BatchBuilder } from "../records/BatchBuilder.ts"
import { JsonLines } from "../records/JsonLines.ts"
import { findNewline } from "../json/findNewline.ts"
import { PageDays } from "../records/PageDays.ts"
import { RecordTaker } from "../records/RecordTaker.ts"
import { InputWindow } from "../scanner/InputWindow.ts"
import { withScanner } from "../scanner/withScanner.ts"
import type { Deliver, TaskIo, Range, Task } from "./Task.ts"

const CHUNK_BYTES = 1 << 21
const LINE_CHUNK_BYTES = 1 << 16

/** Reads a task's records and hands them over in batches, in their order. */
export const runTask = (task: Task, { stdin, spreadsheet, deliver, countRows }: TaskIo): Promise<void> =>
  withScanner(async (scanner) => {
    const { path, content, range, order } = task
    const { name, needsDays } = content
    const pageDays = new PageDays({ name: path === undefined ? undefined : name, needsDays })
    const collector = new BatchBuilder(order, countRows, pageDays)
    const { kind } = content
    const fast = kind === "results" || kind === "bills" ? { scanner, kind, sink: collector } : undefined
    if (path !== undefined && range !== undefined) {
      const taker = new RecordTaker(content, new InputWindow(scanner), collector, { fast })
      await readRange(path, range, taker, collector, deliver)
    } else {
      // Loaded only now, for it is much, and where all files are plain NDJSON no thread needs it.
      const { readWhole } = await import("./readWhole.ts")
      await readWhole(task, { stdin, spreadsheet, deliver }, collector, fast)
    }
    await deliver(collector.take())
  })

/** Reads the lines that begin in the range. */
const readRange = async (
  path: string,
  range: Range,
  taker: RecordTaker,
  collector: BatchBuilder,
  deliver: Deliver,
): Promise<void> => {
  const { window } = taker
  const lines = new JsonLines(taker)
  const file = openSync(path, "r")
  // Whether a line begins with the range's first byte, the byte before tells.
  let position = range.isFirst ? range.from : range.from - 1
  let isInLine = range.isFirst
  const readOn = async (): Promise<void> => {
    await readLines(lines, taker, false)
    if (!collector.isFull) return
    taker.flush()
    await deliver(collector.take())
  }
  try {
    while (position < range.to) {
      const room = window.room()
      const length = readSync(file, room, 0, Math.min(room.length, CHUNK_BYTES, range.to - position), position)
      if (length === 0) break
      position += length
      collector.bytes += length
      window.filled(length)
      if (!isInLine) {
        const newline = findNewline(window.bytes)
        isInLine = newline >= 0
        window.drop(isInLine ? newline + 1 : window.end)
      }
      if (isInLine) await readOn()
    }
    if (window.length > 0 || lines.isInLongLine) await readLineEnd(file, position, window, readOn)
    await readLines(lines, taker, true)
    taker.flush()
    collector.lines = window.locate(window.end).line - 1
  } finally {
    closeSync(file)
  }
}

const readLines = async (lines: JsonLines, taker: RecordTaker, isLast: boolean): Promise<void> => {
  while (!lines.read(isLast)) taker.plainPath = (await import("../records/decodeRecord.ts")).decodeRecord
}

/** The last line of a range goes on behind it: reads up to where it ends, in parts where it is too long to be held. */
const readLineEnd = async (
  file: number,
  from: number,
  window: InputWindow,
  readOn: () => Promise<void>,
): Promise<void> => {
  const chunk = new Uint8Array(LINE_CHUNK_BYTES)
  for (let position = from; ;) {
    const read = chunk.subarray(0, readSync(file, chunk, 0, chunk.length, position))
    const newline = findNewline(read)
    for (let rest = newline < 0 ? read : read.subarray(0, newline + 1); rest.length > 0;) {
      const taken = window.append(rest)
      rest = rest.subarray(taken)
      if (taken === 0) await readOn()
    }
    if (newline >= 0 || read.length === 0) return
    position += read.length
  }
}
