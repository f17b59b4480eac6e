/** What can be set about the receiver: where each callback leads, who may send events, and how much is taken. */
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"

import { ConfigError } from "./ConfigError.ts"
import type { Environment } from "./Environment.ts"
import { webhookSecretOf } from "../security/standardWebhooks.ts"

const optional = Schema.optionalKey
const Name = Schema.NonEmptyString
const count = (minimum: number, maximum: number) => Schema.Int.check(Schema.isBetween({ minimum, maximum }))

/** Where a browser may be sent: an absolute address without credentials. */
const RedirectAddress = Schema.String.check(
  Schema.makeFilter(isRedirectAddress, { expected: "an https or http address without user name" }),
)

function isRedirectAddress(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === ""
}

/** The name of a query parameter that is passed on. `Extra` holds what customers keep secret. */
const Passed = Schema.String.check(
  Schema.makeFilter((name: string) => /^[\w.~-]{1,64}$/.test(name) && name.toLowerCase() !== "extra", {
    expected: "the name of a query parameter, and never Extra",
  }),
)

/** One name under `/callback/`. */
export const CallbackConfig = Schema.Struct({
  /** The one address that browsers are sent on to. */
  redirectTo: RedirectAddress,
  /** Query parameters that are passed on; all others are dropped. */
  pass: optional(Schema.Array(Passed)),
  ruleId: optional(Name),
  account: optional(Name),
  /** Registers BizTokens that are unknown, with `ruleId`. */
  acceptUnregistered: optional(Schema.Boolean),
  /** How many unknown BizTokens are registered a minute at most. Default 60. */
  acceptPerMinute: optional(count(1, 6000)),
}).check(
  Schema.makeFilter(({ acceptUnregistered, ruleId }) => acceptUnregistered !== true || ruleId !== undefined, {
    expected: "a ruleId beside acceptUnregistered",
  }),
  Schema.makeFilter(({ pass, redirectTo }) => !pass?.some((name) => URL.parse(redirectTo)?.searchParams.has(name)), {
    expected: "only parameters in pass that redirectTo does not have already",
  }),
)
export type CallbackConfig = typeof CallbackConfig.Type

const EventSecret = Schema.RedactedFromValue(
  Schema.String.check(
    Schema.makeFilter((text: string) => webhookSecretOf(text) !== undefined, {
      expected: "whsec_ followed by the base64 of 24 to 64 bytes",
    }),
  ),
)

export const WebhookConfig = Schema.Struct({
  /** By the name in the path. */
  callbacks: optional(Schema.Record(Schema.String.check(Schema.isPattern(/^[\w-][\w.~-]{0,63}$/)), CallbackConfig)),
  /** What events are signed with; several during a rotation. */
  secrets: optional(Schema.Array(EventSecret)),
  /** Environment variables that hold such secrets. */
  secretsEnv: optional(Schema.Array(Name)),
  /** The largest body of an event, in bytes. Default 1 MiB. */
  maxBodyBytes: optional(count(1024, 64 * 2 ** 20)),
  /** How deep its JSON may be nested. Default 32. */
  maxDepth: optional(count(4, 1000)),
  /** Signed events a second. Default 200. */
  eventsPerSecond: optional(count(1, 100_000)),
  /** Connections at a time. Default 1000. */
  maxConnections: optional(count(10, 100_000)),
  /** How many receivers share the rate of the accounts. Default 1. */
  receivers: optional(count(1, 1000)),
})
export type WebhookConfig = typeof WebhookConfig.Type

/** Where a secret stands that no setting names: one, or several with spaces between. */
const VARIABLE = "FACEID_TALLY_WEBHOOK_SECRET"

/** All secrets, of the settings and the environment; none where no events are expected. */
export const webhookSecrets = (
  { secrets = [], secretsEnv = [] }: WebhookConfig,
  env: Environment,
): Effect.Effect<ReadonlyArray<Redacted.Redacted<Uint8Array>>, ConfigError> =>
  Effect.gen(function* () {
    const found = secrets.map((secret) => Redacted.value(secret))
    for (const variable of [...secretsEnv, ...(env[VARIABLE] ? [VARIABLE] : [])]) {
      const texts = env[variable]?.split(" ").filter((text) => text !== "") ?? []
      if (texts.length === 0 || !texts.every((text) => webhookSecretOf(text) !== undefined)) {
        const expected = "Expected whsec_ followed by the base64 of 24 to 64 bytes"
        return yield* new ConfigError({ reason: "invalid", source: "environment", path: [variable], expected })
      }
      found.push(...texts)
    }
    return [...new Set(found)].flatMap((text) => {
      const bytes = webhookSecretOf(text)
      return bytes === undefined ? [] : [Redacted.make(bytes)]
    })
  })
