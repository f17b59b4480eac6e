/**
 * The room for bodies that are being received. When it is full, the one that takes longest has to go: whoever sends slowly
 * cannot keep out those who send at once.
 */
export type ReadBody =
  | { readonly _tag: "Read"; readonly body: Uint8Array }
  /** Larger than one body may be. */
  | { readonly _tag: "TooLarge" }
  /** It had to make room. */
  | { readonly _tag: "NoRoom" }
  /** The caller went away, or did not send what it announced. */
  | { readonly _tag: "Broken" }

export class BodyRoom {
  /** Longest first. */
  readonly #readers = new Set<Reader>()
  readonly #bytesMax: number
  readonly #bodyBytesMax: number
  #bytes = 0

  constructor(options: { readonly bytesMax: number; readonly bodyBytesMax: number }) {
    this.#bytesMax = options.bytesMax
    this.#bodyBytesMax = options.bodyBytesMax
  }

  get bytes(): number {
    return this.#bytes
  }

  /** Reads a body to its end, as bytes. */
  async read(request: Request): Promise<ReadBody> {
    const announced = request.headers.get("content-length")
    if (announced !== null && Number(announced) > this.#bodyBytesMax) return { _tag: "TooLarge" }
    if (request.body === null) return { _tag: "Read", body: new Uint8Array() }
    const stream = request.body.getReader() as ReadableStreamDefaultReader<Uint8Array>
    const reader: Reader = { chunks: [], bytes: 0, isCut: false, cut: () => void stream.cancel().catch(() => {}) }
    this.#readers.add(reader)
    try {
      for (;;) {
        const { done, value } = await stream.read()
        if (reader.isCut) return { _tag: "NoRoom" }
        if (done) return { _tag: "Read", body: Buffer.concat(reader.chunks) }
        reader.chunks.push(value)
        reader.bytes += value.length
        this.#bytes += value.length
        if (reader.bytes > this.#bodyBytesMax) return { _tag: "TooLarge" }
        this.#makeRoom()
        if (reader.isCut) return { _tag: "NoRoom" }
      }
    } catch {
      return { _tag: reader.isCut ? "NoRoom" : "Broken" }
    } finally {
      this.#leave(reader)
    }
  }

  #makeRoom(): void {
    for (const reader of this.#readers) {
      if (this.#bytes <= this.#bytesMax) return
      reader.isCut = true
      this.#leave(reader)
      reader.cut()
    }
  }

  #leave(reader: Reader): void {
    if (!this.#readers.delete(reader)) return
    this.#bytes -= reader.bytes
    reader.chunks.length = 0
  }
}

interface Reader {
  readonly chunks: Array<Uint8Array>
  bytes: number
  isCut: boolean
  readonly cut: () => void
}
