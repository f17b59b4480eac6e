/** A list, page by page: its query, its answer, and its examples. */
import * as Schema from "effect/Schema"

import { allFormats } from "./formats.ts"
import { Limit } from "./values.ts"
import type { Words } from "./Words.ts"

const optional = Schema.optionalKey

/** A page of rows. `next` is the cursor of the page after it. */
export const pageOf = <S extends Schema.Top>(row: S) =>
  Schema.Struct({ items: Schema.Array(row), next: Schema.NullOr(Schema.String) })

export const pageFields = { limit: optional(Limit) }

export const pageAnswer = <S extends Schema.Top>(description: Words, row: S, example: unknown) => ({
  200: { description, schema: pageOf(row), example: { items: [example], next: null } },
})

export const listFormats = allFormats
