// Three processes collect over one PostgreSQL, and one of them is killed: each BizToken is fetched by one, none is
// forgotten, and together they keep the limit.
import { once } from "node:events"

import { expect, it } from "vitest"

import { sharedPostgres } from "../../../packages/ledger/test/databases.ts"
import { rowsOf } from "../../../packages/ledger/test/run.ts"
import { Machine } from "./books.ts"

const PER_SECOND = 50
const MS_PER_HOUR = 3_600_000
const start = Date.parse("2026-10-01T00:00:00+08:00")

it("three collectors, one of which dies", async () => {
  await using databases = await disposable(sharedPostgres())
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

  const [victim, ...others] = [1, 2, 3].map(() => machine.start("collect", "--concurrency", "3", "--output", "json"))
  await reached.promise
  const dead = victim?.child
  if (dead === undefined) throw new Error("nobody to kill")
  dead.kill("SIGKILL")
  await once(dead, "exit")
  const survivors = await Promise.all(others.map(({ ended }) => ended))
  expect(survivors.map(({ code }) => code)).toEqual([0, 0])

  // What the dead one held is held until its lease ends, and is no more due than what was fetched.
  const held = (await rowsOf(address, "SELECT biz_token, worker FROM verification WHERE worker IS NOT NULL")).map(
    String,
  )
  expect(held.length).toBeGreaterThan(0)
  expect(held.every((row) => row.includes(`-${dead.pid}-`))).toBe(true)

  simulator.advance(11 * 60_000)
  expect(await machine.json(0, "collect")).toMatchObject({ fetched: held.length, refused: {}, retried: {} })
  expect(new Set(fetched)).toEqual(new Set(tokens))
  const twice = fetched.filter((token, i) => fetched.indexOf(token) < i)
  expect(new Set(twice).isSubsetOf(new Set(held.map((row) => row.split(",")[0])))).toBe(true)
  const { totals } = simulator.truth()
  const day = ["--from", "2026-10-01", "--to", "2026-10-02"]
  const { grid, tokens: states } = await machine.json(0, "status", ...day)
  expect(states).toMatchObject({ final: tokens.length })
  expect(grid.reduce((sum: number, { charges }: { charges: number }) => sum + charges, 0)).toBe(totals.charges)

  // Alone each would ask up to the limit; timers that are late let a few more come in one second.
  const peaks = simulator.counts().map(({ peakPerSecond }) => peakPerSecond)
  expect(Math.max(...peaks)).toBeLessThanOrEqual(PER_SECOND * 1.5)
}, 120_000)

const disposable = async <A extends { readonly close: () => Promise<void> }>(opening: Promise<A>) => {
  const opened = await opening
  return Object.assign(opened, { [Symbol.asyncDispose]: opened.close })
}
