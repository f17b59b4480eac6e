/** Rows that come one by one, of which the first few can be looked at before they are taken. */
import type { Sheet, SheetRow } from "./Sheet.ts"

export class RowQueue {
  readonly #rows: AsyncIterator<SheetRow> | Iterator<SheetRow>
  readonly #ahead: Array<SheetRow> = []

  constructor({ rows }: Sheet) {
    this.#rows = Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]()
  }

  /** The next rows, as many as there are. */
  async peek(count: number): Promise<ReadonlyArray<SheetRow>> {
    while (this.#ahead.length < count) {
      const next = await this.#rows.next()
      if (next.done === true) break
      this.#ahead.push(next.value)
    }
    return this.#ahead
  }

  async next(): Promise<SheetRow | undefined> {
    if (this.#ahead.length > 0) return this.#ahead.shift()
    const next = await this.#rows.next()
    return next.done === true ? undefined : next.value
  }

  /** Tells the source that no more rows are wanted. */
  async close(): Promise<void> {
    await this.#rows.return?.()
  }
}
