/** @jsxImportSource hono/jsx */
/** What is set, to be read only: no secret is on the page. */
import type { ApiKey } from "@faceid-tally/books"
import { type AccountConfig, ledgerAddress, maskedAddress, maskedSettings, type RuleConfig } from "@faceid-tally/host"
import type { Table } from "@faceid-tally/report"
import type { FC } from "hono/jsx"

import type { Desk } from "../Desk.ts"
import { DataTable } from "../layout/DataTable.tsx"
import { Facts } from "../layout/Facts.tsx"
import { Page } from "../layout/Page.tsx"
import { Section } from "../layout/Section.tsx"

export const SettingsPage: FC<{ readonly desk: Desk; readonly keys: ReadonlyArray<ApiKey> }> = ({ desk, keys }) => {
  const { text, service } = desk
  const { settings, version } = service
  const accounts = Object.entries(settings.accounts ?? {})
  const rules = Object.entries(settings.rules ?? {})
  return (
    <Page desk={desk} title={text.settings.title} current="settings">
      <div class="head">
        <h1>{text.settings.title}</h1>
      </div>
      <p class="soft">{text.settings.lead}</p>
      <Facts
        facts={[
          [text.settings.version, version],
          [text.settings.ledger, <span class="id">{maskedAddress(ledgerAddress(settings))}</span>],
          [text.settings.provider, settings.endpoint ?? text.settings.endpointDefault],
        ]}
      />
      <Section
        id="accounts"
        title={text.settings.accounts}
        isEmpty={accounts.length === 0}
        empty={text.settings.noAccounts}
      >
        <DataTable
          desk={desk}
          caption={text.settings.accounts}
          className="stacks"
          table={accountTable(desk)}
          rows={accounts}
          rowHeader="account"
        />
      </Section>
      <Section id="rules" title={text.settings.rules} isEmpty={rules.length === 0} empty={text.settings.noRules}>
        <DataTable
          desk={desk}
          caption={text.settings.rules}
          className="stacks"
          table={ruleTable(desk)}
          rows={rules}
          rowHeader="ruleId"
        />
      </Section>
      <Section id="keys" title={text.settings.keys} isEmpty={keys.length === 0} empty={text.settings.noKeys}>
        <DataTable
          desk={desk}
          caption={text.settings.keys}
          className="stacks"
          table={keyTable(desk)}
          rows={keys}
          rowHeader="key"
          rowClass={({ revokedAt }) => (revokedAt === null ? undefined : "none")}
        />
      </Section>
      <Section id="all" title={text.settings.all}>
        <pre tabindex={0}>{JSON.stringify(maskedSettings(settings), null, 2)}</pre>
      </Section>
    </Page>
  )
}

const accountTable = ({ text }: Desk): Table<[string, AccountConfig]> => [
  { key: "account", title: (say) => say.columns.account, value: ([name]) => name },
  {
    key: "secretId",
    title: () => "SecretId",
    value: ([, { secretId, secretIdEnv }]) => secretText(secretId, secretIdEnv, text),
  },
  {
    key: "secretKey",
    title: () => "SecretKey",
    value: ([, { secretKey, secretKeyEnv }]) => secretText(secretKey, secretKeyEnv, text),
  },
]

const secretText = (secret: unknown, variable: string | undefined, { settings }: Desk["text"]): string =>
  variable !== undefined ? settings.fromEnvironment(variable) : secret === undefined ? settings.notSet : settings.set

const ruleTable = ({ text }: Desk): Table<[string, RuleConfig]> => [
  { key: "ruleId", title: () => "RuleId", value: ([ruleId]) => ruleId },
  { key: "title", title: () => text.settings.titleColumn, value: ([, { title }]) => title ?? null },
  {
    key: "channel",
    title: () => text.settings.channel,
    value: ([, { channel }]) => (channel === undefined ? null : text.settings.channels[channel]),
  },
  { key: "edition", title: () => text.settings.edition, value: ([, { edition }]) => edition ?? null },
  { key: "account", title: (say) => say.columns.account, value: ([, { account }]) => account ?? null },
]

const keyTable = ({ text, formats }: Desk): Table<ApiKey> => [
  { key: "key", title: () => text.settings.keys, value: ({ id }) => id },
  { key: "title", title: () => text.settings.keyTitle, value: ({ title }) => title },
  { key: "role", title: () => text.settings.role, value: ({ role }) => text.shell.role[role] },
  { key: "createdAt", title: () => text.settings.created, value: ({ createdAt }) => formats.instant(createdAt) },
  {
    key: "state",
    title: () => text.month.state,
    value: ({ revokedAt }) =>
      revokedAt === null ? text.settings.active : `${text.settings.revoked} ${formats.instant(revokedAt)}`,
  },
]
