/**
 * The body of a request as it comes in: unpacked where it is a gzip, never more than the limit on either side of the
 * packing, and given up when it stands still.
 */
import { pipeline } from "node:stream/promises"
import { createGunzip } from "node:zlib"

import { invalid, Problem } from "../problem/Problem.ts"
import type { Limits } from "./Limits.ts"

type Chunks = AsyncIterable<Uint8Array>

export class RequestBody {
  readonly #request: Request
  readonly #limits: Limits
  #held: Uint8Array | undefined

  constructor(request: Request, limits: Limits) {
    this.#request = request
    this.#limits = limits
  }

  /** The bytes, unpacked, as they come, in pieces of which none takes long to be read. */
  chunks(): Chunks {
    return pieces(this.#held === undefined ? this.#read(this.#limits.bodyBytesMax) : only(this.#held))
  }

  /** All bytes, unpacked, at once: of a body that is small by nature. It can be asked for again. */
  async bytes(): Promise<Uint8Array> {
    if (this.#held !== undefined) return this.#held
    const { documentBytesMax } = this.#limits
    const parts: Array<Uint8Array> = []
    for await (const chunk of this.#read(documentBytesMax)) parts.push(chunk)
    return (this.#held = Buffer.concat(parts))
  }

  #read(bytesMax: number): Chunks {
    return smallWorkbooks(this.#unpacked(bytesMax), Math.min(bytesMax, WORKBOOK_BYTES_MAX))
  }

  #unpacked(bytesMax: number): Chunks {
    const { headers, body } = this.#request
    const coding = (headers.get("content-encoding") ?? "identity").trim().toLowerCase()
    if (!["identity", "gzip", "x-gzip"].includes(coding)) {
      throw new Problem("unsupported_media_type", { members: { accepts: ["gzip", "identity"] } })
    }
    if (Number(headers.get("content-length") ?? 0) > bytesMax) throw tooLarge(bytesMax)
    if (body === null) return only(new Uint8Array())
    const chunks = limited(moving(body, this.#limits.idleMs), bytesMax)
    return coding === "identity" ? unpackedIfPacked(chunks, bytesMax) : unpackedOnce(chunks, bytesMax)
  }
}

/** A workbook is held as a whole, and unpacks to many times its size. */
const WORKBOOK_BYTES_MAX = 16 << 20

async function* smallWorkbooks(chunks: Chunks, bytesMax: number): AsyncGenerator<Uint8Array> {
  const [head, rest] = await peeked(chunks)
  yield* isZip(head) ? limited(rest, bytesMax) : rest
}

const isZip = (head: Uint8Array): boolean => head[0] === 0x50 && head[1] === 0x4b

const tooLarge = (bytesMax: number): Problem => new Problem("too_large", { members: { limit: bytesMax } })

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes
}

const PIECE_BYTES = 1 << 15

async function* pieces(chunks: Chunks): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) yield chunk.subarray(at, at + PIECE_BYTES)
  }
}

async function* limited(chunks: Chunks, bytesMax: number): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of chunks) {
    bytes += chunk.length
    if (bytes > bytesMax) throw tooLarge(bytesMax)
    yield chunk
  }
}

/** Gives up where nothing comes for a while. */
async function* moving(chunks: Chunks, idleMs: number): AsyncGenerator<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await inTime(iterator.next(), idleMs)
      if (next.done === true) return
      yield next.value
    }
  } finally {
    // A body that stands still is not waited for again.
    void Promise.resolve(iterator.return?.()).catch(() => undefined)
  }
}

const inTime = async <A>(work: Promise<A>, ms: number): Promise<A> => {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Problem("timeout")), ms)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}

const isPacked = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b

/** A file that was packed before it was sent, without a word about it. */
async function* unpackedIfPacked(chunks: Chunks, bytesMax: number): AsyncGenerator<Uint8Array> {
  const [head, rest] = await peeked(chunks)
  if (isPacked(head)) yield* unpackedOnce(rest, bytesMax)
  else yield* rest
}

/** A gzip within a gzip is nothing that anybody means. */
async function* unpackedOnce(chunks: Chunks, bytesMax: number): AsyncGenerator<Uint8Array> {
  const [head, rest] = await peeked(limited(gunzipped(chunks), bytesMax))
  if (isPacked(head)) throw new Problem("unsupported_media_type", { members: { accepts: ["gzip", "identity"] } })
  yield* rest
}

/** What comes out is taken before more goes in, so a bomb takes no more memory than anything else. */
async function* gunzipped(packed: Chunks): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: 1 << 17 })
  // What goes wrong with either end is thrown to whoever reads.
  const feeding = pipeline(packed, gunzip).catch(() => undefined)
  try {
    yield* gunzip as AsyncIterable<Uint8Array>
  } catch (error) {
    throw isOfGzip(error) ? invalid("body", "", "a whole gzip") : error
  } finally {
    gunzip.destroy()
    await feeding
  }
}

const isOfGzip = (error: unknown): boolean =>
  error instanceof Error && "code" in error && /^Z_|^ERR_STREAM_PREMATURE_CLOSE$/.test(String(error.code))

/** The first two bytes, and everything from the first on. */
const peeked = async (chunks: Chunks): Promise<readonly [Uint8Array, Chunks]> => {
  const iterator = chunks[Symbol.asyncIterator]()
  const parts: Array<Uint8Array> = []
  let length = 0
  while (length < 2) {
    const next = await iterator.next()
    if (next.done === true) break
    parts.push(next.value)
    length += next.value.length
  }
  return [Buffer.concat(parts).subarray(0, 2), chained(parts, iterator)]
}

async function* chained(head: ReadonlyArray<Uint8Array>, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* head
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}
