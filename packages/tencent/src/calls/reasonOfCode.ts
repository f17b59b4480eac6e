/** The provider's error codes, and what each means for us (docs/provider.md, API errors). */
import type { ProviderReason } from "@faceid-tally/books/engine"

const reasonByCode: Readonly<Record<string, ProviderReason>> = {
  "AuthFailure.SignatureExpire": "clock_skew",
  "FailedOperation.DbError": "internal",
  "FailedOperation.RequestLimitExceeded": "rate_limited",
  "FailedOperation.StsUnAuthErrError": "not_authorized",
  "FailedOperation.UnKnown": "internal",
  "InvalidParameterValue.BizTokenExpired": "token_expired",
  "InvalidParameterValue.BizTokenIllegal": "token_illegal",
  "InvalidParameterValue.RuleIdDisabled": "rule_disabled",
  "InvalidParameterValue.RuleIdNotExist": "rule_not_exist",
  "UnauthorizedOperation.ActivateError": "not_activated",
  "UnauthorizedOperation.Activating": "not_activated",
  "UnauthorizedOperation.Arrears": "arrears",
  "UnauthorizedOperation.ChargeStatusException": "charge_status",
  "UnauthorizedOperation.Nonactivated": "not_activated",
}

/** For codes that are not named above; a prefix ends at a full stop, but the provider also writes on without one. */
const reasonByPrefix: ReadonlyArray<readonly [string, ProviderReason]> = [
  ["RequestLimitExceeded", "rate_limited"],
  ["InternalError", "internal"],
  ["AuthFailure", "credentials"],
  ["UnauthorizedOperation", "not_authorized"],
  ["InvalidParameter", "invalid_parameter"],
  ["UnsupportedOperation", "unsupported"],
]

export const reasonOfCode = (code: string, operation: "result" | "bill_page"): ProviderReason => {
  // Asked for a token that is none, the provider answers just that.
  if (code === "InvalidParameter" && operation === "result") return "token_invalid"
  const named = Object.hasOwn(reasonByCode, code) ? reasonByCode[code] : undefined
  return named ?? reasonByPrefix.find(([prefix]) => code.startsWith(prefix))?.[1] ?? "unknown_refusal"
}
