// Writes a file of text fast: parts are encoded straight into one buffer that is used again and again.
import { closeSync, fsyncSync, openSync, writeSync } from "node:fs"

export class NdjsonFile {
  readonly #fd: number
  readonly #buffer = Buffer.allocUnsafe(4 * 2 ** 20)
  #used = 0
  #bytesWritten = 0

  constructor(path: string) {
    this.#fd = openSync(path, "w")
  }

  write(text: string): void {
    // In UTF-8 a UTF-16 code unit takes three bytes at most.
    const bytesMax = text.length * 3
    if (bytesMax > this.#buffer.length) {
      this.#flush()
      this.#writeAll(Buffer.from(text))
      return
    }
    if (this.#used + bytesMax > this.#buffer.length) this.#flush()
    this.#used += this.#buffer.write(text, this.#used)
  }

  /** Returns the size of the file in bytes. Waits for the disk, which else would be busy while the contenders run. */
  close(): number {
    this.#flush()
    fsyncSync(this.#fd)
    closeSync(this.#fd)
    return this.#bytesWritten
  }

  #flush(): void {
    this.#writeAll(this.#buffer.subarray(0, this.#used))
    this.#used = 0
  }

  #writeAll(bytes: Uint8Array): void {
    for (let done = 0; done < bytes.length;) done += writeSync(this.#fd, bytes, done)
    this.#bytesWritten += bytes.length
  }
}
