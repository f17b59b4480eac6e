/**
 * Whether a service can run by these settings and this environment: all that is looked at when one starts, but for what
 * lies outside of it, the database and the provider. So `config print` and `doctor` accept what `serve` accepts.
 */
import type { LedgerError } from "@faceid-tally/books/engine"
import { parseAddress } from "@faceid-tally/ledger"
import { limitsInMemory, type SettingsError, tencentLayer } from "@faceid-tally/tencent"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

import { accountsOf } from "../settings/accounts.ts"
import { alertTargets, heartbeatAddress } from "../settings/alertSettings.ts"
import { businessTime } from "../books/businessTime.ts"
import type { ConfigError } from "../settings/ConfigError.ts"
import { pricesOf } from "../prices/prices.ts"
import { proxiesOf } from "../settings/proxiesOf.ts"
import type { Environment } from "../settings/Environment.ts"
import type { Settings } from "../settings/Settings.ts"
import { webhookSecrets } from "../settings/webhookSettings.ts"
import { ledgerAddress } from "../books/wiring.ts"

/** Fails with what is wrong first. */
export const checkSettings = (
  settings: Settings,
  env: Environment,
): Effect.Effect<void, ConfigError | LedgerError | SettingsError> =>
  Effect.gen(function* () {
    yield* Layer.build(businessTime(env))
    yield* Effect.fromResult(parseAddress(ledgerAddress(settings)))
    yield* webhookSecrets(settings.webhook ?? {}, env)
    yield* alertTargets(settings.alerts ?? {}, env)
    yield* heartbeatAddress(settings.alerts ?? {}, env)
    yield* proxiesOf(settings, env)
    yield* pricesOf(settings)
    yield* checkProvider(settings, env)
  }).pipe(Effect.scoped)

/** Without credentials a service runs too, and cannot ask the provider. */
const checkProvider = (settings: Settings, env: Environment) =>
  Effect.gen(function* () {
    const accounts = yield* accountsOf(settings, env)
    const proxies = yield* proxiesOf(settings, env)
    yield* Layer.build(
      tencentLayer({ accounts, endpoint: settings.endpoint, proxies }).pipe(Layer.provide(limitsInMemory)),
    )
  }).pipe(
    Effect.catchTag("ConfigError", (error) =>
      error.reason === "missing_credentials" ? Effect.void : Effect.fail(error),
    ),
  )
