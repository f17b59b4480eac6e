/**
 * The room for bodies that are being received. When it is full, the one that takes longest has to go: whoever sends slowly
 * cannot keep out those who send at once.
 */
import type { IncomingMessage } from "node:http"

export type Received =
  | { readonly _tag: "Read"; readonly body: Uint8Array }
  /** Larger than one body may be. */
  | { readonly _tag: "TooLarge" }
  /** It had to make room. */
  | { readonly _tag: "NoRoom" }
  /** The caller went away before it had sent all. */
  | { readonly _tag: "Broken" }

interface Reader {
  readonly chunks: Array<Uint8Array>
  bytes: number
  readonly end: (tag: Exclude<Received["_tag"], "Read">) => void
}

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

  /** Reads a body to its end, as bytes. What comes after another end than `Read` is not read any more. */
  read(incoming: IncomingMessage): Promise<Received> {
    const announced = Number(incoming.headers["content-length"] ?? 0)
    if (announced > this.#bodyBytesMax) return Promise.resolve({ _tag: "TooLarge" })
    const { promise, resolve } = Promise.withResolvers<Received>()
    const end = (received: Received): void => {
      incoming.off("data", onData).off("end", onEnd).off("close", onClose)
      if (received._tag !== "Read") incoming.pause()
      this.#leave(reader)
      resolve(received)
    }
    const reader: Reader = { chunks: [], bytes: 0, end: (tag) => end({ _tag: tag }) }
    const onData = (chunk: Uint8Array): void => this.#take(reader, chunk)
    const onEnd = (): void => end({ _tag: "Read", body: Buffer.concat(reader.chunks) })
    const onClose = (): void => reader.end("Broken")
    this.#readers.add(reader)
    incoming.on("data", onData).on("end", onEnd).on("close", onClose).on("error", onClose)
    return promise
  }

  #take(reader: Reader, chunk: Uint8Array): void {
    reader.chunks.push(chunk)
    reader.bytes += chunk.length
    this.#bytes += chunk.length
    if (reader.bytes > this.#bodyBytesMax) return reader.end("TooLarge")
    for (const longest of this.#readers) {
      if (this.#bytes <= this.#bytesMax) return
      longest.end("NoRoom")
    }
  }

  #leave(reader: Reader): void {
    if (this.#readers.delete(reader)) this.#bytes -= reader.bytes
  }
}
