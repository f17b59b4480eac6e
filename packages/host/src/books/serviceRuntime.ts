/**
 * What runs in a service from its start to its end: the ports over one database, the provider, business time, logs and
 * traces. Made once; every request runs its use case in it.
 */
import type {
  AccountBills,
  Decisions,
  Inbox,
  Keys,
  Ledger,
  LedgerError,
  Listings,
  Proofs,
  Provider,
  Readiness,
  Requests,
  Sessions,
  Statements,
  Work,
} from "@faceid-tally/books/engine"
import type { SettingsError } from "@faceid-tally/tencent"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"

import { businessTime } from "./businessTime.ts"
import type { ConfigError } from "../settings/ConfigError.ts"
import { jsonLogs, type WriteLine } from "../observing/logs.ts"
import type { Environment } from "../settings/Environment.ts"
import type { Settings } from "../settings/Settings.ts"
import { otlpTraces } from "../observing/traces.ts"
import { pricesLayer } from "../prices/prices.ts"
import { ruleSetLayer } from "./ruleSet.ts"
import { providerOrNone, serviceStoreOf } from "./wiring.ts"

/** The ports of a service. */
export type Ports =
  | AccountBills
  | Decisions
  | Proofs
  | Ledger
  | Listings
  | Keys
  | Requests
  | Sessions
  | Inbox
  | Work
  | Readiness
  | Provider
  | Statements
/** Why they cannot be opened. */
export type ServiceError = ConfigError | LedgerError | SettingsError
export type ServiceRuntime = ManagedRuntime.ManagedRuntime<Ports, ServiceError>

export interface ServiceOptions {
  /** The name under which it logs and traces. */
  readonly name: string
  readonly version: string
  readonly settings: Settings
  readonly env: Environment
  readonly writeLog?: WriteLine | undefined
}

/** Nothing is opened before the first use: ask for its `context()` to hear at once what is wrong. */
export const serviceRuntime = ({ name, version, settings, env, writeLog }: ServiceOptions): ServiceRuntime =>
  ManagedRuntime.make(
    Layer.mergeAll(
      serviceStoreOf(settings),
      providerOrNone(settings, env),
      pricesLayer(settings),
      ruleSetLayer(settings),
    ).pipe(
      Layer.provideMerge(
        Layer.mergeAll(businessTime(env), jsonLogs(name, writeLog), otlpTraces(name, version, settings, env)),
      ),
    ),
  )
