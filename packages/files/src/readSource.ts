/**
 * Reads one file from its first byte to its last, whatever it is: plain, gzipped or a workbook, on disk or coming in. A
 * gzip that breaks off gives what came before.
 */
import { createReadStream } from "node:fs"

import type { ContentReader } from "./ContentReader.ts"
import { gunzipped } from "./gunzipped.ts"
import type { ColumnMap } from "./TableColumns.ts"
import { Utf8Check } from "./Transcoder.ts"
import { BrokenWorkbook, isWorkbook, type SpreadsheetReader, WORKBOOK_HEAD_BYTES, workbookLines } from "./Workbook.ts"

type Chunks = AsyncIterable<Uint8Array>

export interface Reading {
  /** The bytes from the first one on; a second call gives them again where `isRepeatable`. */
  readonly open: () => Chunks
  readonly isRepeatable: boolean
  /** How a workbook is read, and which headers its table may have. */
  readonly workbook?: { readonly read: SpreadsheetReader | undefined; readonly columns: ColumnMap } | undefined
}

/** So much of what can be read only once is held to see whether all of it is UTF-8. */
const HELD_BYTES_MAX = 64 << 20
const CHUNK_BYTES = 1 << 18

export const chunksOfFile = (path: string): Chunks => createReadStream(path, { highWaterMark: CHUNK_BYTES })

/** Gives all of a file to its reader. `onChunk` is called after each chunk, with the bytes that it had on disk. */
export const readSource = async (
  { open, isRepeatable, workbook }: Reading,
  reader: ContentReader,
  onChunk: (bytes: number) => Promise<void> | void,
): Promise<void> => {
  const archive: Archive = { isCut: false, bytes: 0, workbook: "none" }
  const chunks = unpacked(open(), archive, workbook)[Symbol.asyncIterator]()
  for (let chunk = await chunks.next(); chunk.done !== true; chunk = await chunks.next()) {
    if (archive.workbook === "opened") {
      reader.beginWorkbook()
      archive.workbook = "read"
    }
    reader.push(chunk.value)
    if (reader.needsEncoding) {
      const isUtf8 = isRepeatable
        ? await isAllUtf8(unpacked(open(), { isCut: false, bytes: 0, workbook: "none" }))
        : undefined
      if (isUtf8 === undefined) await holdUntilKnown(chunks, chunk.value, reader)
      else reader.setEncoding(isUtf8 ? "utf-8" : "gb18030")
    }
    const { bytes } = archive
    archive.bytes = 0
    await onChunk(bytes)
    if (reader.isEnded) {
      reader.flush()
      await chunks.return?.(undefined)
      return
    }
  }
  if (archive.workbook === "broken") reader.breakOff()
  else reader.end(archive.isCut ? "cut" : "whole")
}

const isAllUtf8 = async (chunks: Chunks): Promise<boolean> => {
  const check = new Utf8Check()
  for await (const chunk of chunks) {
    check.write(chunk)
    if (!check.isValid) return false
  }
  return check.end()
}

/** What comes in only once waits until it is known to be no UTF-8, or is at its end. */
const holdUntilKnown = async (chunks: AsyncIterator<Uint8Array>, first: Uint8Array, reader: ContentReader) => {
  const check = new Utf8Check()
  check.write(first)
  let held = first.length
  let isEnd = false
  while (check.isValid && !isEnd && held < HELD_BYTES_MAX) {
    const chunk = await chunks.next()
    if (chunk.done === true) isEnd = true
    else {
      check.write(chunk.value)
      held += chunk.value.length
      reader.push(chunk.value)
    }
  }
  reader.setEncoding((isEnd ? check.end() : check.isValid) ? "utf-8" : "gb18030")
}

interface Archive {
  isCut: boolean
  /** Bytes taken from the disk, packed as they are. */
  bytes: number
  workbook: "none" | "opened" | "read" | "broken"
}

/** The bytes of a file, those of a gzip (told by its first two) unpacked, those of a workbook as lines. */
async function* unpacked(
  packed: Chunks,
  archive: Archive,
  workbook?: Reading["workbook"],
): AsyncGenerator<Uint8Array, undefined> {
  const chunks = counted(packed, archive)
  const head: Array<Uint8Array> = []
  let length = 0
  while (length < WORKBOOK_HEAD_BYTES) {
    const chunk = await chunks.next()
    if (chunk.done === true) break
    head.push(chunk.value)
    length += chunk.value.length
  }
  const start = Buffer.concat(head)
  const all = chained(head, chunks)
  if (start[0] === 0x1f && start[1] === 0x8b) yield* gunzipped(all, archive)
  else if (isWorkbook(start)) yield* opened(all, archive, workbook)
  else yield* all
}

async function* opened(
  all: Chunks,
  archive: Archive,
  { read, columns }: NonNullable<Reading["workbook"]> = { read: undefined, columns: {} },
): AsyncGenerator<Uint8Array, undefined> {
  archive.workbook = "opened"
  try {
    yield* workbookLines(all, read, columns)
  } catch (error) {
    if (!(error instanceof BrokenWorkbook)) throw error
    archive.workbook = "broken"
  }
}

async function* counted(chunks: Chunks, archive: Archive): AsyncGenerator<Uint8Array, undefined> {
  for await (const chunk of chunks) {
    archive.bytes += chunk.length
    yield chunk
  }
}

async function* chained(head: ReadonlyArray<Uint8Array>, rest: Chunks): AsyncGenerator<Uint8Array, undefined> {
  yield* head
  yield* rest
}
