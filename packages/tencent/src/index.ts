/** The port Provider, by the official SDK: the front door is {@link tencentLayer}. */
export { type FaceIdClient } from "./calls/FaceIdClient.ts"
export { limitsInMemory } from "./calls/limits.ts"
export { isCertificateFault } from "./outward/isCertificateFault.ts"
export { makeOutwardFetch, type OutwardFetch } from "./outward/outwardFetch.ts"
export { NO_PROXY_AT_ALL, proxyName, type ProxyRules, proxyRulesOf, proxyTo } from "./outward/ProxyRules.ts"
export {
  accountFromEnvironment,
  type AccountSettings,
  type RequestLimits,
  settingsFromEnvironment,
  type TencentSettings,
} from "./settings/settings.ts"
export { SettingsError } from "./outward/SettingsError.ts"
export { type ClientAccount, tencentLayer, tencentLayerFromClients } from "./tencentProvider.ts"
