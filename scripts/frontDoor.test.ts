// The front door of the library is light: what it weighs, and that nothing of Effect is behind it.
import { readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { gzipSync } from "node:zlib"

import { rolldown } from "rolldown"
import { expect, it } from "vitest"

const door = join(dirname(import.meta.dirname), "packages", "core", "src", "index.ts")
const GZIPPED_MAX = 15_000

/** What is left of the door, minified, where these names are imported; all of it, where none is said. */
const bundleOf = async (names: string) => {
  const entry = "entry"
  const bundle = await rolldown({
    input: entry,
    platform: "neutral",
    plugins: [
      {
        name: entry,
        resolveId: (id) => (id === entry ? id : undefined),
        load: (id) => (id === entry ? `export ${names} from ${JSON.stringify(door)}` : undefined),
      },
    ],
  })
  const { output } = await bundle.generate({ minify: true })
  await bundle.close()
  return output[0]
}

it("tally weighs at most 15 KB, gzipped", async () => {
  const { code } = await bundleOf("{ tally }")
  expect(gzipSync(code).byteLength).toBeLessThanOrEqual(GZIPPED_MAX)
})

it("nothing behind the front door is of another package, and three names are in it", async () => {
  const { imports, moduleIds, exports } = await bundleOf("*")
  expect(imports).toEqual([])
  expect(moduleIds.filter((id) => id.includes("node_modules"))).toEqual([])
  expect(exports.toSorted()).toEqual(["NotCountable", "reconcile", "tally"])
})

it("nothing that its types name is of another package", () => {
  const met = new Set<string>()
  const others: Array<string> = []
  const visit = (file: string): void => {
    if (met.has(file)) return
    met.add(file)
    for (const [, specifier = ""] of readFileSync(file, "utf8").matchAll(/\bfrom "([^"]+)"/g)) {
      if (specifier.startsWith(".")) visit(join(dirname(file), specifier))
      else others.push(`${file}: ${specifier}`)
    }
  }
  visit(door)
  expect(met.size).toBeGreaterThan(20)
  expect(others).toEqual([])
})
