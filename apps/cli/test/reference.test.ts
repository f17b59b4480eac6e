// The reference is made from the program, and says all of it.
import { spawnSync } from "node:child_process"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

import { describe, expect, it } from "vitest"

import { operations } from "../../http/src/resources/index.ts"
import { capabilities } from "../reference/reach.ts"
import { referenceFiles } from "../reference/referenceFiles.ts"
import { settingKeys } from "../reference/settingsPage.ts"
import { settingWords } from "../reference/settingWords.ts"
import { commands } from "../src/commands/commands.ts"
import { root } from "./program.ts"

const files = [...referenceFiles()]

describe("the reference", () => {
  // Otherwise: pnpm reference
  it.each(files)("%s is made from the program", (file, text) => {
    expect(readFileSync(join(root, file), "utf8")).toBe(text)
  })

  it("has no page that is not made", () => {
    const there = readdirSync(join(root, "docs/reference"), { recursive: true, encoding: "utf8" })
    const pages = there.filter((file) => file.endsWith(".md")).map((file) => `docs/reference/${file}`)
    const made = files.map(([file]) => file).filter((file) => file.startsWith("docs/reference/"))
    expect(pages.toSorted()).toEqual(made.toSorted())
  })

  it("says what each setting means, and of no other", () => {
    expect(Object.keys(settingWords).toSorted()).toEqual([...settingKeys().keys()].toSorted())
  })

  it("leaves no fact of a sentence empty", () => {
    expect(files.filter(([, text]) => /undefined|NaN|\[object/.test(text)).map(([file]) => file)).toEqual([])
  })
})

describe("the manual page", () => {
  const manuals = files.filter(([file]) => file.includes("/man/"))

  it.each(manuals)("%s has every command and every option", (_, text) => {
    const missing = commands.flatMap(({ name, options }) =>
      [`.SS ${name}`, ...Object.keys(options).map((option) => `--${option}`)].filter(
        (part) => !text.replaceAll("\\-", "-").includes(part),
      ),
    )
    expect(missing).toEqual([])
  })

  it.skipIf(spawnSync("groff", ["--version"]).status !== 0)(
    "is good roff (skipped where groff is not installed)",
    () => {
      for (const [file, text] of manuals) {
        // Chinese is broken into lines by the rules of groff's own, as man asks for.
        const language = file.includes("zh_CN") ? ["-mzh"] : []
        const { stdout, stderr } = spawnSync("groff", ["-man", "-Kutf8", "-Tutf8", "-ww", ...language], {
          input: text,
          encoding: "utf8",
        })
        expect(stderr).toBe("")
        expect(stdout).toContain("faceid-tally")
      }
    },
  )
})

describe("what the CLI can do HTTP can do, and the reverse, or it is said why not", () => {
  it("every command and every operation stands in the table, and no other", () => {
    const listed = (side: "commands" | "operations") => new Set(capabilities.flatMap((each) => each[side]))
    expect([...listed("commands")].toSorted()).toEqual(commands.map(({ name }) => name).toSorted())
    expect([...listed("operations")].toSorted()).toEqual(operations.map(({ id }) => id).toSorted())
  })

  it("a row with one side says why", () => {
    const silent = capabilities.filter(
      (each) => (each.commands.length === 0 || each.operations.length === 0) && each.why === undefined,
    )
    expect(silent).toEqual([])
  })
})
