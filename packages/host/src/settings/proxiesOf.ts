/** The proxy that lies on each way out of a service, by its settings and its environment. */
import { type ProxyRules, proxyRulesOf, type SettingsError } from "@faceid-tally/tencent"
import * as Effect from "effect/Effect"

import type { Environment } from "./Environment.ts"
import type { Settings } from "./Settings.ts"

export const proxiesOf = ({ proxy }: Settings, env: Environment): Effect.Effect<ProxyRules, SettingsError> =>
  Effect.fromResult(proxyRulesOf(env, proxy))
