// Every published JSON Schema, by its path from the root of the repository: of the documents that commands print, of the
// settings, and of price plans. `pnpm schemas` writes the files; a test compares them.
import { PricePlanFile } from "@faceid-tally/core/money"
import { Settings } from "@faceid-tally/host/apps"
import { DRAFT, type Json, jsonSchemaOf, publishedSchemas } from "@faceid-tally/report/documents"

const settings: Json = { $schema: DRAFT, title: "The settings of faceid-tally", ...jsonSchemaOf(Settings).schema }
const prices: Json = { $schema: DRAFT, title: "A price plan of faceid-tally", ...jsonSchemaOf(PricePlanFile).schema }

/** What people write themselves: the program brings its schemas along, the library as well. */
const written = { "faceid-tally.schema.json": settings, "prices.schema.json": prices }

export const schemaFiles = (): ReadonlyMap<string, Json> =>
  new Map([
    ...Object.entries(publishedSchemas()).map(([name, schema]) => [`apps/cli/schemas/${name}.json`, schema] as const),
    ...["apps/cli/schemas", "packages/host/schema"].flatMap((folder) =>
      Object.entries(written).map(([name, schema]) => [`${folder}/${name}`, schema] as const),
    ),
  ])
