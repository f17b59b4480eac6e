// Keeping the books in SQLite: storing results beside a bare loop into the same tables, and reconciling a stored day with
// its stored bill beside the same join in the database.
import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync } from "node:fs"
import { join } from "node:path"
import process from "node:process"
import { numberAt } from "../Answer.ts"
import type { Contender } from "../Contender.ts"
import { attemptsPerToken } from "../generate/verification.ts"
import { billOfDay, theDate } from "../generate/ledgerWorld.ts"
import type { Job, Setting } from "../Job.ts"
import { flatAnswer } from "./contenders.ts"

const child = (name: string, program: string, args: ReadonlyArray<string>): Contender => ({
  name,
  command: process.execPath,
  args: [
    "--disable-warning=ExperimentalWarning",
    join(import.meta.dirname, "..", "children", `${program}.ts`),
    ...args,
  ],
  answer: flatAnswer,
})

export const importResults = (setting: Setting): Job => {
  const tokens = Math.round(500_000 * setting.scale)
  const bare = child("a bare loop, no evidence", "bare-import", [join(setting.data, "bare.db"), String(tokens)])
  return {
    id: "import",
    title: `import ${attemptsIn(tokens)} attempts into SQLite`,
    ours: importer(setting, tokens),
    peers: [bare],
    limits: [],
    expected: { attempts: tokens * attemptsPerToken },
    goals: [
      { kind: "times-as-fast", as: bare.name, min: 0.7 },
      { kind: "peak", maxMb: 700 },
    ],
  }
}

/** Memory is that of a tenth: what grows is the file. */
export const importLarge = (setting: Setting): Job => {
  const tokens = Math.round(5_000_000 * setting.scale)
  return {
    id: "import-large",
    title: `import ${attemptsIn(tokens)} attempts into SQLite`,
    ours: importer(setting, tokens),
    peers: [
      {
        ...importer(setting, tokens / 10),
        name: "a tenth of them",
        answer: () => ({ attempts: tokens * attemptsPerToken }),
      },
    ],
    limits: [],
    expected: { attempts: tokens * attemptsPerToken },
    goals: [{ kind: "peak", maxMb: 700 }],
  }
}

const importer = ({ data }: Setting, tokens: number): Contender => ({
  ...child("faceid-tally", "ledger-import", [join(data, "import.db"), String(tokens)]),
  answer: (stdout) => ({ attempts: numberAt(JSON.parse(stdout), "attempts") }),
  figures: (stdout) => {
    const bytes = numberAt(JSON.parse(stdout), "bytes")
    const perMillion = (bytes / (tokens * attemptsPerToken)) * 1e6
    return [["on disk per million attempts", `${(perMillion / 1e6).toFixed(0)} MB`]]
  },
})

export const reconcileStored = (setting: Setting): Job => {
  const tokens = Math.round(500_000 * setting.scale)
  const file = dayLedger(setting, tokens)
  const { expected } = billOfDay(tokens)
  const theJoin = child("the join in SQLite", "stored-join", [file, theDate])
  return {
    id: "stored",
    title: `reconcile a stored day of ${attemptsIn(tokens)} attempts with its stored bill`,
    ours: child("faceid-tally", "stored-reconcile", [file, theDate]),
    peers: [],
    limits: [theJoin],
    expected,
    goals: [
      { kind: "times-the-time", of: theJoin.name, max: 2 },
      { kind: "peak", maxMb: 400 },
    ],
  }
}

const attemptsIn = (tokens: number): string => (tokens * attemptsPerToken).toLocaleString("en")

/** The file of a ledger that has one day and its bill. */
export const dayLedger = ({ data }: Setting, tokens: number): string =>
  makeOnce(join(data, `ledger-day-${tokens}.db`), "ledger-day", tokens)

/** The file of a ledger that has the results of a month. */
export const monthLedger = ({ data }: Setting, tokens: number): string =>
  makeOnce(join(data, `ledger-month-${tokens}.db`), "ledger-month", tokens)

/** The same with its bill. */
export const billedMonthLedger = ({ data }: Setting, tokens: number): string =>
  makeOnce(join(data, `ledger-billed-month-${tokens}.db`), "ledger-month", tokens, "bill")

const makeOnce = (file: string, program: string, tokens: number, ...more: ReadonlyArray<string>): string => {
  if (existsSync(file)) return file
  mkdirSync(join(file, ".."), { recursive: true })
  const { command, args } = child("", program, [file, String(tokens), ...more])
  const { status, stderr } = spawnSync(command, args, { encoding: "utf8" })
  if (status !== 0) throw new Error(`The ledger of the bench could not be made: ${stderr.slice(0, 2000)}`)
  return file
}
