// Settings: which source stands, what a mistake is told as, and that no secret is.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { assert, describe, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import { afterAll } from "vitest"

import { accountNames, accountsOf, businessTime, maskedSettings, readSettings, settingsSentence } from "../apps.ts"

const folder = mkdtempSync(join(tmpdir(), "faceid-tally-host-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = (settings: unknown, name = "faceid-tally.json") => {
  const file = join(folder, name)
  writeFileSync(file, typeof settings === "string" ? settings : JSON.stringify(settings))
  return file
}

describe("settings", () => {
  it.effect("the file, then the environment, then flags", () =>
    Effect.gen(function* () {
      const config = write({ ledger: "sqlite:file.db", endpoint: "file.example", rules: { "1": { title: "One" } } })
      const env = { FACEID_TALLY_LEDGER: "sqlite:env.db", FACEID_TALLY_ENDPOINT: "env.example" }
      const read = (sources: Parameters<typeof readSettings>[0]) => readSettings(sources)
      assert.strictEqual((yield* read({ env: {}, folder })).ledger, "sqlite:file.db")
      assert.strictEqual((yield* read({ env, folder })).ledger, "sqlite:env.db")
      const settings = yield* read({ env, folder, flags: { ledger: "sqlite:flag.db", config } })
      assert.deepStrictEqual(
        { ...settings },
        { ledger: "sqlite:flag.db", endpoint: "env.example", rules: { "1": { title: "One" } } },
      )
      assert.deepStrictEqual({ ...(yield* read({ env: {}, folder: join(folder, "none") })) }, {})
    }),
  )

  it.effect("a mistake is told by its place, without its value", () =>
    Effect.gen(function* () {
      const cases = [
        [{ accounts: { a: { secretid: "s3cret" } } }, "invalid", ["accounts", "a", "secretid"]],
        [{ rules: { "1": { channel: "s3cret" } } }, "invalid", ["rules", "1", "channel"]],
        [{ ledger: 3 }, "invalid", ["ledger"]],
        ['{"secretKey": s3cret', "not_json", undefined],
      ] as const
      for (const [content, reason, path] of cases) {
        const error = yield* Effect.flip(
          readSettings({ env: {}, folder, flags: { config: write(content, "bad.json") } }),
        )
        assert.deepStrictEqual([error.reason, error.path], [reason, path])
        assert.notInclude(error.message, "s3cret")
      }
      const missing = yield* Effect.flip(readSettings({ env: { FACEID_TALLY_CONFIG: "nowhere.json" }, folder }))
      assert.strictEqual(missing.reason, "not_found")
    }),
  )
})

describe("credentials", () => {
  it.effect("are found where the settings say, and shown nowhere", () =>
    Effect.gen(function* () {
      const config = write({
        ledger: "postgres://me:p4ssword@db.example/books",
        accounts: { default: {}, shop: { secretIdEnv: "SHOP_ID", secretKey: "k3y", billPagesPerSecond: 5 } },
        rules: { "1": { account: "shop" } },
      })
      const settings = yield* readSettings({ env: {}, folder, flags: { config } })
      const env = { TENCENTCLOUD_SECRET_ID: "i1", TENCENTCLOUD_SECRET_KEY: "k1", SHOP_ID: "i2" }
      assert.deepStrictEqual(accountNames(settings), ["default", "shop"])
      const accounts = yield* accountsOf(settings, env)
      const plain = Object.values(accounts).map(({ secretId, secretKey }) => [secretId, secretKey].map(Redacted.value))
      assert.deepStrictEqual(plain, [
        ["i1", "k1"],
        ["i2", "k3y"],
      ])
      assert.strictEqual(accounts["shop"]?.billPagesPerSecond, 5)
      const shown = JSON.stringify(maskedSettings(settings))
      for (const secret of ["p4ssword", "k3y"]) assert.notInclude(shown, secret)
      assert.include(shown, "SHOP_ID")

      const error = yield* Effect.flip(accountsOf(settings, { SHOP_ID: "i2" }))
      assert.deepStrictEqual(error.path, ["accounts", "default", "secretId"])
      const unset = yield* Effect.flip(
        accountsOf(settings, { TENCENTCLOUD_SECRET_ID: "i1", TENCENTCLOUD_SECRET_KEY: "k1" }),
      )
      assert.strictEqual(
        settingsSentence(unset, "en"),
        "accounts.shop.secretId is missing: the environment variable SHOP_ID is not set.",
      )
      // A secret in the place of a name is not repeated.
      const mistaken = yield* Effect.flip(accountsOf({ accounts: { shop: { secretIdEnv: "AKIDm4deUpSecret0" } } }, {}))
      assert.notInclude(settingsSentence(mistaken, "en") + mistaken.message, "AKIDm4deUp")
    }),
  )
})

describe("business time", () => {
  const now = (text: string) => Clock.currentTimeMillis.pipe(Effect.provide(businessTime({ FACEID_TALLY_NOW: text })))

  it.live("is shifted by one setting and runs on", () =>
    Effect.gen(function* () {
      const at = "2026-10-01T09:00:00+08:00"
      const shifted = yield* now(at)
      assert.isAtLeast(shifted, Date.parse(at))
      assert.isBelow(shifted, Date.parse(at) + 10_000)
      assert.isTrue(Exit.isFailure(yield* Effect.exit(now("yesterday"))))
      assert.isBelow(Math.abs((yield* now("")) - Date.now()), 10_000)
    }),
  )
})
