/** The published JSON Schemas, and what a document has against them. */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

import { Ajv2020 } from "ajv/dist/2020.js"

import { root } from "./program.ts"

const folder = join(root, "apps", "cli", "schemas")

/** Of documents; beside them lie the schemas of what people write. */
export const schemaNames: ReadonlyArray<string> = readdirSync(folder)
  .filter((file) => !file.endsWith(".schema.json"))
  .map((file) => file.replace(".json", ""))

export const schemaOf = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"))

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true, strictRequired: false })
for (const name of schemaNames) ajv.addSchema(schemaOf(name))

/** What is wrong with a value, by a schema or a part of one (`#/$defs/item`). */
export const faultsBy = (name: string, value: unknown, part = ""): ReadonlyArray<unknown> => {
  const isValid = ajv.getSchema(`${schemaOf(name).$id}${part}`)
  if (isValid === undefined) throw new Error(`no schema ${name}${part}`)
  return isValid(value) ? [] : (isValid.errors ?? [])
}
