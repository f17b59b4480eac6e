/** The SQL that makes the tables as they are described, where nothing is yet. */
import type { Dialect } from "../database/Dialect.ts"
import { END_DAY, FIRST_DAY } from "../database/partitions.ts"
import type { AnyTable, Value } from "../tables/Table.ts"

export const createTables = (dialect: Dialect, tables: ReadonlyArray<AnyTable>): ReadonlyArray<string> =>
  tables.flatMap((table) => [...createTable(dialect, table), ...createIndexes(table)])

const createTable = (dialect: Dialect, { name, definition, options }: AnyTable): ReadonlyArray<string> => {
  const columns = Object.entries(definition).map(
    ([column, { type, isNullable, default: before }]) =>
      `${column} ${dialect[type]}${isNullable ? "" : " NOT NULL"}${before === null ? "" : ` DEFAULT ${literal(before)}`}`,
  )
  const isPartitioned = options.byMonth === "partitions" && dialect.name === "pg"
  const create = `CREATE ${options.isUnlogged === true ? dialect.unlogged : ""} TABLE ${name} (
    ${columns.join(", ")}, PRIMARY KEY (${options.key.join(", ")})
  ) ${options.isClustered === false ? "" : dialect.clustered}`
  return isPartitioned
    ? [
        `${create} PARTITION BY RANGE (day)`,
        `CREATE TABLE ${name}_other PARTITION OF ${name} (CHECK (day < ${FIRST_DAY} OR day >= ${END_DAY})) DEFAULT`,
      ]
    : [create]
}

const literal = (value: Value): string => (typeof value === "string" ? `'${value}'` : String(value))

const createIndexes = ({ name, options }: AnyTable): ReadonlyArray<string> =>
  Object.entries(options.indexes ?? {}).map(
    ([index, { on, isUnique, where }]) =>
      `CREATE ${isUnique === true ? "UNIQUE " : ""}INDEX ${index} ON ${name} (${on.join(", ")})${where === undefined ? "" : ` WHERE ${where}`}`,
  )
