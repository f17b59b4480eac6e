/** What has to be known to speak with the provider: accounts, each with its credentials and limits, and the endpoint. */
import * as Config from "effect/Config"
import type * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"

import type { ProxyRules } from "../outward/ProxyRules.ts"

export interface RequestLimits {
  /** Results a second. Default 100, the provider's own limit. */
  readonly resultsPerSecond?: number | undefined
  /** Pages of the bill a second. Default 20, the provider's own limit. */
  readonly billPagesPerSecond?: number | undefined
}

export interface AccountSettings extends RequestLimits {
  readonly secretId: Redacted.Redacted
  readonly secretKey: Redacted.Redacted
  /** Of temporary credentials. */
  readonly token?: Redacted.Redacted | undefined
}

export interface TencentSettings {
  readonly accounts: Readonly<Record<string, AccountSettings>>
  /** A host, an https URL, or an http URL on loopback. Default: the provider's. */
  readonly endpoint?: string | undefined
  /** After which a request counts as failed. Default 10 seconds. */
  readonly timeout?: Duration.Input | undefined
  /** Which proxy lies on the way. Default: as the environment says. */
  readonly proxies?: ProxyRules | undefined
}

const tokenConfig = Config.Redacted("TENCENTCLOUD_TOKEN").pipe(
  Config.orElse(() => Config.Redacted("TENCENTCLOUD_SECRET_TOKEN")),
  Config.orElse(() => Config.Redacted("TENCENTCLOUD_SESSION_TOKEN")),
  Config.option,
)

/** The credentials where the SDK's users have them: `TENCENTCLOUD_SECRET_ID`, `_SECRET_KEY` and `_TOKEN`. */
export const accountFromEnvironment: Config.Config<AccountSettings> = Config.all({
  secretId: Config.Redacted("TENCENTCLOUD_SECRET_ID"),
  secretKey: Config.Redacted("TENCENTCLOUD_SECRET_KEY"),
  token: tokenConfig,
}).pipe(Config.map(({ token, ...keys }) => ({ ...keys, token: Option.getOrUndefined(token) })))

/** The account `default`, and the endpoint of `FACEID_TALLY_ENDPOINT`. */
export const settingsFromEnvironment: Config.Config<TencentSettings> = Config.all({
  account: accountFromEnvironment,
  endpoint: Config.option(Config.NonEmptyString("FACEID_TALLY_ENDPOINT")),
}).pipe(
  Config.map(({ account, endpoint }) => ({
    accounts: { default: account },
    endpoint: Option.getOrUndefined(endpoint),
  })),
)
