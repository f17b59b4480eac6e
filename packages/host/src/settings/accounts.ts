/** The accounts that can be spoken for, with the credentials that the settings and the environment give them. */
import { DEFAULT_ACCOUNT } from "@faceid-tally/core/engine"
import type { AccountSettings } from "@faceid-tally/tencent"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"

import { ConfigError } from "./ConfigError.ts"
import type { Environment } from "./Environment.ts"
import type { AccountConfig, Settings } from "./Settings.ts"

/** Where the users of the official SDK have the credentials of their account. */
const sdkVariables = {
  secretId: ["TENCENTCLOUD_SECRET_ID"],
  secretKey: ["TENCENTCLOUD_SECRET_KEY"],
  token: ["TENCENTCLOUD_TOKEN", "TENCENTCLOUD_SECRET_TOKEN", "TENCENTCLOUD_SESSION_TOKEN"],
} as const

type Secret = keyof typeof sdkVariables

/** The names of all accounts, `default` first where nothing else is said. */
export const accountNames = ({ accounts, rules }: Settings): ReadonlyArray<string> => {
  const names = new Set(Object.keys(accounts ?? {}))
  for (const { account } of Object.values(rules ?? {})) names.add(account ?? DEFAULT_ACCOUNT)
  if (names.size === 0) names.add(DEFAULT_ACCOUNT)
  return [...names]
}

/** The accounts that the settings name outright. */
export const configuredAccounts = ({ accounts, rules }: Settings): ReadonlyArray<string> => [
  ...new Set([...Object.keys(accounts ?? {}), ...Object.values(rules ?? {}).flatMap(({ account }) => account ?? [])]),
]

/** The credentials of every account; it fails for the first that has none. */
export const accountsOf = (
  settings: Settings,
  env: Environment,
): Effect.Effect<Readonly<Record<string, AccountSettings>>, ConfigError> =>
  Effect.all(
    Object.fromEntries(
      accountNames(settings).map((name) => [name, credentialsOf(name, settings.accounts?.[name] ?? {}, env)]),
    ),
  )

const credentialsOf = (
  name: string,
  config: AccountConfig,
  env: Environment,
): Effect.Effect<AccountSettings, ConfigError> => {
  const find = (secret: Secret): Redacted.Redacted | undefined => {
    const variables = name === DEFAULT_ACCOUNT ? sdkVariables[secret] : []
    const variable = config[`${secret}Env`]
    const [found] = [...variables, ...(variable === undefined ? [] : [variable])].flatMap((each) => env[each] || [])
    return found === undefined ? config[secret] : Redacted.make(found)
  }
  const [secretId, secretKey, token] = [find("secretId"), find("secretKey"), find("token")]
  if (secretId === undefined || secretKey === undefined) {
    const missing = secretId === undefined ? "secretId" : "secretKey"
    // The variable that the settings name, and nobody has set; a secret that was put there by mistake is no name of one.
    const named = config[`${missing}Env`]
    const expected = named !== undefined && /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(named) ? named : undefined
    return Effect.fail(
      new ConfigError({
        reason: "missing_credentials",
        source: "accounts",
        path: ["accounts", name, missing],
        ...(expected !== undefined && { expected }),
      }),
    )
  }
  const { resultsPerSecond, billPagesPerSecond } = config
  return Effect.succeed({ secretId, secretKey, token, resultsPerSecond, billPagesPerSecond })
}
