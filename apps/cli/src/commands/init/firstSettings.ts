/**
 * The first settings file as data: what was asked for, made into settings that `doctor` calls good. No secret is in it, but
 * the names of the environment variables that hold them.
 */
import { DEFAULT_ACCOUNT } from "@faceid-tally/core/engine"
import { type Language, printable } from "@faceid-tally/report"

import { UsageError } from "../../session/Arguments.ts"
import { initText } from "./initText.ts"
import type { Edition } from "./spec.ts"

export interface Wishes {
  /** `undefined` where the environment names the ledger. */
  readonly ledger: string | undefined
  readonly accounts: ReadonlyArray<string>
  /** `1001`, or `1001=shop`. */
  readonly rules: ReadonlyArray<string>
  readonly edition: Edition | undefined
}

interface Account {
  readonly secretIdEnv?: string
  readonly secretKeyEnv?: string
}

interface Rule {
  readonly edition?: Edition
  readonly account?: string
}

/** As it is written; the settings' own schema has the last word when it is read again. */
export interface FirstSettings {
  readonly language: Language
  readonly ledger?: string
  readonly accounts: Readonly<Record<string, Account>>
  readonly rules?: Readonly<Record<string, Rule>>
}

/** Throws a {@link UsageError} where a wish cannot be met. */
export const firstSettings = (
  { ledger, accounts: named, rules, edition }: Wishes,
  language: Language,
): FirstSettings => {
  const text = initText[language]
  const accounts = named.length === 0 ? [DEFAULT_ACCOUNT] : [...new Set(named)]
  if (accounts.some((name) => !ACCOUNT.test(name))) throw new UsageError({ message: text.notAnAccount })
  if (rules.length === 0 && edition !== undefined) throw new UsageError({ message: text.editionWithoutRule })
  const byRule = new Map<string, string>()
  for (const written of rules) {
    const [ruleId, account] = ruleOf(written, accounts, language)
    if ((byRule.get(ruleId) ?? account) !== account) throw new UsageError({ message: text.twoAccounts(ruleId) })
    byRule.set(ruleId, account)
  }
  const rule = (account: string): Rule => ({
    ...(edition && { edition }),
    ...(account !== DEFAULT_ACCOUNT && { account }),
  })
  return {
    language,
    ...(ledger !== undefined && { ledger }),
    accounts: withVariables(accounts),
    ...(byRule.size > 0 && {
      rules: Object.fromEntries([...byRule].map(([ruleId, account]) => [ruleId, rule(account)])),
    }),
  }
}

const ACCOUNT = /^[\p{L}\p{N}_-]{1,64}$/u
const RULE = /^(?<ruleId>[\w-]{1,64})(?:=(?<account>.+))?$/u

const ruleOf = (
  written: string,
  accounts: ReadonlyArray<string>,
  language: Language,
): readonly [ruleId: string, account: string] => {
  const text = initText[language]
  const { ruleId, account } = RULE.exec(written)?.groups ?? {}
  if (ruleId === undefined) throw new UsageError({ message: text.notARule })
  if (account !== undefined && !accounts.includes(account))
    throw new UsageError({ message: text.unknownAccount(ruleId, printable(account), accounts) })
  const [only, another] = accounts
  const unsaid = another === undefined ? only : accounts.find((name) => name === DEFAULT_ACCOUNT)
  const owner = account ?? unsaid
  if (owner === undefined) throw new UsageError({ message: text.whichAccount(ruleId, accounts) })
  return [ruleId, owner]
}

/** The official SDK's variables are those of `default` without being named. */
const withVariables = (names: ReadonlyArray<string>): Readonly<Record<string, Account>> => {
  const taken = new Set(["TENCENTCLOUD"])
  const accountOf = (name: string): Account => {
    if (name === DEFAULT_ACCOUNT) return {}
    const wanted = variablePrefix(name)
    let prefix = wanted
    for (let n = 2; taken.has(prefix); n++) prefix = `${wanted}_${n}`
    taken.add(prefix)
    return { secretIdEnv: `${prefix}_SECRET_ID`, secretKeyEnv: `${prefix}_SECRET_KEY` }
  }
  return Object.fromEntries(names.map((name) => [name, accountOf(name)]))
}

/** `shop-2` has SHOP_2; a name without such letters, as 门店, is told apart by a number. */
const variablePrefix = (name: string): string => {
  const written = name
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
  return /^[A-Z]/.test(written) ? written : ["ACCOUNT", written].filter((part) => part !== "").join("_")
}
