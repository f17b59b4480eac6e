// The house: the listing of a folder can be read at a glance, and no module leads back to itself, by types neither.
import { globSync, readFileSync } from "node:fs"
import { dirname, join, posix } from "node:path"

import { expect, it } from "vitest"

const root = dirname(import.meta.dirname)
const FILES_MAX = 15

const files = globSync("{packages,apps}/*/src/**/*.{ts,tsx}", { cwd: root }).map((file) => file.replaceAll("\\", "/"))

it("no folder of sources has more files than one can take in", () => {
  const folders = Map.groupBy(files, (file) => dirname(file))
  const crowded = [...folders].filter(([, { length }]) => length > FILES_MAX)
  expect(crowded.map(([folder, { length }]) => `${folder}: ${length}`)).toEqual([])
})

it("no circle of imports, types included", () => {
  const known = new Set(files)
  const imported = new Map(files.map((file) => [file, importsOf(file).filter((each) => known.has(each))]))
  const done = new Set<string>()
  const circles: Array<string> = []
  const visit = (file: string, path: ReadonlyArray<string>): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(" → "))
    if (path.includes(file) || done.has(file)) return
    for (const next of imported.get(file) ?? []) visit(next, [...path, file])
    done.add(file)
  }
  for (const file of files) visit(file, [])
  expect(circles).toEqual([])
})

/** The modules of its own package that a file names, in whatever form. */
const importsOf = (file: string): ReadonlyArray<string> => {
  const text = readFileSync(join(root, file), "utf8")
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.{1,2}\/[^"]+)"/g)].map(
    ([, specifier]) => specifier ?? "",
  )
  return specifiers.map((specifier) => posix.join(posix.dirname(file), specifier))
}
