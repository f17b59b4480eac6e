/** The ports as the settings have them: the ledger at its address, the provider for all accounts. */
import { type Ledger, type LedgerError, Provider, ProviderError } from "@faceid-tally/books/engine"
import {
  booksLayer,
  DEFAULT_ADDRESS,
  ledgerLayer,
  limitsLayer,
  type Opening,
  parseAddress,
  serviceLayer,
  withConnections,
} from "@faceid-tally/ledger"
import { type SettingsError, tencentLayer } from "@faceid-tally/tencent"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import * as Stream from "effect/Stream"

import { accountsOf } from "../settings/accounts.ts"
import type { ConfigError } from "../settings/ConfigError.ts"
import { proxiesOf } from "../settings/proxiesOf.ts"
import type { Environment } from "../settings/Environment.ts"
import type { Settings } from "../settings/Settings.ts"

export const ledgerAddress = ({ ledger = DEFAULT_ADDRESS, connections }: Settings): string =>
  connections === undefined ? ledger : withConnections(ledger, connections)

/** Whether the ledger is on a server; an address that is none is told when it is opened. */
export const isOnServer = (settings: Settings): boolean => {
  const address = parseAddress(ledgerAddress(settings))
  return Result.isSuccess(address) && address.success.dialect === "pg"
}

export const ledgerOf = (settings: Settings, opening?: Opening): Layer.Layer<Ledger, LedgerError> =>
  ledgerLayer(ledgerAddress(settings), opening)

/** The ledger with all that a service keeps beside it, opened once. */
export const storeOf = (settings: Settings, opening?: Opening): ReturnType<typeof booksLayer> =>
  booksLayer(ledgerAddress(settings), opening)

/** The same, with threads for what takes long. */
export const serviceStoreOf = (settings: Settings): ReturnType<typeof storeOf> => serviceLayer(ledgerAddress(settings))

/**
 * The provider; it needs credentials for every account that the settings name. Who shares a ledger shares the limits of
 * its accounts as well.
 */
export const providerOf = (
  settings: Settings,
  env: Environment,
): Layer.Layer<Provider, ConfigError | SettingsError | LedgerError> =>
  Layer.unwrap(
    Effect.gen(function* () {
      const [accounts, proxies] = [yield* accountsOf(settings, env), yield* proxiesOf(settings, env)]
      return tencentLayer({ accounts, endpoint: settings.endpoint, proxies })
    }),
  ).pipe(Layer.provide(limitsLayer(ledgerAddress(settings))))

/** The provider; without credentials one that speaks for no account and says so when it is asked. */
export const providerOrNone = (
  settings: Settings,
  env: Environment,
): Layer.Layer<Provider, ConfigError | SettingsError | LedgerError> =>
  providerOf(settings, env).pipe(
    Layer.catchTag("ConfigError", (error) =>
      error.reason === "missing_credentials"
        ? Layer.succeed(Provider, noProvider)
        : Layer.effectContext(Effect.fail(error)),
    ),
  )

const noCredentials = (operation: "result" | "bill_page", account: string): ProviderError =>
  new ProviderError({ operation, account, reason: "credentials" })

const noProvider = Provider.of({
  accounts: [],
  result: ({ account }) => Effect.fail(noCredentials("result", account)),
  billPages: ({ account }) => Stream.fail(noCredentials("bill_page", account)),
})
