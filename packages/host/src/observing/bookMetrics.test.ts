// What is watched, and what the shipped rules ask for: differences that cancel out are not well, and each account has its last day from the start.
import { readFileSync } from "node:fs"

import { Ledger, Listings } from "@faceid-tally/books/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { expect, it } from "vitest"

import { House } from "../../test/House.ts"
import { bookMetrics } from "./bookMetrics.ts"

const gaugesOf = (text: string, name: string) =>
  [...text.matchAll(new RegExp(`^${name}(\\{.*\\})? (\\S+)$`, "gm"))].map(([, labels = "", value]) => [
    labels,
    Number(value),
  ])
const dayOf = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1000

it("an empty ledger has a last day too", async () => {
  await using house = await House.open({ seed: "metrics", history: { from: "2026-10-01", days: 1 } })
  const text = await house.at("2026-10-02T12:00:00", bookMetrics)
  expect(gaugesOf(text, "faceid_tally_last_reconciled_day_seconds")).toEqual([
    ['{account="default"}', dayOf("2026-10-01")],
  ])
})

it("the rules for Prometheus ask for metrics and labels that there are", async () => {
  const rules = readFileSync(new URL("../../../../docs/runbook/prometheus-rules.yaml", import.meta.url), "utf8")
  await using house = await House.open({ seed: "metrics", history: { from: "2026-10-01", days: 1 } })
  const text = await house.at("2026-10-02T12:00:00", bookMetrics)
  const metrics = new Set([...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name))
  const asked = rules.match(/faceid_tally_\w+/g) ?? []
  expect(asked.length).toBeGreaterThan(4)
  expect(asked.filter((name) => !metrics.has(name))).toEqual([])
  const labels = [...rules.matchAll(/\$labels\.(\w+)/g)].map(([, label = ""]) => label)
  expect(labels.filter((label) => !text.includes(`{${label}="`))).toEqual([])
})

it("what one side lacks and what the other lacks add up, where the difference is none", async () => {
  const plants = { overcharge: 2, missing_line: 2 }
  const history = { from: "2026-10-01", days: 1, verificationsPerDay: 30, plants }
  await using house = await House.open({ seed: "metrics", history })
  await house.at(
    "2026-10-02T02:30:00",
    Effect.gen(function* () {
      yield* (yield* Ledger).register(house.simulator.truth().verifications, yield* Clock.currentTimeMillis)
    }),
  )
  const before = await house.at("2026-10-02T02:30:00", bookMetrics)
  const last = "faceid_tally_last_reconciled_day_seconds"
  const each = (day: string) => ["branch", "default"].map((account) => [`{account="${account}"}`, dayOf(day)])
  expect(gaugesOf(before, last)).toEqual(each("2026-09-30"))

  const wholeDay = Effect.map(
    Effect.flatMap(Listings, (listings) => listings.runs({ limit: 9 })),
    ({ rows }) => (rows.some(({ account }) => account === null) ? true : undefined),
  )
  await house.work("2026-10-02T09:00:00", wholeDay)
  const text = await house.at("2026-10-02T12:00:00", bookMetrics)
  expect(gaugesOf(text, last)).toEqual(each("2026-10-01"))
  expect(gaugesOf(text, "faceid_tally_unexplained_difference")).toEqual([["", 0]])
  expect(gaugesOf(text, "faceid_tally_unexplained_impact")).toEqual([["", 4]])
})
