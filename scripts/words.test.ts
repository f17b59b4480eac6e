// The glossary decides each term once: what it forbids stands in no text that people read.
import { globSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"

import { expect, it } from "vitest"

const root = dirname(import.meta.dirname)
const read = (file: string) => readFileSync(join(root, file), "utf8")

/** The last column of each row that has four. */
const forbidden = [...read("docs/words.md").matchAll(/^\| [^|]+ \| [^|]+ \| [^|]+ \| ([^|]+) \|$/gm)]
  .flatMap(([, not = ""]) => not.split(", "))
  .filter((word) => word !== "not" && word !== "---" && word.trim() !== "")

const texts = [
  "{packages,apps}/*/src/**/{en,zh-CN}.ts",
  "{packages,apps}/*/src/**/*{Text,Texts,Messages,Words,texts}.ts",
  "apps/cli/src/commands/**/*.ts",
  "apps/http/src/resources/**/*.ts",
  "README*.md",
  "docs/runbook/*.md",
  "packages/report/src/alerts/__snapshots__/*.snap",
  "apps/cli/test/golden/**/*.txt",
]

it("no text has a word that the glossary forbids", () => {
  expect(forbidden.length).toBeGreaterThan(10)
  const files = globSync(texts, { cwd: root })
  expect(files.length).toBeGreaterThan(40)
  const met = files.flatMap((file) => {
    const lines = read(file).split("\n")
    return lines.flatMap((line, i) =>
      forbidden.filter((word) => line.includes(word)).map((word) => `${file}:${i + 1}: ${word}`),
    )
  })
  expect(met).toEqual([])
})
