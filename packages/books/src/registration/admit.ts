/**
 * What people ask to register, checked before anything is kept (R34, D44): the BizToken, its RuleId, an account that
 * the settings have, and a time of issue that has been. The port takes what it is given; this is the rule at every door.
 */
import {
  DEFAULT_ACCOUNT,
  isAhead,
  MS_KEPT,
  readBizToken,
  type RegistrationRow,
  type Rejection,
  rejection,
  type Remark,
} from "@faceid-tally/core/engine"
import * as Result from "effect/Result"

import type { Registration } from "../client/Registration.ts"

export interface Admission {
  /** Epoch milliseconds. */
  readonly now: number
  /** The accounts that the settings name. */
  readonly accounts: ReadonlyArray<string>
  /** The account that the settings give a RuleId. */
  readonly accountOfRule: (ruleId: string) => string | undefined
  /** What holds where a row is silent. */
  readonly ruleId?: string | undefined
  readonly account?: string | undefined
  readonly issuedAt?: number | undefined
}

/** The registration that a row asks for, or why it is none: a code and the field, never a value. */
export const admit = (
  row: Omit<RegistrationRow, "_tag">,
  admission: Admission,
): Result.Result<Registration, Rejection> => {
  const { now, accounts } = admission
  const read = readBizToken(row.bizToken)
  if ("fault" in read) {
    return Result.fail(rejection(read.fault === "empty" ? "missing_value" : "not_a_token", ["BizToken"]))
  }
  const ruleId = wordOf(row.ruleId) ?? wordOf(admission.ruleId)
  if (ruleId === null) return Result.fail(rejection("no_rule_id", ["RuleId"]))
  const account = wordOf(row.account) ?? wordOf(admission.account) ?? admission.accountOfRule(ruleId) ?? DEFAULT_ACCOUNT
  if (!accounts.includes(account)) {
    return Result.fail(rejection("unknown_account", ["Account"], accounts.join(", ")))
  }
  const issuedAt = row.issuedAt ?? admission.issuedAt ?? null
  if (issuedAt !== null && isAhead(issuedAt, now)) return Result.fail(rejection("time_ahead", ["IssuedAt"]))
  // In the ledger no account is `default`: what is known to be of another stays there.
  return Result.succeed({
    bizToken: read.bizToken,
    ruleId,
    account: account === DEFAULT_ACCOUNT ? null : account,
    issuedAt,
  })
}

const wordOf = (text: string | null | undefined): string | null => text?.trim() || null

/** What is noticed of registrations by their times. */
export const remarksOnTimes = (registrations: ReadonlyArray<Registration>, now: number): ReadonlyArray<Remark> => {
  const old = registrations.filter(({ issuedAt }) => issuedAt !== null && issuedAt + MS_KEPT <= now)
  const bizTokens = new Set(old.map(({ bizToken }) => bizToken)).size
  return bizTokens === 0 ? [] : [{ code: "issued_long_ago", bizTokens }]
}
