/** What comes in only once, to be looked at before it is read: it is kept as far as it was looked at. */
export class RepeatedInput implements AsyncIterable<Uint8Array> {
  readonly #source: AsyncIterator<Uint8Array>
  readonly #kept: Array<Uint8Array> = []
  /** From now on what is given is no longer kept. */
  isRead = false

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, undefined> {
    try {
      for (let at = 0; ;) {
        const kept = this.#kept[at]
        if (kept !== undefined) {
          yield kept
          if (this.isRead) this.#kept.shift()
          else at++
          continue
        }
        const chunk = await this.#source.next()
        if (chunk.done === true) return
        if (!this.isRead) this.#kept.push(chunk.value)
        else yield chunk.value
      }
    } finally {
      if (this.isRead) await this.#source.return?.()
    }
  }
}
