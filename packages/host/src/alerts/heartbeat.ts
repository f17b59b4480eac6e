/**
 * A sign of life: while the worker runs and the ledger answers, an address is asked for every five minutes. A service that
 * expects it (a cron monitor) tells people when it no longer comes, so that silence means that all is well. The daily word to the targets is work of the books.
 */
import { Work } from "@faceid-tally/books/engine"
import { makeOutwardFetch, type SettingsError } from "@faceid-tally/tencent"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"

import { heartbeatAddress } from "../settings/alertSettings.ts"
import type { ConfigError } from "../settings/ConfigError.ts"
import { proxiesOf } from "../settings/proxiesOf.ts"
import type { Environment } from "../settings/Environment.ts"
import type { Settings } from "../settings/Settings.ts"

const INTERVAL = "5 minutes"
const TIMEOUT = "10 seconds"

/** For ever; where the settings name no address it has nothing to do. */
export const heartbeat = (
  settings: Settings,
  env: Environment,
): Effect.Effect<never, ConfigError | SettingsError, Work> =>
  Effect.gen(function* () {
    const address = yield* heartbeatAddress(settings.alerts ?? {}, env)
    if (address === undefined) return yield* Effect.never
    const fetchOut = makeOutwardFetch(yield* proxiesOf(settings, env))
    const beat = Effect.gen(function* () {
      // A worker that cannot reach its ledger is not well.
      yield* (yield* Work).list({ limit: 1 })
      const status = yield* Effect.tryPromise(async (signal) => {
        const response = await fetchOut(Redacted.value(address), { signal })
        await response.body?.cancel()
        return response.status
      }).pipe(Effect.timeout(TIMEOUT))
      if (status >= 300) yield* Effect.logWarning("the heartbeat is not taken").pipe(Effect.annotateLogs({ status }))
      // What fetch throws quotes the address, which is a secret.
    }).pipe(Effect.catchCause(() => Effect.logWarning("the heartbeat is not sent")))
    return yield* Effect.forever(Effect.andThen(beat, Effect.sleep(INTERVAL)))
  })
