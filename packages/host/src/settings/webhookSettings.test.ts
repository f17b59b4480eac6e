// The settings of the receiver: what cannot be safe is refused before anything listens, and no secret is told.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { assert, describe, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { afterAll } from "vitest"

import { maskedSettings, readSettings, webhookSecrets } from "../apps.ts"

const folder = mkdtempSync(join(tmpdir(), "faceid-tally-webhook-settings-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const read = (webhook: unknown) => {
  const config = join(folder, "faceid-tally.json")
  writeFileSync(config, JSON.stringify({ webhook }))
  return readSettings({ env: {}, folder, flags: { config } })
}
const secret = (bytes: number, fill = 7) => `whsec_${Buffer.alloc(bytes, fill).toString("base64")}`

describe("the settings of the receiver", () => {
  it.effect("a callback leads to one address and passes nothing that is secret", () =>
    Effect.gen(function* () {
      const redirectTo = "https://shop.example/done?from=faceid"
      const fine = yield* read({ callbacks: { shop: { redirectTo, pass: ["BizToken", "lang"] } } })
      assert.strictEqual(fine.webhook?.callbacks?.["shop"]?.redirectTo, redirectTo)
      const mistakes = [
        { redirectTo: "/done" },
        { redirectTo: "javascript:alert(1)" },
        { redirectTo: "https://me:s3cret@shop.example/" },
        { redirectTo, pass: ["Extra"] },
        { redirectTo, pass: ["eXTRA"] },
        { redirectTo, pass: ["from"] },
        { redirectTo, acceptUnregistered: true },
        { redirectTo, acceptUnregistered: true, ruleId: "1", acceptPerMinute: 0 },
        { pass: [] },
      ]
      for (const mistake of mistakes) {
        const error = yield* Effect.flip(read({ callbacks: { shop: mistake } }))
        assert.deepStrictEqual(error.path?.slice(0, 3), ["webhook", "callbacks", "shop"], JSON.stringify(mistake))
        assert.notInclude(error.message, "s3cret")
      }
      assert.strictEqual((yield* Effect.flip(read({ callbacks: { "a/b": { redirectTo } } }))).reason, "invalid")
    }),
  )

  it.effect("a secret has 24 to 64 bytes, wherever it stands, and is shown nowhere", () =>
    Effect.gen(function* () {
      const { webhook = {}, ...settings } = yield* read({ secrets: [secret(24)], secretsEnv: ["EVENTS"] })
      const shown = JSON.stringify(maskedSettings({ ...settings, webhook }))
      assert.notInclude(shown, secret(24))
      assert.include(shown, '"secrets":["********"]')

      const found = yield* webhookSecrets(webhook, {
        EVENTS: `${secret(64)} ${secret(32)}`,
        FACEID_TALLY_WEBHOOK_SECRET: secret(32),
      })
      assert.deepStrictEqual(
        found.map((each) => Redacted.value(each).length),
        [24, 64, 32],
      )

      const bad = [secret(23), secret(65), secret(32).slice(6), `${secret(32)}=`, "whsec_", "whsec_s3cret", ""]
      for (const text of bad) {
        const inFile = yield* Effect.flip(read({ secrets: [text] }))
        assert.deepStrictEqual(inFile.path, ["webhook", "secrets", "0"])
        const inEnvironment = yield* Effect.flip(webhookSecrets({ secretsEnv: ["EVENTS"] }, { EVENTS: text }))
        assert.deepStrictEqual(inEnvironment.path, ["EVENTS"])
        if (text !== "") assert.notInclude(inFile.message + inEnvironment.message, text.slice(6) || "never")
      }
      assert.deepStrictEqual(yield* webhookSecrets({}, {}), [])
    }),
  )
})
