// What the built program loads at once, along its static imports: its start is mostly what it loads.
import { readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { describe, expect, it } from "vitest"

import { bin } from "./program.ts"

const dist = dirname(bin)
const codeOf = (file: string): string => readFileSync(join(dist, file), "utf8")

/** The files that are loaded with one, itself the first. */
const loadedWith = (file: string, files: Array<string> = []): ReadonlyArray<string> => {
  if (files.includes(file)) return files
  files.push(file)
  for (const [, name = ""] of codeOf(file).matchAll(/^(?:import|export)\b[^;]*"\.\/([^"]+)";$/gm))
    loadedWith(name, files)
  return files
}

/** What the bundle keeps of each part as it was written. */
const parts = {
  "the schemas of records": "$numberLong",
  "what unpacks and packs": '"node:zlib"',
  effect: "~effect/",
  "what draws random names": '"node:crypto"',
}
const partsIn = (files: ReadonlyArray<string>): ReadonlyArray<string> =>
  Object.entries(parts).flatMap(([part, text]) => (files.some((file) => codeOf(file).includes(text)) ? [part] : []))

describe("what reads regular lines", () => {
  it("is told from the rest of the program by what it loads", () => {
    expect(partsIn(readdirSync(dist).filter((file) => file.endsWith(".js")))).toEqual(Object.keys(parts))
  })

  it.each(["count.js", "reconcile.js"])("finds neither schemas nor zlib nor crypto with %s", (file) => {
    const files = loadedWith(file)
    expect(files).toContain("reading.js")
    expect(partsIn(files)).toEqual(["effect"])
  })

  it("lies in a few files, for each costs time", () => {
    const files = ["faceid-tally.js", "program.js", "run2.js", "count.js", "earlyWorker.js"].reduce<
      ReadonlyArray<string>
    >((found, file) => loadedWith(file, [...found]), [])
    expect(files.length).toBeLessThan(12)
  })

  it("keeps of the schemas what is used, and not all of them", () => {
    // Where a namespace is taken apart or handed on, a bundle keeps all of it: three times as much.
    const schemas = readdirSync(dist).filter(
      (file) => file.endsWith(".js") && codeOf(file).includes("~effect/BigDecimal"),
    )
    expect(schemas.length).toBeGreaterThan(0)
    expect(schemas.filter((file) => codeOf(file).includes("Schema.MutableJson"))).toEqual([])
  })

  it("calls a worker that knows nothing but to read them", () => {
    const files = loadedWith("worker.js")
    expect(files.length).toBeGreaterThan(1)
    expect(partsIn(files)).toEqual([])
  })
})
