/** What the guides tell programs to log is counted, in the languages that are at hand; snippets.soak.ts tries the others. */
import { globSync } from "node:fs"
import { join } from "node:path"

import { describe, expect, it } from "vitest"

import { root } from "../program.ts"
import { common, others, versionOf } from "./snippets.ts"
import { tryAgainstService } from "./tried.ts"

it("every snippet is tried", () => {
  const files = globSync("*/*", { cwd: join(root, "docs/guides/snippets") })
  expect([...common, ...others].map(({ file }) => file).toSorted()).toEqual(files.toSorted())
})

describe.each(common)("$language", (snippet) => {
  it.skipIf(versionOf(snippet) === undefined)(
    "logs what is counted and nothing of a person, and registers (skipped where its runtime is not installed)",
    () => tryAgainstService(snippet),
  )
})
