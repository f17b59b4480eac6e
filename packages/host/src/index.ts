/** What every app needs to run: settings, business time, and the books wired together. */
export { isSameDigest, makeApiKey, type NewApiKey, parseApiKey } from "./apiKey.ts"
export { alertsOf } from "./alerts/alertsOf.ts"
export { checkTargets } from "./alerts/checkTargets.ts"
export { AlertConfig, AlertTargetConfig } from "./AlertSettings.ts"
export { admissionOf } from "./admission.ts"
export { accountNames, accountsOf, configuredAccounts } from "./accounts.ts"
export { bookMetrics } from "./bookMetrics.ts"
export { businessTime } from "./BusinessTime.ts"
export { checkSettings } from "./checkSettings.ts"
export { ConfigError } from "./ConfigError.ts"
export {
  type DayCounts,
  type DayGroup,
  type DayGrouping,
  dayGroupings,
  type DayTally,
  dayTally,
  totalOf,
} from "./dayTally.ts"
export { HttpSettings } from "./HttpSettings.ts"
export { endListening, listen, listenFault } from "./listening.ts"
export { errorName, jsonLogs, logFailure, placeOfDefect, type WriteLine } from "./logs.ts"
export { isLoopbackAddress, isLoopbackAuthority, isLoopbackHost } from "./loopback.ts"
export { MASK, maskedAddress, maskedSettings } from "./maskedSettings.ts"
export { Counter, gaugeText, Histogram, type Labels, Metrics, type Sample } from "./metrics.ts"
export { type Books, openBooks } from "./openBooks.ts"
export { type Environment, type Flags, readSettings, SETTINGS_FILE, type SettingsSources } from "./readSettings.ts"
export { type Prices, pricesOf } from "./prices.ts"
export { proxiesOf } from "./proxies.ts"
export { drainUnread } from "./serving/drainUnread.ts"
export { sealEvery, sealNow } from "./sealing.ts"
export { ruleSetOf } from "./ruleSet.ts"
export { type Sealed, sealed } from "./sealed.ts"
export {
  type Ports,
  type ServiceError,
  type ServiceOptions,
  serviceRuntime,
  type ServiceRuntime,
} from "./serviceRuntime.ts"
export { AccountConfig, type Channel, channels, RuleConfig, Settings } from "./Settings.ts"
export { untilSignal } from "./shutdown.ts"
export { otlpTraces, tracesUrl } from "./traces.ts"
export { ledgerAddress, ledgerOf, providerOf, providerOrNone, storeOf } from "./wiring.ts"
export {
  signWebhook,
  verifyWebhook,
  type WebhookHeaders,
  webhookSecretOf,
  type WebhookVerdict,
} from "./StandardWebhooks.ts"
export { CallbackConfig, WebhookConfig, webhookSecrets } from "./WebhookSettings.ts"
export { runWorker, type WorkerOptions } from "./worker.ts"
export { workerName } from "./workerName.ts"
