/**
 * Where the answer goes: standard output, or the file that `--out` names. With back-pressure: a million rows are written
 * as fast as they are read at the other end. When that end is closed (`| head`), the program ends quietly, with the exit
 * code that it had come to.
 */
import { once } from "node:events"

import { endNow } from "@faceid-tally/host/ending"

const CHUNK_CHARS = 64 * 1024

export class Output {
  readonly #stream: NodeJS.WritableStream
  /** Whether a person looks at it, who must not be shown bytes. */
  readonly isTerminal: boolean

  constructor(stream: NodeJS.WritableStream, cannotWrite: () => void) {
    this.#stream = stream
    this.isTerminal = "isTTY" in stream && stream.isTTY === true
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") cannotWrite()
      endNow(error.code === "EPIPE" ? Number(process.exitCode ?? 0) : 2)
    })
  }

  /** Writes all texts; `exitCode` is what the program will end with, even if nobody reads to the end. */
  async write(texts: Iterable<string> | AsyncIterable<string>, exitCode: number): Promise<void> {
    process.exitCode = exitCode
    let chunk = ""
    for await (const text of texts) {
      chunk += text
      if (chunk.length < CHUNK_CHARS) continue
      await this.#send(chunk)
      chunk = ""
    }
    await this.#send(chunk)
  }

  /** Writes bytes as they come. */
  async writeBytes(chunks: AsyncIterable<Uint8Array>, exitCode: number): Promise<void> {
    process.exitCode = exitCode
    for await (const chunk of chunks) await this.#send(chunk)
  }

  async #send(chunk: string | Uint8Array): Promise<void> {
    if (!this.#stream.write(chunk)) await once(this.#stream, "drain")
  }

  /** Waits until all that was written has left the process. */
  flush(): Promise<void> {
    return new Promise((resolve) => {
      this.#stream.write("", () => resolve())
    })
  }

  /** Ends the file. */
  async close(): Promise<void> {
    const finished = once(this.#stream, "finish")
    this.#stream.end()
    await finished
  }
}
