// `pnpm reference`: writes the generated pages of docs/reference, and the snippets into the guides.
import { mkdirSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"

import { referenceFiles } from "./referenceFiles.ts"
import { pagesWithSnippets } from "./withSnippets.ts"

const root = join(import.meta.dirname, "..", "..", "..")

for (const [file, text] of [...referenceFiles(), ...pagesWithSnippets()]) {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}
