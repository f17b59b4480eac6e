import type { ReadReport } from "./ReadOptions.ts"

/** Which of the columns that the user has given headers for stood in any table that was read. */
export class GivenColumns {
  #met: Set<string> | undefined

  /** A table was met, with these of them. */
  add(columns: ReadonlyArray<string>): void {
    this.#met = new Set([...(this.#met ?? []), ...columns])
  }

  /** What is told of it: nothing where no table was met. */
  get report(): Pick<ReadReport, "columnsMet"> {
    return this.#met === undefined ? {} : { columnsMet: this.#met }
  }
}
