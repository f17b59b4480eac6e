/**
 * Rows that several sheets of a workbook repeat: a row counts as often as in the sheet that has it most, so a sheet of
 * extracts from another doubles nothing (R33).
 */
export class SameRows {
  /** How often each row stands in the sheet that has it most, of those before this one. */
  readonly #before = new Map<string, number>()
  #here = new Map<string, number>()

  /** Ends a sheet. */
  nextSheet(): void {
    for (const [row, count] of this.#here) this.#before.set(row, Math.max(count, this.#before.get(row) ?? 0))
    this.#here = new Map()
  }

  /** Whether a row, by what is read of it, was met in another sheet already. */
  isRepeated(row: string): boolean {
    const count = (this.#here.get(row) ?? 0) + 1
    this.#here.set(row, count)
    return count <= (this.#before.get(row) ?? 0)
  }
}
