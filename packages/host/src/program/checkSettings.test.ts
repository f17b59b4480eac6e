// What is accepted before a service starts is what starts: no more, and no less.
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { afterAll, describe, expect, it } from "vitest"

import { alertsOf, checkSettings, type Environment, serviceRuntime, Settings, webhookSecrets } from "../apps.ts"

const folder = mkdtempSync(join(tmpdir(), "faceid-tally-check-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`
const credentials = { secretId: "AKID", secretKey: "key" }

/** The parts of a service, started one after the other as `serve` does. */
const starts = async (settings: Settings, env: Environment): Promise<boolean> => {
  const runtime = serviceRuntime({ name: "test", version: "0", settings, env, writeLog: () => {} })
  try {
    await runtime.context()
    await Effect.runPromise(Effect.scoped(Layer.build(alertsOf(settings, env))))
    await Effect.runPromise(webhookSecrets(settings.webhook ?? {}, env))
    return true
  } catch {
    return false
  } finally {
    await runtime.dispose()
  }
}

const cases: ReadonlyArray<readonly [name: string, settings: object, env: Environment, isAccepted: boolean]> = [
  ["nothing", {}, {}, true],
  ["an account without credentials", { accounts: { shop: {} } }, {}, true],
  ["an account with credentials", { accounts: { shop: credentials } }, {}, true],
  ["a ledger that is no address", { ledger: "books.db?" }, {}, false],
  ["an endpoint that is none", { endpoint: "http://tencent.example", accounts: { shop: credentials } }, {}, false],
  ["an endpoint that nobody asks", { endpoint: "http://tencent.example" }, {}, true],
  ["a clock that says no time", {}, { FACEID_TALLY_NOW: "noon" }, false],
  ["a clock", {}, { FACEID_TALLY_NOW: "2026-10-05T12:00:00+08:00" }, true],
  ["a secret of events in the environment", {}, { FACEID_TALLY_WEBHOOK_SECRET: SECRET }, true],
  ["a secret of events that is none", {}, { FACEID_TALLY_WEBHOOK_SECRET: "secret" }, false],
  ["a variable of a secret that is not set", { webhook: { secretsEnv: ["EVENTS"] } }, {}, false],
  ["a robot without an address", { alerts: { targets: { team: { type: "wecom" } } } }, {}, false],
  [
    "a robot whose variable is not set",
    { alerts: { targets: { team: { type: "wecom", urlEnv: "ROBOT" } } } },
    {},
    false,
  ],
  [
    "a robot whose variable is set",
    { alerts: { targets: { team: { type: "wecom", urlEnv: "ROBOT" } } } },
    { ROBOT: "https://robot.example/key" },
    true,
  ],
  [
    "a webhook without a secret",
    { alerts: { targets: { own: { type: "webhook", url: "https://a.example" } } } },
    {},
    false,
  ],
]

describe("settings are accepted where a service starts by them", () => {
  it.each(cases)("%s", async (_, given, env, isAccepted) => {
    const ledger = `sqlite:${join(folder, "books.db")}`
    const settings = Schema.decodeUnknownSync(Settings)({ ledger, ...given })
    const checked = await Effect.runPromiseExit(checkSettings(settings, env))
    expect([Exit.isSuccess(checked), await starts(settings, env)]).toEqual([isAccepted, isAccepted])
  })
})
