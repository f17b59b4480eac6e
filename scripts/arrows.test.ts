// Who may import whom, stated a second time and tried: each forbidden arrow is planted in each of its forms, in a
// folder of its own, and the linter with the project's own configuration must name it; each allowed one must pass.
import { spawnSync } from "node:child_process"
import { cpSync, globSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import process from "node:process"

import { afterAll, beforeAll, describe, expect, it } from "vitest"

const root = dirname(import.meta.dirname)

const names = {
  "packages/core": "@faceid-tally/core",
  "packages/books": "@faceid-tally/books",
  "packages/files": "@faceid-tally/files",
  "packages/tencent": "@faceid-tally/tencent",
  "packages/ledger": "@faceid-tally/ledger",
  "packages/report": "@faceid-tally/report",
  "packages/simulator": "@faceid-tally/simulator",
  "packages/host": "@faceid-tally/host",
  "apps/cli": "faceid-tally",
  "apps/http": "@faceid-tally/http",
  "apps/webhook": "@faceid-tally/webhook",
  bench: "@faceid-tally/bench",
} as const
type Folder = keyof typeof names

const folders = Object.keys(names) as Array<Folder>
const packages = folders.filter((folder) => folder.startsWith("packages/"))

const mayImport: Record<Exclude<Folder, "bench">, ReadonlyArray<Folder>> = {
  "packages/core": [],
  "packages/books": ["packages/core"],
  "packages/files": ["packages/core"],
  "packages/tencent": ["packages/core", "packages/books"],
  "packages/ledger": ["packages/core", "packages/books"],
  "packages/report": ["packages/core", "packages/books"],
  "packages/simulator": ["packages/core"],
  "packages/host": ["packages/core", "packages/books", "packages/tencent", "packages/ledger", "packages/report"],
  "apps/cli": packages,
  "apps/http": packages,
  "apps/webhook": packages,
}

const importing = (specifier: string) => `import { x } from "${specifier}"\nexport const y = x\n`
const forms = {
  static: importing,
  "type-only": (specifier: string) => `import type { X } from "${specifier}"\nexport type Y = X\n`,
  "re-export": (specifier: string) => `export { x } from "${specifier}"\n`,
  "re-export of all": (specifier: string) => `export * from "${specifier}"\n`,
  dynamic: (specifier: string) => `export const x = await import("${specifier}")\n`,
}

interface Planted {
  readonly file: string
  readonly text: string
  /** The rule that must name the file; none where the file is in order. */
  readonly rule?: string
}
const restricted = "eslint(no-restricted-imports)"
const planted: Array<Planted> = []

for (const [importer, targets] of Object.entries(mayImport)) {
  for (const target of folders.filter((folder) => folder !== importer)) {
    const name = names[target]
    const file = (form: string) => `${importer}/src/${target.replace("/", "-")} ${form}.ts`
    const forbidden = targets.includes(target) ? {} : { rule: restricted }
    for (const [form, write] of Object.entries(forms)) {
      planted.push({ file: file(form), text: write(name), ...forbidden })
    }
    planted.push(
      { file: file("relative"), text: importing(`../../../${target}/src/index.ts`), rule: restricted },
      {
        file: file("type by import()"),
        text: `export type Y = import("${name}").X\n`,
        rule: "typescript(consistent-type-imports)",
      },
    )
    const isFrontDoorOnly = importer.startsWith("packages/") || !targets.includes(target)
    if (isFrontDoorOnly)
      planted.push({ file: file("subpath"), text: importing(`${name}/internal/X`), rule: restricted })
  }
}

for (const specifier of ["node:fs", "fs", "node:crypto", "yargs", "effectful"]) {
  for (const [form, write] of Object.entries(forms)) {
    const file = `packages/core/src/${specifier.replace(":", "-")} ${form}.ts`
    planted.push({ file, text: write(specifier), rule: restricted })
  }
}

const inCore = (name: string, text: string, rule?: string): void => {
  planted.push({ file: `packages/core/src/${name}.ts`, text, ...(rule && { rule }) })
}
inCore("effect", importing("effect"))
inCore("a module of effect", importing("effect/Schema"))
inCore("a neighbour", importing("./Tally.ts"))
inCore("internal/one folder up", importing("../Tally.ts"))
inCore("a.test", importing("node:fs"))
inCore("a given time", "export const x = (at: number) => new Date(at)\n")
inCore("Date.now", "export const x = Date.now()\n", "eslint(no-restricted-properties)")
inCore("Math.random", "export const x = Math.random()\n", "eslint(no-restricted-properties)")
inCore("new Date", "export const x = new Date()\n", "pure(no-clock)")
inCore("Date()", "export const x = Date()\n", "pure(no-clock)")
inCore("performance", "export const x = performance.now()\n", "eslint(no-restricted-globals)")
inCore("globalThis", "export const x = globalThis.Date.now()\n", "eslint(no-restricted-globals)")
inCore("cycle a", 'export { b } from "./cycle b.ts"\nexport const a = 1\n', "import(no-cycle)")
inCore("cycle b", 'export { a } from "./cycle a.ts"\nexport const b = 2\n', "import(no-cycle)")
inCore("default", "const x = 1\nexport default x\n", "import(no-default-export)")
inCore("any", "export const x = (y: any) => y\n", "typescript(no-explicit-any)")
inCore("bang", "export const x = (y: string | null) => y!\n", "typescript(no-non-null-assertion)")

const inMigrations = (specifier: string, rule?: string): void => {
  const file = `packages/ledger/src/migrations/schema ${specifier.replaceAll("/", "-")}.ts`
  planted.push({ file, text: importing(specifier), ...(rule && { rule }) })
}
inMigrations("effect/Effect")
inMigrations("../database/Dialect.ts")
inMigrations("../tables/billTables.ts", restricted)
inMigrations("./schemaV1.ts", restricted)
inMigrations("@faceid-tally/core", restricted)

const inCommand = (file: string, specifier: string, rule?: string): void => {
  planted.push({ file: `apps/cli/src/commands/${file}.ts`, text: importing(specifier), ...(rule && { rule }) })
}
inCommand("serve/serve", "@faceid-tally/http")
inCommand("serve/other", "@faceid-tally/http", restricted)
inCommand("other/serve", "@faceid-tally/webhook", restricted)
inCommand("count/bench", "@faceid-tally/bench", restricted)
inCommand("count/two up", "../../session/Session.ts")
inCommand("count/three up", "../../../test/program.ts", restricted)

describe("the arrows", () => {
  let place: string
  let linted = 0
  const rulesByFile = new Map<string, Set<string>>()

  beforeAll(() => {
    place = mkdtempSync(join(tmpdir(), "faceid-tally-arrows-"))
    for (const file of ["oxlint.config.ts", "scripts/pure-plugin.mjs"]) cpSync(join(root, file), join(place, file))
    symlinkSync(join(root, "node_modules"), join(place, "node_modules"), "junction")
    for (const { file, text } of planted) {
      mkdirSync(dirname(join(place, file)), { recursive: true })
      writeFileSync(join(place, file), text)
    }
    const report = lint(place)
    linted = report.number_of_files
    for (const { filename, code } of report.diagnostics) {
      const file = filename.replaceAll("\\", "/")
      rulesByFile.set(file, (rulesByFile.get(file) ?? new Set()).add(code))
    }
  })
  afterAll(() => rmSync(place, { recursive: true, force: true }))

  it("EveryPlantedFileIsLinted", () => {
    expect(linted).toBe(planted.length)
    expect(new Set(planted.map(({ file }) => file)).size).toBe(planted.length)
  })

  it.each(Object.keys(mayImport))("EveryForbiddenArrowIsCaught: %s", (importer) => {
    const forbidden = planted.filter(({ file, rule }) => rule !== undefined && file.startsWith(`${importer}/`))
    expect(forbidden.length).toBeGreaterThan(0)
    expect(forbidden.filter(({ file, rule = "" }) => !rulesByFile.get(file)?.has(rule))).toEqual([])
  })

  it("EveryAllowedArrowPasses", () => {
    const allowed = planted.filter(({ rule }) => rule === undefined)
    expect(allowed.length).toBeGreaterThan(0)
    expect(allowed.filter(({ file }) => rulesByFile.has(file))).toEqual([])
  })

  it("EverySourceOfTheProjectIsLinted", () => {
    const sources = globSync("{packages,apps}/*/src/**/*.ts", { cwd: root })
    expect(sources.length).toBeGreaterThan(0)
    expect(lint(root).number_of_files).toBeGreaterThanOrEqual(sources.length)
  })
})

interface LintReport {
  readonly diagnostics: ReadonlyArray<{ readonly filename: string; readonly code: string }>
  readonly number_of_files: number
}

function lint(cwd: string): LintReport {
  const bin = join(root, "node_modules", "oxlint", "bin", "oxlint")
  const args = [bin, "--format=json", "packages", "apps"]
  const { stdout } = spawnSync(process.execPath, args, { cwd, encoding: "utf8", maxBuffer: 2 ** 26 })
  return JSON.parse(stdout) as LintReport
}
