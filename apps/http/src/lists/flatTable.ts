/** The table of a list whose rows are flat: a column for each field of its schema. */
import type { Cell, Column } from "@faceid-tally/report"

import type { Fields } from "../operations/Operation.ts"

/** A value that is no cell by itself is one as JSON. */
export const flatTable = <Document extends object>(schema: Fields): ReadonlyArray<Column<Document>> =>
  Object.keys(schema.fields).map((key) => ({
    key,
    title: () => key,
    value: (row) => cellOf((row as Readonly<Record<string, unknown>>)[key]),
  }))

const cellOf = (value: unknown): Cell => {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value
  return value === null || value === undefined ? null : JSON.stringify(value)
}
