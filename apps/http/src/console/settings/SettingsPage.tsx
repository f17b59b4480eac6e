/** @jsxImportSource hono/jsx */
/** What is set, to be read only: no secret is on the page. */
import type { ApiKey } from "@faceid-tally/books/engine"
import {
  type AccountConfig,
  ledgerAddress,
  maskedAddress,
  maskedSettings,
  type RuleConfig,
} from "@faceid-tally/host/apps"
import type { Language, Table } from "@faceid-tally/report"
import type { FC } from "hono/jsx"

import { type PageContext, mayAct } from "../context/PageContext.ts"
import { DataTable } from "../layout/DataTable.tsx"
import { Facts } from "../layout/Facts.tsx"
import { Page } from "../layout/Page.tsx"
import { Section } from "../layout/Section.tsx"
import { layoutText } from "../layout/layoutText.ts"
import { settingsText } from "./settingsText.ts"
import { consoleText } from "../text/consoleText.ts"

export const SettingsPage: FC<{ readonly context: PageContext; readonly keys: ReadonlyArray<ApiKey> }> = ({
  context,
  keys,
}) => {
  const { service } = context
  const text = settingsText[context.language]
  const { settings, version } = service
  const accounts = Object.entries(settings.accounts ?? {})
  const rules = Object.entries(settings.rules ?? {})
  return (
    <Page context={context} title={text.title} current="settings">
      <div class="head">
        <h1>{text.title}</h1>
      </div>
      <p class="soft">{text.lead}</p>
      <Facts
        facts={[
          [text.version, version],
          [text.ledger, <span class="id">{maskedAddress(ledgerAddress(settings))}</span>],
          [text.provider, settings.endpoint ?? text.endpointDefault],
        ]}
      />
      <Section id="accounts" title={text.accounts} isEmpty={accounts.length === 0} empty={text.noAccounts}>
        <DataTable
          context={context}
          caption={text.accounts}
          className="stacks"
          table={accountTable(context)}
          rows={accounts}
          rowHeader="account"
        />
      </Section>
      <Section id="rules" title={text.rules} isEmpty={rules.length === 0} empty={text.noRules}>
        <DataTable
          context={context}
          caption={text.rules}
          className="stacks"
          table={ruleTable(context)}
          rows={rules}
          rowHeader="ruleId"
        />
      </Section>
      <Section id="keys" title={text.keys} isEmpty={keys.length === 0} empty={text.noKeys}>
        <DataTable
          context={context}
          caption={text.keys}
          className="stacks"
          table={keyTable(context)}
          rows={keys}
          rowHeader="key"
          rowClass={({ revokedAt }) => (revokedAt === null ? undefined : "none")}
        />
      </Section>
      {mayAct(context.reader) && (
        <Section id="all" title={text.all}>
          <pre tabindex={0}>{JSON.stringify(maskedSettings(settings), null, 2)}</pre>
        </Section>
      )}
    </Page>
  )
}

const accountTable = ({ language }: PageContext): Table<[string, AccountConfig]> => [
  { key: "account", title: (say) => say.columns.account, value: ([name]) => name },
  {
    key: "secretId",
    title: () => "SecretId",
    value: ([, { secretId, secretIdEnv }]) => secretText(secretId, secretIdEnv, language),
  },
  {
    key: "secretKey",
    title: () => "SecretKey",
    value: ([, { secretKey, secretKeyEnv }]) => secretText(secretKey, secretKeyEnv, language),
  },
]

const secretText = (secret: unknown, variable: string | undefined, language: Language): string => {
  const text = settingsText[language]
  return variable !== undefined ? text.fromEnvironment(variable) : secret === undefined ? text.notSet : text.set
}

const ruleTable = ({ language }: PageContext): Table<[string, RuleConfig]> => [
  { key: "ruleId", title: () => "RuleId", value: ([ruleId]) => ruleId },
  { key: "title", title: () => settingsText[language].titleColumn, value: ([, { title }]) => title ?? null },
  {
    key: "channel",
    title: () => settingsText[language].channel,
    value: ([, { channel }]) => (channel === undefined ? null : settingsText[language].channels[channel]),
  },
  { key: "edition", title: () => settingsText[language].edition, value: ([, { edition }]) => edition ?? null },
  { key: "account", title: (say) => say.columns.account, value: ([, { account }]) => account ?? null },
]

const keyTable = ({ language, formats }: PageContext): Table<ApiKey> => [
  { key: "key", title: () => settingsText[language].keys, value: ({ id }) => id },
  { key: "title", title: () => settingsText[language].keyTitle, value: ({ title }) => title },
  { key: "role", title: () => settingsText[language].role, value: ({ role }) => layoutText[language].role[role] },
  {
    key: "createdAt",
    title: () => settingsText[language].created,
    value: ({ createdAt }) => formats.instant(createdAt),
  },
  {
    key: "state",
    title: () => consoleText[language].state,
    value: ({ revokedAt }) =>
      revokedAt === null
        ? settingsText[language].active
        : `${settingsText[language].revoked} ${formats.instant(revokedAt)}`,
  },
]
