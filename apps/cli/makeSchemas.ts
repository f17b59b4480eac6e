// `pnpm schemas`: writes the published JSON Schemas.
import { writeFileSync } from "node:fs"
import { dirname, join } from "node:path"

import { schemaFiles } from "./schemaFiles.ts"

const root = dirname(dirname(import.meta.dirname))

for (const [file, schema] of schemaFiles()) writeFileSync(join(root, file), `${JSON.stringify(schema, null, 2)}\n`)
