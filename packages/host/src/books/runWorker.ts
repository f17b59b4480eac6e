/** The worker of a service: the books' own, with alerts as the settings have them, and a seal each minute. */
import { runWorker as runBooks, type Wake, type WorkerPorts } from "@faceid-tally/books/engine"
import type { SettingsError } from "@faceid-tally/tencent"
import * as Effect from "effect/Effect"

import { alertsOf } from "../alerts/alertsOf.ts"
import { heartbeat } from "../alerts/heartbeat.ts"
import type { ConfigError } from "../settings/ConfigError.ts"
import type { Environment } from "../settings/Environment.ts"
import { sealEvery, sealNow } from "./seal.ts"
import type { Settings } from "../settings/Settings.ts"
import { workerName } from "./workerName.ts"

export interface WorkerOptions {
  readonly settings: Settings
  readonly env: Environment
  /** The version of the program, which kept runs name. */
  readonly version: string
  /** A receiver in the same process nudges it when something became due. */
  readonly wake?: Wake | undefined
}

/**
 * Works until it is interrupted: then it gives back what it holds and seals what it wrote. It fails only at its start, and
 * only for settings of alerts that cannot be used.
 */
export const runWorker = ({
  settings,
  env,
  version,
  wake,
}: WorkerOptions): Effect.Effect<never, ConfigError | SettingsError, WorkerPorts> =>
  Effect.raceFirst(
    runBooks({
      worker: workerName(),
      programVersion: version,
      wake,
      heartbeat: settings.alerts?.heartbeat?.daily,
    }),
    Effect.raceFirst(Effect.andThen(sealEvery(), Effect.never), heartbeat(settings, env)),
  ).pipe(Effect.ensuring(Effect.ignore(sealNow)), Effect.provide(alertsOf(settings, env)))
