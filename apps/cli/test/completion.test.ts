/** The completion scripts: each is valid for its shell where that is at hand, and knows every command and option. */
import { spawnSync } from "node:child_process"
import { writeFileSync } from "node:fs"
import { join } from "node:path"

import { describe, expect, it } from "vitest"

import { commands, groups } from "../src/commands/commands.ts"
import { run, temporaryFolder } from "./program.ts"

const completions = (...words: Array<string>) =>
  run(["--get-yargs-completions", "faceid-tally", ...words])
    .out.trimEnd()
    .split("\n")

describe("completion", () => {
  it("knows commands, options and choices", () => {
    const first = commands.map(({ name }) => name.split(" ")[0])
    expect(completions("")).toEqual(expect.arrayContaining(first))
    expect(completions("reconcile", "--")).toEqual(
      expect.arrayContaining(["--results", "--bill", "--unit-price", "--lang"]),
    )
    expect(completions("count", "--by", "")).toEqual([
      "day",
      "rule",
      "errcode",
      "token",
      "account",
      "channel",
      "edition",
    ])
    expect(completions("completion", "z")).toEqual(["zsh"])
  })

  it.each(["bash", "zsh", "fish"])("%s takes the script", (shell) => {
    const { code, out, err } = run(["completion", shell])
    expect({ code, err }).toEqual({ code: 0, err: "" })
    expect(out).toContain("faceid-tally")
    using folder = temporaryFolder()
    const script = join(folder.path, "completion")
    writeFileSync(script, out)
    const { error, status, stderr } = spawnSync(shell, ["-n", script], { encoding: "utf8" })
    // A shell that is not installed cannot say.
    expect(error === undefined ? [status, stderr] : [0, ""]).toEqual([0, ""])
  })

  it("takes the shell at hand where none is named", () => {
    expect(run(["completion"], { env: { SHELL: "/usr/bin/fish" } }).out).toMatch(/^complete -c faceid-tally/m)
    expect(run(["completion"], { env: { SHELL: "/bin/zsh" } }).out).toMatch(/^#compdef/)
  })

  it("knows what else an option is called, and the options of a whole month", () => {
    expect(completions("count", "--")).toEqual(expect.arrayContaining(["--json", "--format", "--out"]))
    expect(completions("reconcile", "--")).toEqual(expect.arrayContaining(["--month"]))
    const { out } = run(["completion", "fish"])
    expect(out).toMatch(/seen_subcommand_from count' -l out -s o -r/)
    expect(out).toMatch(/seen_subcommand_from count' -l quiet -s q /)
    expect(out).toMatch(/seen_subcommand_from count' -l output -l format /)
  })

  it("fish knows every command, its options and its choices", () => {
    const lines = run(["completion", "fish"]).out.split("\n")
    const has = (...parts: ReadonlyArray<string>) => lines.some((line) => parts.every((part) => line.includes(part)))
    for (const { name } of groups) expect(has("__fish_use_subcommand", `-a ${name} `)).toBe(true)
    const missing = commands.flatMap(({ name, options, positionals }) => {
      const words = name.split(" ")
      const [first = name, action] = words
      const at = `'${words.map((word) => `__fish_seen_subcommand_from ${word}`).join("; and ")}'`
      const asked = action === undefined ? "__fish_use_subcommand" : `'__fish_seen_subcommand_from ${first}'`
      return [
        ...(has(asked, `-a ${action ?? first} `) ? [] : [name]),
        ...Object.keys(options).filter((option) => !has(at, ` -l ${option} `)),
        ...Object.values(positionals).flatMap(({ choices = [] }) =>
          choices.filter((choice) => !has(at, "-a '") || !has(at, choice)),
        ),
      ]
    })
    expect(missing).toEqual([])
  })
})
