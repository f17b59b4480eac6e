/**
 * A command is described in one place: leaving out a part of its description does not compile, in the description itself or
 * in what the command reads. Tried on a copy of the sources, which one run of the compiler looks at.
 */
import { spawnSync } from "node:child_process"
import { cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import process from "node:process"

import { describe, expect, it } from "vitest"

import { root, temporaryFolder } from "./program.ts"

interface Plant {
  readonly name: string
  /** What is copied, and what is taken out of the copy. */
  readonly file: string
  readonly cut: string | RegExp
  /** Where the compiler has to complain: in the copy, or in what runs by it. */
  readonly at: "spec" | "run"
}

const plants: ReadonlyArray<Plant> = [
  { name: "whole", file: "show/spec.ts", cut: "", at: "spec" },
  { name: "aboutInChinese", file: "show/spec.ts", cut: /, "zh-CN": "显示一个[^"]*"/, at: "spec" },
  { name: "aboutInEnglish", file: "show/spec.ts", cut: /en: "Show all[^"]*", /, at: "spec" },
  { name: "wordOfPositional", file: "show/spec.ts", cut: /, "zh-CN": "Seq 或 BizToken"/, at: "spec" },
  { name: "missingWord", file: "show/spec.ts", cut: /(?<=name a Seq or a BizToken"),\s*"zh-CN": "[^"]*"/, at: "spec" },
  { name: "example", file: "show/spec.ts", cut: /\s*en: "one attempt[^"]*",/, at: "spec" },
  { name: "allExamples", file: "show/spec.ts", cut: /(?<=examples: \[)[^]*(?=\],\n\} satisfies)/, at: "spec" },
  { name: "name", file: "show/spec.ts", cut: 'name: "show",', at: "spec" },
  { name: "optionText", file: "collect/spec.ts", cut: /, "zh-CN": "持续运行[^"]*"/, at: "spec" },
  { name: "optionExample", file: "collect/spec.ts", cut: /(?<=concurrency: text\()"20", /, at: "spec" },
  { name: "optionThatIsRead", file: "collect/spec.ts", cut: /concurrency: text\([^]*?\}\),/, at: "run" },
  { name: "optionOfShared", file: "collect/spec.ts", cut: /\.\.\.outputOptions\([^)]*\),/, at: "run" },
  { name: "textInChinese", file: "key/keyText.ts", cut: /(?<=zh[^]*)\s*none: "[^"]*",/, at: "spec" },
]

const cli = join(root, "apps", "cli")

/** Where the compiler complains first, by the name of the copy. */
const faultsOf = (): Readonly<Record<string, "spec" | "run">> => {
  using folder = temporaryFolder()
  const src = join(folder.path, "src")
  cpSync(join(cli, "src"), src, { recursive: true })
  symlinkSync(join(cli, "node_modules"), join(folder.path, "node_modules"), "junction")
  cpSync(join(cli, "package.json"), join(folder.path, "package.json"))
  const files: Array<string> = []
  const write = (file: string, text: string) => {
    files.push(join(src, "commands", file))
    writeFileSync(join(src, "commands", file), text)
  }
  for (const { name, file, cut } of plants) {
    const whole = readFileSync(join(src, "commands", file), "utf8")
    const text = whole.replace(cut, "")
    if (cut !== "" && text === whole) throw new Error(`${name}: there is nothing to take out of ${file}`)
    write(join(dirname(file), `planted-${name}.spec.ts`), text)
    if (file !== "collect/spec.ts") continue
    const run = readFileSync(join(src, "commands", "collect", "collectDue.ts"), "utf8")
    write(`collect/planted-${name}.run.ts`, run.replace('"./spec.ts"', `"./planted-${name}.spec.ts"`))
  }
  const typeRoots = [join(cli, "node_modules", "@types"), join(root, "node_modules", "@types")]
  const compilerOptions = {
    noEmit: true,
    emitDeclarationOnly: false,
    composite: false,
    incremental: false,
    noUnusedLocals: false,
    typeRoots,
  }
  const config = join(folder.path, "tsconfig.json")
  writeFileSync(config, JSON.stringify({ extends: join(root, "tsconfig.base.json"), compilerOptions, files }))
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc")
  const { stdout } = spawnSync(process.execPath, [tsc, "--pretty", "false", "-p", config], {
    cwd: folder.path,
    encoding: "utf8",
  })
  const named = [...stdout.matchAll(/^\S*planted-(\w+)\.(spec|run)\.ts\(.*: error TS/gm)]
  // A fault of the description counts before what follows from it.
  const ordered = [...named.filter(([, , at]) => at === "run"), ...named.filter(([, , at]) => at === "spec")]
  return Object.fromEntries(ordered.map(([, name = "", at]) => [name, at === "spec" ? "spec" : "run"] as const))
}

describe("the description of a command", () => {
  it("does not compile with a part left out, each where it is missing", () => {
    const expected = plants.flatMap(({ name, cut, at }) => (cut === "" ? [] : [[name, at] as const]))
    expect(faultsOf()).toEqual(Object.fromEntries(expected))
  })
})
