// Price plans that the settings name: whose they are, and how a mistake is told.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { assert, describe, it } from "@effect/vitest"
import { planOf } from "@faceid-tally/core/money"
import * as Effect from "effect/Effect"
import { afterAll } from "vitest"

import { checkSettings, pricesOf, readSettings } from "../apps.ts"

const folder = mkdtempSync(join(tmpdir(), "faceid-tally-prices-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
mkdirSync(join(folder, "plans"))

const plan = {
  currency: "CNY",
  labels: [{ label: "one", rules: ["1"], prices: [{ from: "2026-01-01", price: "1.2" }] }],
  packs: [
    { id: "own", label: "one", units: 10, price: "8", from: "2026-10-01", to: "2027-09-30" },
    { id: "shops", account: "shop", label: "one", units: 10, price: "8", from: "2026-10-01", to: "2027-09-30" },
  ],
}
writeFileSync(join(folder, "plans", "plan.json"), JSON.stringify(plan))
writeFileSync(join(folder, "plans", "text.json"), "{ no JSON")
writeFileSync(
  join(folder, "plans", "wrong.json"),
  JSON.stringify({ ...plan, labels: [{ ...plan.labels[0], prices: [{ from: "2026-01-01", prise: "1.2" }] }] }),
)

/** Settings beside their plans, read from another folder. */
const settingsWith = (prices: unknown) => {
  const config = join(folder, "plans", "faceid-tally.json")
  writeFileSync(config, JSON.stringify({ prices }))
  return readSettings({ flags: { config }, env: {}, folder: tmpdir() })
}

describe("prices", () => {
  it.effect("one file serves every account, and its packs the account default", () =>
    Effect.gen(function* () {
      const plans = yield* pricesOf(yield* settingsWith("plan.json"))
      assert.deepEqual(planOf(plans, "anybody"), planOf(plans, "default"))
      assert.deepEqual(
        planOf(plans, "default")?.packs.map(({ account }) => account),
        ["default", "shop"],
      )
    }),
  )

  it.effect("a file of one account gives packs to that account, and other accounts have no plan", () =>
    Effect.gen(function* () {
      const plans = yield* pricesOf(yield* settingsWith({ branch: "plan.json" }))
      assert.deepEqual(Object.keys(plans.byAccount), ["branch"])
      assert.strictEqual(planOf(plans, "default"), null)
      assert.deepEqual(
        planOf(plans, "branch")?.packs.map(({ account }) => account),
        ["branch", "shop"],
      )
    }),
  )

  it.effect.each([
    ["nowhere.json", { reason: "not_found" }],
    ["text.json", { reason: "not_json" }],
    ["wrong.json", { reason: "invalid", plan: "unknown_key", path: ["labels", "0", "prices", "0", "prise"] }],
  ] as const)("%s is refused, by its path", ([name, expected]) =>
    Effect.gen(function* () {
      const settings = yield* settingsWith({ shop: name })
      const error = yield* Effect.flip(pricesOf(settings))
      assert.deepInclude({ ...error }, { ...expected, source: join(folder, "plans", name) })
      // A service does not start by it either.
      assert.strictEqual((yield* Effect.flip(checkSettings(settings, {})))._tag, "ConfigError")
    }),
  )
})
