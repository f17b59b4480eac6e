// The house: the listing of a folder can be read at a glance, and no module leads back to itself, by types neither.
import { globSync, readFileSync } from "node:fs"
import { basename, dirname, join, posix } from "node:path"

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
  expect(circlesIn(new Map(files.map((file) => [file, importsOf(file).filter((each) => known.has(each))])))).toEqual([])
})

it("no circle of folders: what rooms share lies in a room below them", () => {
  const known = new Set(files)
  const below = new Map<string, Set<string>>()
  for (const file of files.filter((each) => !/\.(test|soak)\./.test(each))) {
    const folder = dirname(file)
    const folders = below.get(folder) ?? new Set()
    below.set(folder, folders)
    for (const each of importsOf(file)) if (known.has(each) && dirname(each) !== folder) folders.add(dirname(each))
  }
  expect(circlesIn(below)).toEqual([])
})

/**
 * Names for what a file is, the same in each folder that has one: the door of a package, where a program or a thread
 * begins, what a command is, what a resource answers.
 */
const namedForTheirPart = new Set(["index", "main", "spec", "routes", "operations", "defaults"])

it("a file that exports one thing has its name, and a name with a capital is that of what it exports", () => {
  const misnamed = files.flatMap((file) => {
    const name = basename(file).replace(/\.tsx?$/, "")
    if (name.includes(".") || namedForTheirPart.has(name)) return []
    const { values, types } = exportsOf(file)
    const all = [...values, ...types]
    if (all.length === 0 || all.includes(name)) return []
    const isCapital = /^[A-Z]/.test(name)
    // Several things that belong together have a name of their own, in small letters; so have texts.
    const isOne = all.length === 1 && !/Texts?$/.test(name) && /^[a-z]/.test(all[0] ?? "")
    return isCapital || isOne ? [`${file}: ${all.join(", ")}`] : []
  })
  expect(misnamed).toEqual([])
})

const exportsOf = (file: string) => {
  const text = readFileSync(join(root, file), "utf8")
  const named = (pattern: RegExp) => new Set([...text.matchAll(pattern)].map(([, name = ""]) => name))
  const listed = [...text.matchAll(/^export (?:type )?\{([^}]*)\}(?! from)/gm)].flatMap(([, names = ""]) =>
    names.split(",").flatMap((name) => /(\w+)\s*$/.exec(name)?.[1] ?? []),
  )
  const values = named(/^export (?:abstract )?(?:async )?(?:const|let|function\*?|class|enum) (\w+)/gm)
  const types = named(/^export (?:interface|type) (\w+)/gm)
  return { values: [...values, ...listed], types: [...types].filter((name) => !values.has(name)) }
}

/** The circles along these arrows. */
const circlesIn = (arrows: ReadonlyMap<string, Iterable<string>>): ReadonlyArray<string> => {
  const done = new Set<string>()
  const circles: Array<string> = []
  const visit = (from: string, path: ReadonlyArray<string>): void => {
    if (path.includes(from)) circles.push([...path.slice(path.indexOf(from)), from].join(" → "))
    if (path.includes(from) || done.has(from)) return
    for (const next of arrows.get(from) ?? []) visit(next, [...path, from])
    done.add(from)
  }
  for (const from of arrows.keys()) visit(from, [])
  return circles
}

/** The modules of its own package that a file names, in whatever form. */
const importsOf = (file: string): ReadonlyArray<string> => {
  const text = readFileSync(join(root, file), "utf8")
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.{1,2}\/[^"]+)"/g)].map(
    ([, specifier]) => specifier ?? "",
  )
  return specifiers.map((specifier) => posix.join(posix.dirname(file), specifier))
}
