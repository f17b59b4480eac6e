// The rules are documents of the project: what code cites exists, and each rule is named by a test.
import { globSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"

import { expect, it } from "vitest"

const root = dirname(import.meta.dirname)
const read = (file: string) => readFileSync(join(root, file), "utf8")

const documents = ["docs/rules.md", "docs/money.md"].map(read)
const rules = new Set(
  documents.flatMap((text) => [...text.matchAll(/^- \*\*([A-Z]\d+(?:\.\d)?)\*\*/gm)].map(([, id]) => id ?? "")),
)
/** Money is cited by its sections too: F2 is all of F2.1 to F2.6. */
const sections = new Set([...(documents[1] ?? "").matchAll(/^## .*\((F\d+)\)$/gm)].map(([, id]) => id ?? ""))

const ID = /(?<![\w/-])([CRMDLENX]\d{1,2}|F\d{1,2}(?:\.\d)?)(?:–([CRMDLENXF]\d{1,2}))?(?![\w.-]*\w)/g

/** The ids that a text cites, ranges with all that lies between. */
const cited = (text: string): ReadonlyArray<string> =>
  [...text.matchAll(ID)].flatMap(([, first = "", last]) => {
    if (last === undefined) return [first]
    const [from, to] = [first, last].map((id) => Number(id.slice(1)))
    return Array.from({ length: (to ?? 0) - (from ?? 0) + 1 }, (_, i) => `${first[0]}${(from ?? 0) + i}`)
  })

const sources = globSync("{packages,apps}/*/{src,test,assembly}/**/*.{ts,tsx}", { cwd: root })
const isTest = (file: string) => /\.(test|soak)\.tsx?$/.test(file) || /^(packages|apps)\/[^/]+\/test\//.test(file)

/** Citations stand in comments, and in the titles of tests. */
const citedIn = (file: string): ReadonlyArray<string> => {
  const text = read(file)
  const comments = [...text.matchAll(/\/\*[^]*?\*\/|(?:^|\s)\/\/ [^\n]*/gm)].map(([comment]) => comment)
  const titles = isTest(file)
    ? [...text.matchAll(/\b(?:describe|it)(?:\.\w+\([^)]*\))?\(\s*["`]([^"`]*)/g)].map(([, t]) => t ?? "")
    : []
  return cited([...comments, ...titles].join("\n"))
}

it("every rule that code cites exists", () => {
  const unknown = sources.flatMap((file) =>
    citedIn(file).flatMap((id) => (rules.has(id) || sections.has(id) ? [] : [`${file}: ${id}`])),
  )
  expect(unknown).toEqual([])
})

it("every rule is named by a test", () => {
  const named = new Set(sources.filter(isTest).flatMap(citedIn))
  expect([...rules].filter((id) => !named.has(id) && !named.has(id.split(".")[0] ?? ""))).toEqual([])
})

it("nothing points outside the project", () => {
  const outside = globSync(["{packages,apps,bench,scripts,docs,deploy}/**/*.{ts,tsx,md,mjs}", "*.md"], {
    cwd: root,
    exclude: (name) => name === "node_modules" || name === "dist",
  }).filter(
    (file) =>
      !file.endsWith("rules.test.ts") &&
      /\b(CONTRACT|DESIGN|DOMAIN|FINANCE|HOUSE|WORDING|REAL-INPUTS)\b/.test(read(file)),
  )
  expect(outside).toEqual([])
})

it("every file that ARCHITECTURE and the decisions name exists", () => {
  const pages = ["ARCHITECTURE.md", ...globSync("docs/decisions/*.md", { cwd: root })]
  const named = [
    ...pages
      .map(read)
      .join("\n")
      .matchAll(/`((?:[\w.-]+\/)+[\w.-]+\.\w+)`/g),
  ].map(([, path]) => path ?? "")
  const exists = (path: string) => globSync([path, `packages/${path}`, `apps/${path}`], { cwd: root }).length > 0
  expect(named.filter((path) => !exists(path))).toEqual([])
})

it("ARCHITECTURE has a line for every folder of sources, and no other", () => {
  const text = read("ARCHITECTURE.md")
  const listed = [...text.matchAll(/^\*\*`((?:packages|apps)\/\w+\/src)`\*\*\n\n([^]*?)\n\n/gm)].flatMap(
    ([, src, table = ""]) => [...table.matchAll(/^\| `(\w+)` /gm)].map(([, folder]) => `${src}/${folder}`),
  )
  const folders = globSync("{packages,apps}/*/src/*/", { cwd: root }).map((path) => path.replace(/\/$/, ""))
  expect(listed.toSorted()).toEqual(folders.toSorted())
})
