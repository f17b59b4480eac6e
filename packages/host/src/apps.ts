/**
 * What the apps of faceid-tally are wired from: settings, business time, ports, logs, shutdown. It changes with them; other
 * programs begin with `openBooks` of the main entry.
 */
export { isSameDigest, makeApiKey, type NewApiKey, parseApiKey } from "./security/apiKey.ts"
export { alertsOf } from "./alerts/alertsOf.ts"
export { checkTargets } from "./alerts/checkTargets.ts"
export { AlertConfig, AlertTargetConfig } from "./settings/alertSettings.ts"
export { admissionOf } from "./books/admissionOf.ts"
export { accountNames, accountsOf, configuredAccounts } from "./settings/accounts.ts"
export { Bucket } from "./serving/Bucket.ts"
export { bookMetrics } from "./observing/bookMetrics.ts"
export { businessTime } from "./books/businessTime.ts"
export { checkSettings } from "./program/checkSettings.ts"
export { ConfigError } from "./settings/ConfigError.ts"
export {
  type DayCounts,
  type DayGroup,
  type DayGrouping,
  dayGroupings,
  type DayTally,
  dayTally,
  totalOf,
} from "./books/dayTally.ts"
export { daysShown } from "./books/daysShown.ts"
export { HttpSettings } from "./settings/HttpSettings.ts"
export { endListening, listen, listenFault } from "./serving/listening.ts"
export { errorName, jsonLogs, logFailure, placeOfDefect, type WriteLine } from "./observing/logs.ts"
export { isLoopbackAddress, isLoopbackAuthority, isLoopbackHost } from "./serving/loopback.ts"
export { MASK, maskedAddress, maskedSettings } from "./settings/maskedSettings.ts"
export { Counter, gaugeText, Histogram, type Labels, Metrics, METRICS_TYPE, type Sample } from "./observing/metrics.ts"
export { settingsSentence } from "./program/settingsText.ts"
export { type Flags, readSettings, SETTINGS_FILE, type SettingsSources } from "./settings/readSettings.ts"
export type { Environment } from "./settings/Environment.ts"
export { pricesLayer, pricesOf } from "./prices/prices.ts"
export { proxiesOf } from "./settings/proxiesOf.ts"
export { drainUnread } from "./serving/drainUnread.ts"
export { problemAnswer } from "./serving/problemAnswer.ts"
export { type Sealed, sealed, sealEvery, sealNow } from "./books/seal.ts"
export { auditOfSettings, publishedRuleSet, ruleSetLayer, ruleSetOf } from "./books/ruleSet.ts"
export {
  type Ports,
  type ServiceError,
  type ServiceOptions,
  serviceRuntime,
  type ServiceRuntime,
} from "./books/serviceRuntime.ts"
export { AccountConfig, type Channel, channels, RuleConfig, Settings } from "./settings/Settings.ts"
export { untilSignal } from "./serving/untilSignal.ts"
export { otlpTraces, tracesUrl } from "./observing/traces.ts"
export { isOnServer, ledgerAddress, ledgerOf, providerOf, providerOrNone, storeOf } from "./books/wiring.ts"
export { CallbackConfig, WebhookConfig, webhookSecrets } from "./settings/webhookSettings.ts"
export { runWorker, type WorkerOptions } from "./books/runWorker.ts"
export { workerName } from "./books/workerName.ts"
