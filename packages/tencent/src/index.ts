/** The port Provider, by the official SDK: the front door is {@link tencentLayer}. */
export { type FaceIdClient } from "./FaceIdClient.ts"
export { limitsInMemory } from "./limits.ts"
export { isCertificateFault } from "./outward/certificateFault.ts"
export { makeOutwardFetch, type OutwardFetch } from "./outward/outwardFetch.ts"
export { NO_PROXY_AT_ALL, proxyName, type ProxyRules, proxyRulesOf, proxyTo } from "./outward/ProxyRules.ts"
export {
  accountFromEnvironment,
  type AccountSettings,
  type RequestLimits,
  settingsFromEnvironment,
  type TencentSettings,
} from "./Settings.ts"
export { SettingsError } from "./SettingsError.ts"
export { type ClientAccount, tencentLayer, tencentLayerFromClients } from "./TencentProvider.ts"
