// A whole month by the built program, through the official SDK and a real database, against the simulator's truth.
import { plantKinds, type Planted } from "@faceid-tally/simulator"
import { describe, expect, it } from "vitest"

import { sharedPostgres } from "../../../packages/ledger/test/databases.ts"
import { Machine } from "./books.ts"

const MS_PER_HOUR = 3_600_000
const MS_PER_DAY = 24 * MS_PER_HOUR
const from = "2026-10-01"
const start = Date.parse(`${from}T00:00:00+08:00`)
const dayAt = (n: number) => new Date(start + n * MS_PER_DAY + 8 * MS_PER_HOUR).toISOString().slice(0, 10)

const options = (days: number, verificationsPerDay: number) => ({
  seed: "a month",
  now: start,
  history: {
    from,
    days,
    verificationsPerDay,
    plants: Object.fromEntries(plantKinds.map((kind) => [kind, 2])),
  },
})

/** Every second day what was issued is registered, and what is due is collected. */
const play = async (machine: Machine, days: number) => {
  const { simulator } = machine
  for (let day = 0; day < days; day += 2) {
    const [begin, end] = [start + day * MS_PER_DAY, start + Math.min(day + 2, days) * MS_PER_DAY]
    simulator.setClock(end + 2.5 * MS_PER_HOUR)
    simulator.script(
      { kind: "http", status: 503, times: 1 },
      { kind: "reset", after: 3, times: 1 },
      { kind: "api_error", code: "RequestLimitExceeded", after: 6, times: 1 },
    )
    await machine.json(0, "register", "--file", machine.writeTokens(begin, end))
    const swept = await machine.json(0, "collect")
    expect(swept).toMatchObject({ refused: {}, stopped: [] })
    simulator.clearFaults()
  }
  simulator.setClock(start + (days + 2) * MS_PER_DAY)
}

/** The settings name the edition of each RuleId, so its rules are asked. */
const expectedOf = (planted: ReadonlyArray<Planted>) =>
  planted
    .flatMap(({ discrepancies, breaksRules, seq, bizToken }) =>
      [...discrepancies, ...(breaksRules ? ["rule_violation"] : [])].map((kind) => `${kind} ${seq ?? bizToken}`),
    )
    .sort()

const ledgers = [
  ["SQLite", 31, 12, undefined],
  ["PostgreSQL", 5, 24, sharedPostgres],
] as const

describe.each(ledgers)("a month on %s", (_, days, perDay, open) => {
  it("comes out as it was", async () => {
    const databases = await open?.()
    try {
      await using machine = await Machine.start(options(days, perDay), await databases?.fresh())
      const { simulator } = machine
      await play(machine, days)
      const period = ["--from", from, "--to", dayAt(days)]
      const { totals, planted, verifications } = simulator.truth()

      const pulled = await machine.json(0, "bill", "pull", ...period)
      expect(pulled.days).toHaveLength((days + 1) * 2)
      const again = await machine.json(0, "bill", "pull", ...period)
      expect(again.days.every((day: { isNew: boolean }) => !day.isNew)).toBe(true)
      expect(again.seal).toEqual(pulled.seal)
      expect((await machine.json(0, "collect")).fetched).toBe(0)

      const report = await machine.json(1, "reconcile", ...period)
      expect(report).toMatchObject({
        complete: true,
        ledger: { attempts: totals.attempts, charges: totals.charges },
        bill: { lines: totals.lines, charges: totals.billCharges },
        difference: totals.billCharges - totals.charges,
        explained: totals.billCharges - totals.charges,
      })
      const named = report.items.map(({ kind, seq, bizToken }: Record<string, string>) => `${kind} ${seq ?? bizToken}`)
      expect(named.sort()).toEqual(expectedOf(planted))

      const status = await machine.json(0, "status", ...period)
      expect(status).toMatchObject({ tokens: { final: verifications.length, registered: 0, expired: 0 }, due: 0 })

      const verified = await machine.json(0, "verify", "--head", pulled.seal.head)
      expect(verified).toMatchObject({ ok: true, unsealed: 0, broken: null })
      const seq = verifications.find(({ attempts }) => attempts.length > 0)?.attempts[0]?.seq ?? ""
      expect(await machine.json(0, "verify", "--receipt", seq)).toMatchObject({ version: 1, seq })
      expect((await machine.json(0, "show", seq)).attempts).toHaveLength(1)
      expect((await machine.run("verify", "--head", "0".repeat(64))).code).toBe(1)
      expect(machine.leaked()).toEqual([])
    } finally {
      await databases?.close()
    }
  }, 120_000)
})

describe("what is left", () => {
  it("a BizToken that nobody fetched in time is named; a rerun bill is a new version", async () => {
    await using machine = await Machine.start(options(2, 40))
    const { simulator } = machine
    simulator.setClock(start + 2 * MS_PER_DAY)
    await machine.json(0, "register", "--file", machine.writeTokens(start, start + 2 * MS_PER_DAY))
    simulator.setClock(start + 4.2 * MS_PER_DAY)
    await machine.json(0, "collect")
    const period = ["--from", from, "--to", dayAt(2)]
    await machine.json(0, "bill", "pull", ...period)
    const report = await machine.json(1, "reconcile", ...period)
    const late = simulator.truth().verifications.filter(({ issuedAt }) => issuedAt < start + 1.2 * MS_PER_DAY)
    expect(report.discrepancies.byKind.uncollected.count).toBe(late.length)

    const nothing = await machine.run("bill", "diff", from)
    expect(nothing).toMatchObject({ code: 0, err: "" })
    simulator.heal()
    const pulled = await machine.json(0, "bill", "pull", ...period)
    expect(pulled.days.some((day: { version: number }) => day.version === 2)).toBe(true)
    const diff = await machine.json(0, "bill", "diff", from)
    expect(diff).toMatchObject({ from: 1, to: 2 })
    expect(diff.changes.length).toBeGreaterThan(0)
    // The clock goes on while a command runs: what the pull kept is a little later than when it was called.
    const soon = new Date(simulator.now() + 240_000).toISOString()
    const then = await machine.json(1, "reconcile", ...period, "--as-of", soon)
    expect(then.bill.charges).toBeGreaterThan(0)
    expect(machine.leaked()).toEqual([])
  })
})
