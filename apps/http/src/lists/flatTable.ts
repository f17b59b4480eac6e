/** The table of a list whose rows are flat: a column for each field of its schema. */
import type { Cell, Column } from "@faceid-tally/report"
import * as Schema from "effect/Schema"

import type { Fields } from "../operations/Operation.ts"

/** A value that is no cell by itself is one as JSON. */
export const flatTable = <Document extends object>(schema: Fields): ReadonlyArray<Column<Document>> =>
  Object.entries(schema.fields).map(([key, field]) => {
    const holds = holdsOf(field)
    return {
      key,
      title: () => key,
      value: (row) => cellOf((row as Readonly<Record<string, unknown>>)[key]),
      ...(holds !== undefined && { holds }),
    }
  })

const cellOf = (value: unknown): Cell => {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value
  return value === null || value === undefined ? null : JSON.stringify(value)
}

/** A text that is published as a date or a time, also where it may be null. */
const holdsOf = (field: Schema.Constraint): Column<object>["holds"] => {
  const members: ReadonlyArray<unknown> = "members" in field && Array.isArray(field.members) ? field.members : [field]
  const formats = members.filter(Schema.isSchema).map((each) => Schema.resolveAnnotations(each)?.["format"])
  if (formats.includes("date")) return "day"
  return formats.includes("date-time") ? "time" : undefined
}
