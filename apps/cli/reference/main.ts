// `pnpm reference`: writes the generated pages of docs/reference.
import { mkdirSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"

import { referenceFiles } from "./referenceFiles.ts"

const root = join(import.meta.dirname, "..", "..", "..")

for (const [file, text] of referenceFiles()) {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}
