// What a statement takes beyond reconciling its month, and how soon the month page stands there with its amounts.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { spawnSync } from "node:child_process"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import * as Schema from "effect/Schema"
import type { Setting } from "../Job.ts"
import { attemptsPerToken } from "../generate/verification.ts"
import { median } from "../race.ts"
import { billedMonthLedger } from "./ledger.ts"
import { startService } from "./service.ts"
import { medianTime, ms } from "./waiting.ts"

const ATTEMPTS = 1_000_000
const ROUNDS = 5
const STATEMENT_MS_GOAL = 300
const PAGE_MS_GOAL = 50
const MONTH = "2026-10"

/** A flat price, steps, and a pack that ends within the month. */
const prices = {
  currency: "CNY",
  source: "bench",
  labels: [
    { label: "A", rules: ["1"], prices: [{ from: "2026-01-01", price: "1.2" }] },
    {
      label: "B",
      rules: ["*"],
      prices: [
        {
          from: "2026-01-01",
          mode: "reached",
          steps: [
            { from: 1, price: "0.3" },
            { from: 100_000, price: "0.28" },
          ],
        },
      ],
    },
  ],
  packs: [{ id: "P", label: "A", units: 50_000, price: "55000", from: "2026-10-01", to: "2027-09-30" }],
}

const decodeTimes = Schema.decodeUnknownSync(
  Schema.fromJsonString(Schema.Array(Schema.Struct({ reconcile: Schema.Finite, statement: Schema.Finite }))),
)

export const statement = async (setting: Setting): Promise<ReadonlyArray<string>> => {
  const ledger = billedMonthLedger(setting, Math.round((ATTEMPTS / attemptsPerToken) * setting.scale))
  const folder = mkdtempSync(join(tmpdir(), "faceid-tally-bench-"))
  try {
    const [plan, config] = [join(folder, "prices.json"), join(folder, "settings.json")]
    writeFileSync(plan, JSON.stringify(prices))
    writeFileSync(config, JSON.stringify({ ledger: `sqlite:${ledger}`, prices: plan }))
    const times = measured(config)
    const reconcile = median(times.map((each) => each.reconcile))
    const beyond = median(times.map((each) => each.statement))
    const page = await monthPage(ledger, config)
    const verdict = (took: number, goal: number) => `< ${goal} ms | ${took < goal ? "reached" : "**missed**"}`
    return [
      `| a stored month of ${(ATTEMPTS * setting.scale).toLocaleString("en")} attempts | it takes | goal | |`,
      "| --- | ---: | --- | --- |",
      `| reconciling it | ${ms(reconcile)} | | |`,
      `| its statement, beyond that | ${ms(beyond)} | ${verdict(beyond, STATEMENT_MS_GOAL)} |`,
      `| the month page with amounts | ${ms(page)} | ${verdict(page, PAGE_MS_GOAL)} |`,
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const measured = (config: string) => {
  const program = join(import.meta.dirname, "..", "children", "statement.ts")
  const args = ["--disable-warning=ExperimentalWarning", program, config, MONTH, String(ROUNDS)]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" })
  if (status !== 0) throw new Error(`The statement could not be made: ${stderr.slice(0, 2000)}`)
  return decodeTimes(stdout)
}

const monthPage = async (ledger: string, config: string): Promise<number> => {
  const service = await startService(ledger, config)
  try {
    return await medianTime(`${service.url}/console/months/${MONTH}`)
  } finally {
    await service.stop()
  }
}
