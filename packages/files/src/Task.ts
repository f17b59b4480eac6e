/** One piece of work: a file from end to end, or the lines of a big one that begin in a range of its bytes. */
import { closeSync, openSync, readSync } from "node:fs"

import { type Batch, Collector } from "./Collector.ts"
import type { Content } from "./ContentReader.ts"
import { decodeOf } from "./decodeRecord.ts"
import { JsonRecords } from "./JsonRecords.ts"
import { NEWLINE } from "./JsonWalk.ts"
import { chunksOfFile, readSource } from "./readSource.ts"
import { Window } from "./Window.ts"

export interface Task {
  /** The place of the file among the sources. */
  readonly source: number
  /** `undefined` for standard input. */
  readonly path: string | undefined
  /** Bytes on disk, `undefined` for what can be read only once. */
  readonly size: number | undefined
  readonly content: Content
  /** The range of a plain NDJSON file, `undefined` for a file from end to end. */
  readonly range: Range | undefined
}

export interface Range {
  readonly from: number
  readonly to: number
  /** The first range begins with a line, past a byte order mark; the others may begin within one. */
  readonly isFirst: boolean
}

export type Deliver = (batch: Batch) => Promise<void> | void

const CHUNK_BYTES = 1 << 18

/** Reads a task's records and hands them over in batches, in their order. */
export const runTask = async (
  { path, size, content, range }: Task,
  stdin: AsyncIterable<Uint8Array> | undefined,
  deliver: Deliver,
): Promise<void> => {
  if (path !== undefined && range !== undefined) return readRange(path, content, range, deliver)
  const collector = new Collector()
  const open = () => (path === undefined ? (stdin ?? process.stdin) : chunksOfFile(path))
  await readSource({ content, open, isRepeatable: size !== undefined }, collector, (bytes) => {
    collector.bytes += bytes
    return collector.isFull ? deliver(collector.take()) : undefined
  })
  await deliver(collector.take())
}

/** Reads the lines that begin in the range. */
const readRange = async (path: string, { kind }: Content, range: Range, deliver: Deliver): Promise<void> => {
  const collector = new Collector()
  const window = new Window()
  const records = new JsonRecords("lines", window, decodeOf(kind), collector)
  const file = openSync(path, "r")
  // Whether a line begins with the range's first byte, the byte before tells.
  let position = range.isFirst ? range.from : range.from - 1
  let isInLine = range.isFirst

  /** Reads on, up to `end`: false when there is no more. */
  const readOn = (end: number): boolean => {
    const room = window.room()
    const length = readSync(file, room, 0, Math.min(room.length, CHUNK_BYTES, end - position), position)
    position += length
    collector.bytes += length
    window.end += length
    return length > 0
  }

  try {
    while (position < range.to && readOn(range.to)) {
      if (!isInLine) {
        const newline = window.bytes.subarray(window.start, window.end).indexOf(NEWLINE)
        isInLine = newline >= 0
        window.start = isInLine ? window.start + newline + 1 : window.end
        window.skipTo(window.start)
        if (!isInLine) continue
      }
      records.read(false)
      if (collector.isFull) await deliver(collector.take())
    }
    // The last line goes on behind the range.
    while (window.length > 0 && readOn(Infinity)) {
      const newline = window.bytes.subarray(window.start, window.end).indexOf(NEWLINE)
      if (newline < 0) continue
      window.end = window.start + newline + 1
      break
    }
    records.read(true)
    collector.lines = window.locate(window.end).line - 1
  } finally {
    closeSync(file)
  }
  await deliver(collector.take())
}
