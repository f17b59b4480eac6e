/**
 * Targets whose address is not as the robots of their kind have it: a link to the chat, an address without its key. It is
 * told before the first alert is lost. Nothing is sent.
 */
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"

import { type AlertTarget, alertTargets } from "../settings/alertSettings.ts"
import type { ConfigError } from "../settings/ConfigError.ts"
import { isLoopbackHost } from "../serving/loopback.ts"
import type { Environment } from "../settings/Environment.ts"
import type { Settings } from "../settings/Settings.ts"

export interface CheckedTargets {
  readonly names: ReadonlyArray<string>
  /** Of these the address cannot be right. */
  readonly misformed: ReadonlyArray<string>
}

export const checkTargets = ({ alerts = {} }: Settings, env: Environment): Effect.Effect<CheckedTargets, ConfigError> =>
  Effect.map(alertTargets(alerts, env), (targets) => ({
    names: targets.map(({ name }) => name),
    misformed: targets.filter(isMisformed).map(({ name }) => name),
  }))

/** What stands in for a robot on this machine has any address. */
const isMisformed = ({ type, url }: AlertTarget): boolean => {
  const address = URL.parse(Redacted.value(url))
  if (address === null) return true
  return !isLoopbackHost(address.hostname) && !isOfRobot[type](address)
}

const isOfRobot: Readonly<Record<AlertTarget["type"], (address: URL) => boolean>> = {
  webhook: () => true,
  wecom: ({ pathname, searchParams }) => pathname.endsWith("/webhook/send") && (searchParams.get("key") ?? "") !== "",
  dingtalk: ({ pathname, searchParams }) =>
    pathname.endsWith("/robot/send") && (searchParams.get("access_token") ?? "") !== "",
  feishu: ({ pathname }) => /\/open-apis\/bot\/(v2\/)?hook\/[\w-]+$/.test(pathname),
}
