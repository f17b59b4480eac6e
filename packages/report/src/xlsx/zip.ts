/**
 * A zip archive that is written while its entries come in: sizes and checksums follow the data, so nothing is held but
 * one line of the directory for each entry. Of an entry or archive past 4 GiB, which would need other records, it says so.
 */
import { pipeline, Readable } from "node:stream"
import { crc32, createDeflateRaw } from "node:zlib"

export interface Entry {
  readonly path: string
  /** Text in pieces of any length, or bytes. */
  readonly pieces: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>
}

/** Half the time of the default level for a tenth more bytes. */
const LEVEL = 3
const CHUNK_CHARS = 1 << 16
const BYTES_MAX = 0xffff_ffff

export async function* zipped(entries: AsyncIterable<Entry>): AsyncGenerator<Uint8Array> {
  const directory: Array<Buffer> = []
  let at = 0
  for await (const { path, pieces } of entries) {
    const name = Buffer.from(path)
    const start = at
    const facts = { checksum: 0, size: 0, packed: 0 }
    const head = Buffer.concat([record(0x0403_4b50, ...describe({ checksum: 0, size: 0, packed: 0 }, name)), name])
    yield head
    at += head.length
    for await (const chunk of deflated(encoded(pieces, facts))) {
      facts.packed += chunk.length
      yield chunk
    }
    const tail = record(0x0807_4b50, [facts.checksum, 4], [facts.packed, 4], [facts.size, 4])
    yield tail
    at += facts.packed + tail.length
    if (facts.size > BYTES_MAX || at > BYTES_MAX) throw new RangeError(`zip: ${path} is past 4 GiB`)
    const made: Field = [VERSION, 2]
    const rest: ReadonlyArray<Field> = [
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 4],
      [start, 4],
    ]
    directory.push(Buffer.concat([record(0x0201_4b50, made, ...describe(facts, name), ...rest), name]))
  }
  const listed = Buffer.concat(directory)
  const count: Field = [directory.length, 2]
  yield listed
  yield record(0x0605_4b50, [0, 2], [0, 2], count, count, [listed.length, 4], [at, 4], [0, 2])
}

interface Facts {
  checksum: number
  /** Bytes before packing. */
  size: number
  /** Bytes in the archive. */
  packed: number
}

type Field = readonly [value: number, bytes: 2 | 4]

const VERSION = 20
/** The facts follow the data; the name is UTF-8. */
const FLAGS = 0x0808
const DEFLATE = 8
/** The first day that a zip can name: the same rows give the same bytes. */
const DATE = 0x21

const describe = ({ checksum, size, packed }: Facts, name: Buffer): ReadonlyArray<Field> => [
  [VERSION, 2],
  [FLAGS, 2],
  [DEFLATE, 2],
  [0, 2],
  [DATE, 2],
  [checksum, 4],
  [packed, 4],
  [size, 4],
  [name.length, 2],
  [0, 2],
]

const record = (signature: number, ...fields: ReadonlyArray<Field>): Buffer => {
  const bytes = Buffer.alloc(4 + fields.reduce((sum, [, length]) => sum + length, 0))
  let at = bytes.writeUInt32LE(signature)
  for (const [value, length] of fields) at = bytes.writeUIntLE(value, at, length)
  return bytes
}

/** The pieces as bytes in chunks that are worth a step, measured on the way. */
async function* encoded(pieces: Entry["pieces"], facts: Facts): AsyncGenerator<Buffer> {
  let text = ""
  const measured = (chunk: Buffer): Buffer => {
    facts.checksum = crc32(chunk, facts.checksum)
    facts.size += chunk.length
    return chunk
  }
  const chunkOf = (): Buffer => {
    const chunk = Buffer.from(text)
    text = ""
    return measured(chunk)
  }
  for await (const piece of pieces) {
    if (typeof piece === "string") text += piece
    if (text.length >= CHUNK_CHARS || (typeof piece !== "string" && text !== "")) yield chunkOf()
    if (typeof piece !== "string") yield measured(Buffer.from(piece))
  }
  yield chunkOf()
}

/** When the reader stops early, so does the source; when the source fails, the reader is told. */
const deflated = (chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> =>
  pipeline(
    Readable.from(chunks, { highWaterMark: 1 }),
    createDeflateRaw({ level: LEVEL, chunkSize: CHUNK_CHARS }),
    () => undefined,
  )
