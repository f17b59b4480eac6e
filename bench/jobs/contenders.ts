// The contenders that several jobs have in common.
import { spawnSync } from "node:child_process"
import process from "node:process"
import { numberAt, type Answer } from "../Answer.ts"
import type { Contender } from "../Contender.ts"
import type { Goal } from "../Job.ts"

export const ours = (cli: string, args: ReadonlyArray<string>, rest: Partial<Contender>): Contender => ({
  name: "faceid-tally",
  command: process.execPath,
  args: [cli, ...args],
  ...rest,
})

/** DuckDB in both of its ways, so that nobody has to ask whether the other one is faster. */
export const duckdb = (program: string, args: ReadonlyArray<string>): ReadonlyArray<Contender> =>
  [
    { name: duckdbNames[0], way: "columns" },
    { name: duckdbNames[1], way: "path" },
  ].map(({ name, way }) => ({
    name,
    command: process.execPath,
    args: [program, way, ...args],
    answer: flatAnswer,
  }))

/** A goal against DuckDB is a goal against each of its ways. */
export const goalsAgainstDuckdb = (min: number): ReadonlyArray<Goal> =>
  duckdbNames.map((as) => ({ kind: "times-as-fast", as, min }))

const duckdbNames = ["DuckDB, read_json", "DuckDB, JSON path"] as const

export const bareNode: Contender = { name: "node -e 0", command: process.execPath, args: ["-e", "0"] }

export const wc = (...files: ReadonlyArray<string>): Contender => ({
  name: "wc -l",
  command: "wc",
  args: ["-l", ...files],
})

export const cat = (...files: ReadonlyArray<string>): Contender => ({ name: "cat", command: "cat", args: files })

/** `jq` where it is installed. */
export const jq = (args: ReadonlyArray<string>, answer: (stdout: string) => Answer): ReadonlyArray<Contender> =>
  jqVersion() === undefined ? [] : [{ name: "jq", command: "jq", args, answer, roundsMax: 1 }]

export const jqVersion = (): string | undefined => {
  const { status, stdout } = spawnSync("jq", ["--version"], { encoding: "utf8" })
  return status === 0 ? stdout.trim().replace(/^jq-/, "") : undefined
}

/** Reads the answer of a peer: one flat JSON object of numbers. */
export const flatAnswer = (stdout: string): Answer => {
  const answer: unknown = JSON.parse(stdout)
  return Object.fromEntries(Object.keys(Object(answer)).map((name) => [name, numberAt(answer, name)]))
}
