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
      const next = this.#rows.next()
      const { done, value } = next instanceof Promise ? await next : next
      if (done === true) break
      this.#ahead.push(value)
    }
    return this.#ahead
  }

  /** Takes so many rows, or as many as there are. */
  async take(count: number): Promise<ReadonlyArray<SheetRow>> {
    await this.peek(count)
    return this.#ahead.splice(0, count)
  }

  /** Tells the source that no more rows are wanted. */
  async close(): Promise<void> {
    await this.#rows.return?.()
  }
}
