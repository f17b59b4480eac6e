/**
 * The completion scripts at work: real shells, in a terminal, with the Tab key. Skipped where a shell is not installed
 * (Debian: bash, zsh, fish) or util-linux's `script`, which gives it the terminal.
 */
import { spawn, spawnSync } from "node:child_process"
import { chmodSync, writeFileSync } from "node:fs"
import { delimiter, join } from "node:path"
import process from "node:process"

import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { bin, run, temporaryFolder } from "./program.ts"

const isInstalled = (program: string) => spawnSync(program, ["--version"]).status === 0

const place = temporaryFolder()
const env = {
  PATH: [place.path, process.env["PATH"]].join(delimiter),
  HOME: place.path,
  TERM: "xterm",
  LANG: "C.UTF-8",
}

beforeAll(() => {
  for (const shell of ["bash", "zsh", "fish"]) writeFileSync(join(place.path, shell), run(["completion", shell]).out)
  // It completes as the program does; what it would run it only says.
  const program = join(place.path, "faceid-tally")
  const lines = [
    "#!/bin/sh",
    `case "$1" in --get-yargs-completions) exec '${process.execPath}' '${bin}' "$@" ;; esac`,
    'echo "asked: $*."',
  ]
  writeFileSync(program, `${lines.join("\n")}\n`)
  chmodSync(program, 0o755)
})
afterAll(() => place[Symbol.dispose]())

interface Key {
  /** What stands on the terminal before it is pressed. */
  readonly after: RegExp
  readonly keys: string
}

/** Presses keys in a shell, each when what it waits for is there; all that stood on the terminal since the last. */
const typed = async (command: string, keys: ReadonlyArray<Key>, end: RegExp): Promise<string> => {
  const child = spawn("script", ["-qec", command, "/dev/null"], {
    cwd: place.path,
    env,
    stdio: ["pipe", "pipe", "ignore"],
  })
  const waiting = [...keys]
  let seen = ""
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    seen += text
    const [next] = waiting
    if (next === undefined) {
      if (end.test(seen) && !child.stdin.writableEnded) child.stdin.end("\u0015exit\r")
    } else if (next.after.test(seen)) {
      seen = ""
      waiting.shift()
      child.stdin.write(next.keys)
    }
  })
  await new Promise((resolve) => child.once("close", resolve))
  return seen
}

const starts = {
  bash: `bash --noprofile --norc -i`,
  zsh: `zsh -f -i`,
} as const
const preparations = {
  bash: `PS1='ready> '; source ./bash; bind 'set bell-style none'; echo prep''ared`,
  zsh: `PS1='ready> '; autoload -Uz compinit; compinit -u -D; source ./zsh; echo prep''ared`,
} as const

describe("completion by the Tab key", () => {
  const inTerminal = (["bash", "zsh"] as const).filter((shell) => isInstalled(shell) && isInstalled("script"))
  it.for(inTerminal)("%s completes commands and options", async (shell) => {
    const keys: ReadonlyArray<Key> = [
      { after: /[$#%] |bash-/, keys: `${preparations[shell]}\r` },
      { after: /prepared[^]*ready> /, keys: "faceid-tally recon\t" },
      { after: /reconcile/, keys: " --unit\t" },
      { after: /price/, keys: " 1.20\r" },
    ]
    expect(await typed(starts[shell], keys, /asked: .*\./)).toMatch(/asked: reconcile --unit-price 1\.20\./)
  })

  it.skipIf(!isInstalled("fish"))("fish completes commands, options, choices and descriptions", () => {
    const completed = (line: string) =>
      spawnSync("fish", ["--no-config", "-c", `source ./fish; complete -C '${line}'`], {
        cwd: place.path,
        env,
        encoding: "utf8",
      }).stdout
    expect(completed("faceid-tally recon")).toMatch(/^reconcile\tCompare results/m)
    expect(completed("faceid-tally reconcile --unit")).toMatch(/^--unit-price\t/m)
    expect(completed("faceid-tally bill ")).toMatch(/^pull\t/m)
    expect(completed("faceid-tally completion z")).toMatch(/^zsh/m)
  })
})
