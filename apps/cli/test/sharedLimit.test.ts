// Two processes collect over one SQLite ledger: together they ask the provider no faster than one would.
import { expect, it } from "vitest"

import { Machine } from "./books.ts"

const PER_SECOND = 40
const TOKENS = 200
const MS_PER_HOUR = 3_600_000
const start = Date.parse("2026-10-01T00:00:00+08:00")

it("two collectors share the limit of an account", async () => {
  const times: Array<number> = []
  await using machine = await Machine.start(
    {
      seed: "shared limit",
      now: start,
      history: { from: "2026-10-01", days: 1, verificationsPerDay: TOKENS },
      accounts: [
        {
          name: "default",
          secretId: "simulated-id",
          secretKey: "simulated-key",
          rules: [{ ruleId: "1001", title: "one", channel: "h5", edition: "plus", chargeType: "核身" }],
        },
      ],
      onRequest: () => times.push(performance.now()),
    },
    "sqlite:books.db",
    PER_SECOND,
  )
  machine.simulator.setClock(start + 26.5 * MS_PER_HOUR)
  await machine.json(0, "register", "--file", machine.writeTokens(start, start + 24 * MS_PER_HOUR))
  const both = await Promise.all([1, 2].map(() => machine.start("collect", "--json").ended))
  const fetched = both.map(({ out }): number => JSON.parse(out).fetched)
  expect(fetched.reduce((sum, count) => sum + count)).toBe(TOKENS)
  // Both were at it: neither came when the other was done.
  expect(Math.min(...fetched)).toBeGreaterThan(20)
  expect(times).toHaveLength(TOKENS)
  // A request can arrive late after its turn, and never before it: of the starts in the first half the least late tells.
  const paces = times.slice(0, TOKENS / 2).map((time, i) => ((times.at(-1) ?? 0) - time) / (TOKENS - i - 2))
  expect(Math.max(...paces)).toBeGreaterThan((1000 / PER_SECOND) * 0.98)
}, 120_000)
