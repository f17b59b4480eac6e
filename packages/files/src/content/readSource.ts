/**
 * Reads one file from its first byte to its last, whatever it is: plain, gzipped or a workbook, on disk or coming in. A
 * gzip that breaks off gives what came before.
 */
import { createReadStream } from "node:fs"

import { rejection } from "@faceid-tally/core/engine"

import type { ContentReader } from "./ContentReader.ts"
import { gunzipped } from "./gunzipped.ts"
import { formatByMagic, MAGIC_BYTES, type MagicFormat } from "../sniffing/magic.ts"
import { Utf8Check } from "./Transcoder.ts"
import { readWorkbook, type WorkbookReading } from "./workbook.ts"

type Chunks = AsyncIterable<Uint8Array>

export interface Reading {
  /** The bytes from the first one on; a second call gives them again where `isRepeatable`. */
  readonly open: () => Chunks
  readonly isRepeatable: boolean
  readonly workbook: WorkbookReading
}

/** So much of what can be read only once is held to see whether all of it is UTF-8. */
const HELD_BYTES_MAX = 64 << 20
const CHUNK_BYTES = 1 << 18

export const chunksOfFile = (path: string): Chunks => createReadStream(path, { highWaterMark: CHUNK_BYTES })

/** Called after each chunk, with the bytes that it had on disk, and how many are held until what they belong to is there. */
type OnChunk = (bytes: number, heldBytes: number) => Promise<void> | void
type Pause = (heldBytes?: number) => Promise<void>

/** Gives all of a file to its reader. */
export const readSource = async (
  { open, isRepeatable, workbook }: Reading,
  reader: ContentReader,
  onChunk: OnChunk,
): Promise<void> => {
  const archive: Archive = { isCut: false, bytes: 0 }
  const { format, all, close } = await unpacked(open(), archive)
  const pause: Pause = async (heldBytes = reader.heldBytes) => {
    const { bytes } = archive
    archive.bytes = 0
    await onChunk(bytes, heldBytes)
  }
  if (format === "zip") await readWorkbook(all, workbook, reader, pause)
  else if (format !== undefined) {
    reader.refuse(rejection("other_format", [], format))
    await close()
  } else await readText(all, { again: isRepeatable ? open : undefined, archive }, reader, pause)
  if (format !== undefined) await pause()
}

const readText = async (
  all: Chunks,
  { again, archive }: { readonly again: (() => Chunks) | undefined; readonly archive: Archive },
  reader: ContentReader,
  pause: Pause,
): Promise<void> => {
  const chunks = all[Symbol.asyncIterator]()
  for (let chunk = await chunks.next(); chunk.done !== true; chunk = await chunks.next()) {
    reader.push(chunk.value)
    if (reader.needsEncoding) {
      const isUtf8 =
        again === undefined ? await holdUntilKnown(chunks, chunk.value, reader, pause) : await isAllUtf8(again())
      let waiting = reader.heldBytes
      for (const held of reader.setEncoding(isUtf8 ? "utf-8" : "gb18030")) {
        reader.push(held)
        waiting -= held.length
        await pause(waiting + reader.heldBytes)
      }
    }
    await pause()
    if (reader.isEnded) {
      reader.flush()
      await chunks.return?.(undefined)
      return
    }
  }
  reader.end(archive.isCut ? "cut" : "whole")
}

const isAllUtf8 = async (packed: Chunks): Promise<boolean> => {
  const check = new Utf8Check()
  for await (const chunk of (await unpacked(packed, { isCut: false, bytes: 0 })).all) {
    check.write(chunk)
    if (!check.isValid) return false
  }
  return check.end()
}

/** What comes in only once waits until it is known to be no UTF-8, or is at its end. */
const holdUntilKnown = async (
  chunks: AsyncIterator<Uint8Array>,
  first: Uint8Array,
  reader: ContentReader,
  pause: Pause,
): Promise<boolean> => {
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
      await pause()
    }
  }
  return isEnd ? check.end() : check.isValid
}

interface Archive {
  isCut: boolean
  /** Bytes taken from the disk, packed as they are. */
  bytes: number
}

/** The bytes of a file, those of a gzip (told by its first two) unpacked, and what is told of them by the first. */
const unpacked = async (packed: Chunks, archive: Archive): Promise<SniffedContent> => {
  const content = await sniffed(counted(packed, archive))
  return content.isGzip ? sniffed(gunzipped(content.all, archive)) : content
}

interface SniffedContent {
  readonly format: MagicFormat | undefined
  readonly isGzip: boolean
  readonly all: Chunks
  /** Instead of taking all of it. */
  readonly close: () => Promise<unknown>
}

const sniffed = async (chunks: AsyncGenerator<Uint8Array, undefined>): Promise<SniffedContent> => {
  const head: Array<Uint8Array> = []
  let length = 0
  while (length < MAGIC_BYTES) {
    const chunk = await chunks.next()
    if (chunk.done === true) break
    head.push(chunk.value)
    length += chunk.value.length
  }
  const start = Buffer.concat(head)
  return {
    format: formatByMagic(start),
    isGzip: start[0] === 0x1f && start[1] === 0x8b,
    all: chained(head, chunks),
    close: () => chunks.return(undefined),
  }
}

async function* counted(chunks: Chunks, archive: Archive): AsyncGenerator<Uint8Array, undefined> {
  for await (const chunk of chunks) {
    archive.bytes += chunk.length
    yield chunk
  }
}

async function* chained(
  head: ReadonlyArray<Uint8Array>,
  rest: AsyncGenerator<Uint8Array, undefined>,
): AsyncGenerator<Uint8Array, undefined> {
  try {
    yield* head
    yield* rest
  } finally {
    await rest.return(undefined)
  }
}
