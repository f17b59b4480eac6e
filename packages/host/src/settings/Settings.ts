/**
 * What can be set, as one schema: the file `faceid-tally.json`, the environment and the flags all come to this. Secrets
 * are redacted as soon as they are decoded, so that no message and no log can hold one.
 */
import { languages } from "@faceid-tally/report"
import * as Schema from "effect/Schema"

import { AlertConfig } from "./alertSettings.ts"
import { HttpSettings } from "./HttpSettings.ts"
import { WebhookConfig } from "./webhookSettings.ts"

const optional = Schema.optionalKey
const Name = Schema.NonEmptyString
const Secret = Schema.RedactedFromValue(Schema.NonEmptyString)
const PerSecond = Schema.Finite.check(Schema.isBetween({ minimum: 0.1, maximum: 10_000 }))

/** How the person comes to the verification. */
export const channels = ["mini_program", "native_h5", "h5"] as const
export type Channel = (typeof channels)[number]

/** One Tencent Cloud account: its credentials, or the environment variables that hold them, and its limits. */
export const AccountConfig = Schema.Struct({
  secretId: optional(Secret),
  secretKey: optional(Secret),
  /** Of temporary credentials. */
  token: optional(Secret),
  secretIdEnv: optional(Name),
  secretKeyEnv: optional(Name),
  tokenEnv: optional(Name),
  resultsPerSecond: optional(PerSecond),
  billPagesPerSecond: optional(PerSecond),
})
export type AccountConfig = typeof AccountConfig.Type

/** One RuleId, as the customer knows it. */
export const RuleConfig = Schema.Struct({
  title: optional(Name),
  channel: optional(Schema.Literals(channels)),
  /** Whose published rules its flags are audited by: plus, eid, intention, wechat or app. */
  edition: optional(Name),
  account: optional(Name),
})
export type RuleConfig = typeof RuleConfig.Type

export const Settings = Schema.Struct({
  $schema: optional(Schema.String),
  /** Of what people read; `--lang` and FACEID_TALLY_LANG go before it. */
  language: optional(Schema.Literals(languages)),
  /** `sqlite:path` or `postgres://…`. */
  ledger: optional(Schema.String),
  /** How many connections to PostgreSQL a process may have at a time; default 10. */
  connections: optional(Schema.Int.check(Schema.isBetween({ minimum: 2, maximum: 100 }))),
  /** The provider's host, or an http URL on loopback. */
  endpoint: optional(Name),
  /** `http://[user:password@]host:port` for all that goes out, or `none`. Default: as the environment says. */
  proxy: optional(Secret),
  accounts: optional(Schema.Record(Schema.String, AccountConfig)),
  /** Price plans: one file for every account, or a file for each; paths from the folder of the settings. */
  prices: optional(Schema.Union([Name, Schema.Record(Schema.String, Name)])),
  /** By RuleId. */
  rules: optional(Schema.Record(Schema.String, RuleConfig)),
  /** The HTTP service. */
  http: optional(HttpSettings),
  /** The receiver. */
  webhook: optional(WebhookConfig),
  /** Who hears of what goes wrong. */
  alerts: optional(AlertConfig),
})
export type Settings = typeof Settings.Type
