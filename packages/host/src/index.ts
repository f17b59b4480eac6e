/** What every app needs to run: settings, business time, and the books wired together. */
export { accountNames, accountsOf } from "./accounts.ts"
export { businessTime } from "./BusinessTime.ts"
export { ConfigError } from "./ConfigError.ts"
export { MASK, maskedAddress, maskedSettings } from "./maskedSettings.ts"
export { type Environment, type Flags, readSettings, SETTINGS_FILE, type SettingsSources } from "./readSettings.ts"
export { type Sealed, sealed } from "./sealed.ts"
export { AccountConfig, type Channel, channels, RuleConfig, Settings } from "./Settings.ts"
export { ledgerAddress, ledgerOf, providerOf } from "./wiring.ts"
