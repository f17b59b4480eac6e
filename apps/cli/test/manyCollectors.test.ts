// Three processes collect over one ledger, and one of them is killed: each BizToken is fetched by one, what the dead one
// held is taken over at once, and together they keep the limit.
import { once } from "node:events"

import { expect, it } from "vitest"

import { databases as kinds } from "../../../packages/ledger/test/databases.ts"
import { rowsOf } from "../../../packages/ledger/test/run.ts"
import { Machine } from "./books.ts"

const PER_SECOND = 50
const AT_ONCE = 3
/** Answers that a collector stores together. */
const SETTLED_AT_ONCE = 64
const MS_PER_HOUR = 3_600_000
const start = Date.parse("2026-10-01T00:00:00+08:00")

it.each(kinds)(
  "three collectors on %s, one of which dies",
  async (_name, open) => {
    await using databases = await disposable(open())
    const address = await databases.fresh()
    const fetched: Array<string> = []
    const reached = Promise.withResolvers<void>()
    await using machine = await Machine.start(
      {
        seed: "three collectors",
        now: start,
        history: { from: "2026-10-01", days: 1, verificationsPerDay: 240 },
        onRequest: ({ bizToken }) => {
          if (fetched.push(String(bizToken)) === 60) reached.resolve()
        },
      },
      address,
      PER_SECOND,
    )
    const { simulator } = machine
    const tokens = simulator.truth().verifications.map(({ bizToken }) => bizToken)
    simulator.setClock(start + 26.5 * MS_PER_HOUR)
    await machine.json(0, "register", "--file", machine.writeTokens(start, start + 24 * MS_PER_HOUR))
    simulator.script({ kind: "latency", ms: 50, times: "always" })

    const [victim, ...others] = [1, 2, 3].map(() =>
      machine.start("collect", "--concurrency", String(AT_ONCE), "--output", "json"),
    )
    await reached.promise
    const dead = victim?.child
    if (dead === undefined) throw new Error("nobody to kill")
    dead.kill("SIGKILL")
    await once(dead, "exit")
    const survivors = await Promise.all(others.map(({ ended }) => ended))
    expect(survivors.map(({ code }) => code)).toEqual([0, 0])

    // Nothing is held any more, and nothing has to be waited for.
    expect(await rowsOf(address, "SELECT biz_token FROM verification WHERE worker IS NOT NULL")).toEqual([])
    expect(await machine.json(0, "collect")).toMatchObject({ fetched: 0, waiting: { due: [], held: [] } })
    expect(new Set(fetched)).toEqual(new Set(tokens))
    // Asked for again is what the dead one had asked for and not stored.
    expect(fetched.length - tokens.length).toBeLessThanOrEqual(AT_ONCE + SETTLED_AT_ONCE)
    const { totals } = simulator.truth()
    const day = ["--from", "2026-10-01", "--to", "2026-10-02"]
    const { grid, tokens: states } = await machine.json(0, "status", ...day)
    expect(states).toMatchObject({ final: tokens.length })
    expect(grid.reduce((sum: number, { charges }: { charges: number }) => sum + charges, 0)).toBe(totals.charges)

    // Alone each would ask up to the limit; timers that are late let a few more come in one second.
    const peaks = simulator.counts().map(({ peakPerSecond }) => peakPerSecond)
    expect(Math.max(...peaks)).toBeLessThanOrEqual(PER_SECOND * 1.5)
  },
  120_000,
)

const disposable = async <A extends { readonly close: () => Promise<void> }>(opening: Promise<A>) => {
  const opened = await opening
  return Object.assign(opened, { [Symbol.asyncDispose]: opened.close })
}
