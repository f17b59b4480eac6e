/** The conditions of a statement that is put together from what is asked for. */
import type { Value } from "../tables/Table.ts"

export class Where {
  readonly #tests: Array<string> = []
  readonly params: Array<Value> = []

  /** Adds a test, with values for its marks. */
  and(test: string, ...values: ReadonlyArray<Value>): this {
    this.#tests.push(test)
    this.params.push(...values)
    return this
  }

  /** Adds a test only where its value is asked for. */
  andIf(test: string, value: Value | undefined): this {
    return value === undefined ? this : this.and(test, value)
  }

  get text(): string {
    return `WHERE ${this.#tests.join(" AND ")}`
  }
}
