/** What can be set about alerts: who hears of what, in which language. Addresses of robots hold a key, so all are secret. */
import { type AlertKind, alertKinds } from "@faceid-tally/books/engine"
import { languageOf, type Language, languages } from "@faceid-tally/report"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"

import { ConfigError } from "./ConfigError.ts"
import type { Environment } from "./Environment.ts"
import { webhookSecretOf } from "../security/standardWebhooks.ts"

const optional = Schema.optionalKey
const Name = Schema.NonEmptyString
const Secret = Schema.RedactedFromValue(Name)

/** An alert goes by https, or by http to this machine. */
const isAlertAddress = (text: string): boolean => {
  const url = URL.parse(text)
  if (url === null || url.username !== "" || url.password !== "") return false
  return (
    url.protocol === "https:" || (url.protocol === "http:" && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname))
  )
}

const ADDRESS = "an https address without user name, or http on loopback"
const WEBHOOK_SECRET = "whsec_ followed by the base64 of 24 to 64 bytes"

const Address = Schema.RedactedFromValue(Schema.String.check(Schema.makeFilter(isAlertAddress, { expected: ADDRESS })))
const WebhookSecret = Schema.RedactedFromValue(
  Schema.String.check(
    Schema.makeFilter((text: string) => webhookSecretOf(text) !== undefined, { expected: WEBHOOK_SECRET }),
  ),
)

const common = {
  url: optional(Address),
  /** The environment variable that holds the address. */
  urlEnv: optional(Name),
  secretEnv: optional(Name),
  /** What it hears of. Default: everything. */
  kinds: optional(Schema.Array(Schema.Literals(alertKinds))),
}

/** Who hears of it: a service of your own, or a group robot of WeCom, DingTalk or Feishu. */
export const AlertTargetConfig = Schema.Union([
  /** A POST signed by Standard Webhooks. */
  Schema.Struct({ type: Schema.Literal("webhook"), ...common, secret: optional(WebhookSecret) }),
  Schema.Struct({ type: Schema.Literal("wecom"), ...common }),
  /** `secret`: of the security setting "sign". */
  Schema.Struct({ type: Schema.Literals(["dingtalk", "feishu"]), ...common, secret: optional(Secret) }),
])
export type AlertTargetConfig = typeof AlertTargetConfig.Type

export const AlertConfig = Schema.Struct({
  /** Default: the language of the machine. */
  language: optional(Schema.Literals(languages)),
  /** Where people reach the HTTP service: alerts link to its console. */
  consoleUrl: optional(
    Schema.String.check(
      Schema.makeFilter((text: string) => /^https?:$/.test(URL.parse(text)?.protocol ?? ""), {
        expected: "an https or http address",
      }),
    ),
  ),
  /**
   * That silence means something. The address is asked for every five minutes for as long as the worker is well; with
   * `daily` each target hears at 10:00 in China that all is well, or what is not, unless it was told anything that day.
   */
  heartbeat: optional(
    Schema.Struct({ url: optional(Address), urlEnv: optional(Name), daily: optional(Schema.Boolean) }),
  ),
  /** By a name of your own. */
  targets: optional(Schema.Record(Schema.String.check(Schema.isPattern(/^[\w-]{1,64}$/)), AlertTargetConfig)),
})
export type AlertConfig = typeof AlertConfig.Type

/** A target with the address and the secret that settings and environment give it. */
export interface AlertTarget {
  readonly name: string
  readonly type: AlertTargetConfig["type"]
  readonly url: Redacted.Redacted
  readonly secret: Redacted.Redacted | undefined
  readonly kinds: ReadonlyArray<AlertKind>
}

/** The language of alerts: their own, else that of all that people read. */
export const alertLanguage = ({ language }: AlertConfig, general: Language | undefined, env: Environment): Language =>
  language ?? general ?? languageOf(env)

/** Where the sign of life goes, if anywhere. */
export const heartbeatAddress = (
  { heartbeat = {} }: AlertConfig,
  env: Environment,
): Effect.Effect<Redacted.Redacted | undefined, ConfigError> =>
  Effect.map(variable(heartbeat.urlEnv, env, isAlertAddress, ADDRESS), (url) => url ?? heartbeat.url)

/** All targets; it fails for the first that lacks its address, or the secret that a webhook needs. */
export const alertTargets = (
  { targets = {} }: AlertConfig,
  env: Environment,
): Effect.Effect<ReadonlyArray<AlertTarget>, ConfigError> =>
  Effect.forEach(Object.entries(targets), ([name, config]) =>
    Effect.gen(function* () {
      const { type, urlEnv, secretEnv, kinds = alertKinds } = config
      const given = "secret" in config ? config.secret : undefined
      const url = yield* variable(urlEnv, env, isAlertAddress, ADDRESS)
      const isSecret = (text: string) => type !== "webhook" || webhookSecretOf(text) !== undefined
      const secret = (yield* variable(secretEnv, env, isSecret, WEBHOOK_SECRET)) ?? given
      const address = url ?? config.url
      if (address === undefined) return yield* missing(name, "url")
      if (type === "webhook" && secret === undefined) return yield* missing(name, "secret")
      return { name, type, url: address, secret, kinds }
    }),
  )

const variable = (
  name: string | undefined,
  env: Environment,
  isRight: (text: string) => boolean,
  expected: string,
): Effect.Effect<Redacted.Redacted | undefined, ConfigError> => {
  if (name === undefined) return Effect.succeed(undefined)
  const text = env[name]
  return text !== undefined && text !== "" && isRight(text)
    ? Effect.succeed(Redacted.make(text))
    : Effect.fail(
        new ConfigError({ reason: "invalid", source: "environment", path: [name], expected: `Expected ${expected}` }),
      )
}

const missing = (name: string, key: "url" | "secret") =>
  new ConfigError({
    reason: "invalid",
    source: "alerts",
    path: ["alerts", "targets", name, key],
    expected: key === "url" ? `Expected ${ADDRESS}` : `Expected ${WEBHOOK_SECRET}`,
  })
