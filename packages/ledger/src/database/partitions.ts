/**
 * PostgreSQL keeps what grows with each day in a partition for each month of China, so that old months can be detached.
 * The writer makes a month before it first writes to it. What has no day, or one that cannot be, lies in a partition
 * beside; it takes nothing else, so a row of a month that was detached is refused instead of being put out of reach.
 */
import { dayNumberOf, type Month, monthOfDay } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import type { SqlError } from "effect/sql"

import type { Row, Table, Value } from "../tables/Table.ts"

type Rows = (
  statement: string,
  ...params: ReadonlyArray<Value>
) => Effect.Effect<ReadonlyArray<Array<Value>>, SqlError.SqlError>

/** The partition of a month, as `2026-10`. */
export const partitionOf = (table: string, month: string): string => `${table}_${month.replace("-", "_")}`

export const FIRST_DAY = dayNumberOf("2015-01-01") ?? 0
/** The day after the last. */
export const END_DAY = dayNumberOf("2100-01-01") ?? 0

/** The month in which a day lies; `null` for no day, and for days that cannot be. */
export const partitionMonth = (day: number): Month | null =>
  day < FIRST_DAY || day >= END_DAY ? null : monthOfDay(day)

/** Makes the months of rows that are about to be written, where they are missing; inside the writer's transaction. */
export const makeMonths = (
  rows: Rows,
): ((table: Table, written: ReadonlyArray<Row>) => Effect.Effect<void, SqlError.SqlError>) => {
  const known = new Set<string>()
  // What was made here may have been rolled back: it is looked for again.
  const made = new Set<string>()
  return (table, written) =>
    Effect.gen(function* () {
      if (table.isPartitioned !== true) return
      for (const month of monthsOf(written.map(([day]) => Number(day)))) {
        const name = partitionOf(table.name, month.name)
        if (known.has(name)) continue
        const [found] = yield* rows("SELECT to_regclass(?)::text", name)
        if (found?.[0] === null) {
          yield* rows(partition(table.name, month))
          made.add(name)
        } else if (!made.has(name)) known.add(name)
      }
    })
}

const monthsOf = (days: Iterable<number>): ReadonlyArray<Month> => {
  const months = new Map<string, Month>()
  for (const day of new Set(days)) {
    const month = partitionMonth(day)
    if (month !== null) months.set(month.name, month)
  }
  return [...months.values()]
}

const partition = (table: string, { name, first, last }: Month): string =>
  `CREATE TABLE ${partitionOf(table, name)} PARTITION OF ${table} FOR VALUES FROM (${first}) TO (${last + 1})`
