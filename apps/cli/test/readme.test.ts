/** The README is true: its commands print what it says they print, its programs run, in both languages. */
import { spawnSync } from "node:child_process"
import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"

import { describe, expect, it } from "vitest"

import { commandOf } from "../src/commands/commands.ts"
import { root, run } from "./program.ts"

/** "…" stands for lines that the README leaves out. */
const LEFT_OUT = "…"

describe.each([
  ["README.md", "en_US.UTF-8"],
  ["README.zh-CN.md", "zh_CN.UTF-8"],
])("%s", (file, LANG) => {
  const text = readFileSync(join(root, file), "utf8")
  const blocks = (language: string) =>
    [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, "gm"))].map(([, block = ""]) => block)

  // What `npm start` prints is held to be true where its month is played.
  const examples = blocks("console")
    .filter((block) => !block.startsWith("$ npm start"))
    .map((block) => block.trimEnd().split("\n"))
  it.each(examples)("prints what it says: %s", (...[line = "", ...expected]) => {
    expect(line).toMatch(/^\$ faceid-tally /)
    const printed = run(line.split(" ").slice(2), { env: { LANG } }).out.trimEnd().split("\n")
    const gap = expected.indexOf(LEFT_OUT)
    const told = gap < 0 ? printed : [...printed.slice(0, gap), LEFT_OUT, ...printed.slice(gap + 1 - expected.length)]
    expect(told).toEqual(expected)
  })

  it.each(blocks("ts"))("runs program %#", (block) => {
    // Beside the CLI, so that the packages are found; from the top, so that the samples are.
    const program = join(root, "apps", "cli", "test", `.readme-${LANG}.ts`)
    writeFileSync(program, block)
    try {
      const { stdout } = spawnSync(process.execPath, ["--conditions=source", program], { cwd: root, encoding: "utf8" })
      const expected = [...block.matchAll(/^console\.log\(.*\) \/\/ (.*)$/gm)].map(([, printed]) => printed)
      expect(expected.length).toBeGreaterThan(0)
      expect(stdout.trimEnd().split("\n")).toEqual(expected)
    } finally {
      rmSync(program)
    }
  })

  it("names commands that exist", () => {
    const written = [
      text.matchAll(/[`$] ?faceid-tally ([a-z].*)/g),
      blocks("sh")
        .join("")
        .matchAll(/^faceid-tally ([a-z].*)/gm),
    ]
    const lines = written.flatMap((matches) => [...matches].map(([, line = ""]) => line))
    expect(lines.length).toBeGreaterThan(10)
    expect(lines.filter((line) => commandOf(line.split(/[\s`]+/)) === undefined)).toEqual([])
  })
})
