/**
 * Whether a file that a folder gives holds records, by its first bytes: JSON, the header of a table, or lines of a log
 * that end in JSON. Only what is named as a log or a text is asked; it decides nothing but whether the file is read.
 */
import { isUtf8 } from "node:buffer"

import { gunzipped } from "../content/gunzipped.ts"
import { chunksOfFile } from "../content/readSource.ts"
import type { Encoding } from "../options/ReadOptions.ts"
import { formatOf, HEAD_BYTES } from "../sniffing/formatOf.ts"
import { hasHeader } from "../table/findHeader.ts"
import type { TableQuestion } from "../table/Header.ts"
import { encodingOf, transcoderOf } from "../content/Transcoder.ts"

export const holdsRecords = async (path: string, question: TableQuestion): Promise<boolean> => {
  const head = await headOf(() => chunksOfFile(path))
  const isLast = head.length < HEAD_BYTES
  const sniffed = formatOf(head, { name: "", isLast, hasHeader: (bytes) => hasHeader(bytes, question) })
  if (sniffed === undefined || sniffed.format === "other") return false
  return sniffed.format === "table" ? hasHeader(head, question) : sniffed.at < head.length
}

/** The first bytes, unpacked, as UTF-8. */
export const headOf = async (open: () => AsyncIterable<Uint8Array>, encoding?: Encoding): Promise<Uint8Array> => {
  const packed = await firstBytes(open())
  const isPacked = packed[0] === 0x1f && packed[1] === 0x8b
  const bytes = isPacked ? await firstBytes(gunzipped(open(), { isCut: false })) : packed
  const known = encodingOf(bytes, encoding)
  const text = bytes.subarray(known?.markLength ?? 0)
  return transcoderOf(known?.encoding ?? (isUtf8Start(text) ? "utf-8" : "gb18030")).write(text)
}

const firstBytes = async (chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const taken: Array<Uint8Array> = []
  let length = 0
  for await (const chunk of chunks) {
    taken.push(chunk)
    length += chunk.length
    if (length >= HEAD_BYTES) break
  }
  return Buffer.concat(taken).subarray(0, HEAD_BYTES)
}

/** Where the bytes were cut, a character may have been too. */
const isUtf8Start = (bytes: Uint8Array): boolean =>
  [0, 1, 2, 3].some((cut) => isUtf8(bytes.subarray(0, bytes.length - cut)))
