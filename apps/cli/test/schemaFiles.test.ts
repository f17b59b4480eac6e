// The published JSON Schemas are those of the program.
import { readFileSync } from "node:fs"
import { join } from "node:path"

import { describe, expect, it } from "vitest"

import { schemaFiles } from "../schemaFiles.ts"
import { root } from "./program.ts"
import { schemaNames } from "./schemas.ts"

const files = [...schemaFiles()]

describe("the published schemas", () => {
  // Otherwise: pnpm schemas
  it.each(files)("%s is made from the documents", (file, schema) => {
    expect(JSON.parse(readFileSync(join(root, file), "utf8"))).toEqual(schema)
  })

  it("are all made", () => {
    const made = files.map(([file]) => file.match(/^apps\/cli\/schemas\/([^.]*)\.json$/)?.[1])
    expect(made.filter((name) => name !== undefined)).toEqual(schemaNames)
  })
})
