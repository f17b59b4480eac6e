/** What a customer's `faceid-tally.json` says of the simulated accounts: the credentials of each, and its RuleIds. */
import type { Account } from "./world/Account.ts"

/** With `perSecond`, requests of every kind are limited to it; else as they are by default. */
export const settingsOf = (accounts: ReadonlyArray<Account>, perSecond?: number) => ({
  accounts: Object.fromEntries(
    accounts.map(({ name, secretId, secretKey }) => [
      name,
      {
        secretId,
        secretKey,
        ...(perSecond !== undefined && { resultsPerSecond: perSecond, billPagesPerSecond: perSecond }),
      },
    ]),
  ),
  rules: Object.fromEntries(
    accounts.flatMap(({ name, rules }) =>
      rules.map(({ ruleId, title, channel, edition }) => [ruleId, { title, channel, edition, account: name }]),
    ),
  ),
})
