/** The ports of alerts as the settings have them: where alerts go, and how they are sent. */
import { hash } from "node:crypto"

import { type Alert, alertKey, AlertNotTaken, AlertRoutes, type Alerts, AlertSender } from "@faceid-tally/books/engine"
import { alertText, type AlertTextOptions, digestText, shortened, testText } from "@faceid-tally/report"
import { makeOutwardFetch, type SettingsError } from "@faceid-tally/tencent"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"

import { alertLanguage, type AlertTarget, alertTargets } from "../settings/alertSettings.ts"
import type { ConfigError } from "../settings/ConfigError.ts"
import { proxiesOf } from "../settings/proxiesOf.ts"
import type { Environment } from "../settings/Environment.ts"
import type { Settings } from "../settings/Settings.ts"
import type { AlertFormat, AlertMessage } from "./AlertMessage.ts"
import { post } from "./post.ts"
import { dingtalk, feishu, wecom } from "./robots.ts"
import { webhook } from "./webhook.ts"

const formats: Readonly<Record<AlertTarget["type"], AlertFormat>> = { webhook, wecom, dingtalk, feishu }

/** Alerts go nowhere where the settings name no target. */
export const alertsOf = (
  settings: Settings,
  env: Environment,
): Layer.Layer<AlertRoutes | AlertSender, ConfigError | SettingsError> =>
  Layer.unwrap(
    Effect.gen(function* () {
      const { alerts = {}, language: general } = settings
      const [targets, proxies] = [yield* alertTargets(alerts, env), yield* proxiesOf(settings, env)]
      const postTo = post(makeOutwardFetch(proxies))
      const [language, { consoleUrl }] = [alertLanguage(alerts, general, env), alerts]
      const routes = targets.map(({ name, kinds, type }) => ({ target: name, kinds, isForPeople: type !== "webhook" }))
      const sendBy = (name: string, message: () => AlertMessage): Effect.Effect<void, AlertNotTaken> => {
        const target = targets.find((each) => each.name === name)
        return target === undefined
          ? Effect.fail(new AlertNotTaken({ code: "target_unknown", isFinal: true }))
          : Effect.suspend(() => sendTo(postTo, target, message()))
      }
      return Layer.merge(
        Layer.succeed(AlertRoutes, routes),
        Layer.succeed(AlertSender, {
          send: (told) => sendBy(told[0].target, () => messageOf(told, { language, consoleUrl })),
          test: (name) => sendBy(name, () => testMessage({ language, consoleUrl })),
        }),
      )
    }),
  )

const sendTo = (
  postTo: ReturnType<typeof post>,
  { type, url, secret }: AlertTarget,
  message: Parameters<AlertFormat["request"]>[0],
) => {
  const { request, codeOf } = formats[type]
  const address = { url: Redacted.value(url), secret: secret && Redacted.value(secret) }
  return postTo(request(message, address, Date.now()), codeOf)
}

const messageOf = (alerts: Alerts, options: AlertTextOptions): AlertMessage => {
  const [{ alert, news = "opened", raisedAt, key = alertKey(alert) }, ...others] = alerts
  const { kind, ...facts } = withoutIds(alert)
  const { language } = options
  return others.length === 0
    ? {
        id: idOf(key),
        kind,
        facts: { ...facts, news },
        text: alertText(alert, { ...options, news }),
        language,
        raisedAt,
      }
    : { id: idOf(key), kind: "digest", facts: {}, text: digestText(alerts, options), language, raisedAt }
}

/** Each test is another message. */
const testMessage = (options: AlertTextOptions): AlertMessage => {
  const raisedAt = Date.now()
  const { language } = options
  return { id: idOf(`test ${raisedAt}`), kind: "test", facts: {}, text: testText(options), language, raisedAt }
}

/** Ids leave the house shortened. */
const withoutIds = (alert: Alert): Alert => {
  switch (alert.kind) {
    case "token_deadline":
      return { ...alert, bizToken: shortened(alert.bizToken) }
    case "event_conflict":
      return { ...alert, eventId: shortened(alert.eventId) }
    default:
      return alert
  }
}

/** The same at each try, so that a target can tell a repetition. */
const idOf = (key: string): string => `alert_${hash("sha256", key).slice(0, 32)}`
