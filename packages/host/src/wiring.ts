/** The ports as the settings have them: the ledger at its address, the provider for all accounts. */
import type { Ledger, LedgerError, Provider } from "@faceid-tally/books"
import { DEFAULT_ADDRESS, ledgerLayer } from "@faceid-tally/ledger"
import { limitsInMemory, type SettingsError, tencentLayer } from "@faceid-tally/tencent"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

import { accountsOf } from "./accounts.ts"
import type { ConfigError } from "./ConfigError.ts"
import type { Environment } from "./readSettings.ts"
import type { Settings } from "./Settings.ts"

export const ledgerAddress = ({ ledger }: Settings): string => ledger ?? DEFAULT_ADDRESS

export const ledgerOf = (settings: Settings): Layer.Layer<Ledger, LedgerError> => ledgerLayer(ledgerAddress(settings))

/** The provider; it needs credentials for every account that the settings name. */
export const providerOf = (settings: Settings, env: Environment): Layer.Layer<Provider, ConfigError | SettingsError> =>
  Layer.unwrap(
    Effect.map(accountsOf(settings, env), (accounts) => tencentLayer({ accounts, endpoint: settings.endpoint })),
  ).pipe(Layer.provide(limitsInMemory))
