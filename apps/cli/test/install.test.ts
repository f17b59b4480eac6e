// The program as it is installed: what a broken installation says of itself, and the licences that come along.
import { cpSync, readFileSync, rmSync } from "node:fs"
import { spawnSync } from "node:child_process"
import { dirname, join } from "node:path"

import { describe, expect, it } from "vitest"

import { bin, languages, root, temporaryFolder } from "./program.ts"

describe("the installed program", () => {
  it.each(languages)("does not blame the input where a file of its own is missing, in %s", (language) => {
    using folder = temporaryFolder()
    cpSync(dirname(bin), join(folder.path, "dist"), { recursive: true })
    cpSync(join(root, "apps", "cli", "package.json"), join(folder.path, "package.json"))
    rmSync(join(folder.path, "dist", "scanner.wasm"))
    const sample = join(root, "samples", "provider", "detect-info-1.json")
    const program = join(folder.path, "dist", "faceid-tally.js")
    const { status, stderr } = spawnSync(process.execPath, [program, "count", sample, "--lang", language], {
      encoding: "utf8",
    })
    expect(status).toBe(2)
    expect(stderr).toContain("scanner.wasm")
    expect(stderr).toContain("npm install -g faceid-tally")
    expect(stderr).not.toContain("detect-info-1.json")
  })

  it("hands on the licence of every package whose code it holds", () => {
    const notices = readFileSync(join(dirname(bin), "THIRD_PARTY_NOTICES.md"), "utf8")
    for (const name of ["effect", "yargs", "hucre", "fast-string-width", "@effect/sql-pg", "assemblyscript"]) {
      expect(notices).toMatch(new RegExp(`^## ${name} \\d+\\.\\d+\\.\\d+$`, "m"))
    }
    const sections = notices.split(/^## (?=\S+ \d+\.\d+\.\d+$)/m).slice(1)
    for (const section of sections) expect(section).toMatch(/^Licence: \S+/m)
    expect(notices).not.toContain(root)
  })
})
