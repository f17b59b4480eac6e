// What `npm start` shows: a month on the simulated provider, whose planted billing errors come out, all named.
import { mkdirSync, rmSync } from "node:fs"
import { join, relative } from "node:path"
import { spawnSync } from "node:child_process"

import { reconcileBooks } from "@faceid-tally/books"
import { type BillingDay, dayFromNumber, dayNumberOf } from "@faceid-tally/core"
import { ledgerOf } from "@faceid-tally/host"
import { languageOf } from "@faceid-tally/report"
import * as Effect from "effect/Effect"

import { playMonth } from "./playMonth.ts"

const from = "2026-10-01"
const days = 31
/** The provider errs in its own favour a little more often. */
const plants = {
  overcharge: 4,
  undercharge: 2,
  missing_line: 2,
  duplicate_line: 3,
  stranger_line: 3,
  shifted_day: 1,
  code_mismatch: 1,
  token_mismatch: 1,
  wrong_count: 1,
  null_flag: 1,
}
/** What a person began before the last midnight is billed with the next month, and is no business of this one. */
const to = dayFromNumber((dayNumberOf(from) ?? 0) + days - 1)

const root = join(import.meta.dirname, "..", "..", "..")
const folder = join(root, "node_modules", ".cache", "faceid-tally-month")
const file = join(folder, "month.db")
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const ledger = `sqlite:${file}`

const say = languageOf(process.env) === "en" ? english() : chinese()
console.log(say.playing)
const { truth, collected, pulledDays } = await Effect.runPromise(
  playMonth({ from, days, verificationsPerDay: 12, plants, ledger }),
)
console.log(say.played(truth.verifications.length, collected, pulledDays))
console.log()

const program = join(root, "apps", "cli", "dist", "faceid-tally.js")
const period = ["--from", from, "--to", to, "--ledger", ledger]
const report = spawnSync(process.execPath, [program, "reconcile", ...period, ...process.argv.slice(2)], {
  stdio: "inherit",
})

// Each planted error has to be among the discrepancies, and nothing else.
const { reconciliation } = await Effect.runPromise(
  Effect.provide(
    reconcileBooks({ from: from as BillingDay, to, programVersion: "demo", keep: false }),
    ledgerOf({ ledger }),
  ),
)
const named = [...reconciliation.items].map(({ kind, seq, bizToken }) => `${kind} ${seq ?? bizToken}`)
const ofMonth = truth.planted.filter(({ day }) => day <= to)
const planted = ofMonth.flatMap(({ discrepancies, seq, bizToken }) =>
  discrepancies.map((kind) => `${kind} ${seq ?? bizToken}`),
)
const isAllNamed = JSON.stringify(named.sort()) === JSON.stringify(planted.sort())
console.log()
console.log(isAllNamed ? say.allNamed(ofMonth.length) : say.notNamed)
console.log(say.look(relative(process.cwd(), file)))

// 1 says that the bill differs from the ledger: what the month is there to show.
process.exitCode = isAllNamed && report.status === 1 ? 0 : 1

function english() {
  return {
    playing: `Playing ${from} and the 30 days after it on a simulated provider …`,
    played: (issued: number, fetched: number, pulled: number) =>
      `${issued} BizTokens issued, ${fetched} results collected through the official SDK, ${pulled} bill days pulled.`,
    allNamed: (count: number) =>
      `${count} billing errors were planted. All of them are named above, and nothing else is.`,
    notNamed: "Not every planted billing error is named: that is a defect.",
    look: (path: string) =>
      `Look closer: node apps/cli/dist/faceid-tally.js status --from ${from} --to ${to} --ledger sqlite:${path}`,
  }
}

function chinese(): ReturnType<typeof english> {
  return {
    playing: `正在模拟的腾讯云上演示 ${from} 起的 31 天……`,
    played: (issued, fetched, pulled) =>
      `签发 BizToken ${issued} 个，通过官方 SDK 拉取结果 ${fetched} 个，拉取账单 ${pulled} 天。`,
    allNamed: (count) => `共预置 ${count} 个账单错误，上面已全部指出，且没有多余的差异。`,
    notNamed: "有预置的账单错误没有被指出：这是缺陷。",
    look: (path) =>
      `进一步查看：node apps/cli/dist/faceid-tally.js status --from ${from} --to ${to} --ledger sqlite:${path}`,
  }
}
