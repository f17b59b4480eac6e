/** `DetectAuth`: issues a BizToken under a RuleId of the account. */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

import type { Account, Rule } from "../world/Account.ts"
import { type ApiError, refuse } from "./ApiError.ts"
import type { World } from "../world/World.ts"

/** What is read of the request; everything else is ignored. */
export const DetectAuthRequest = Schema.Struct({
  RuleId: Schema.String,
  RedirectUrl: Schema.optionalKey(Schema.String),
  Extra: Schema.optionalKey(Schema.String),
})

export const detectAuth = (
  world: World,
  account: Account,
  request: typeof DetectAuthRequest.Type,
  { now, url }: { readonly now: number; readonly url: string },
): Result.Result<object, ApiError> =>
  Result.flatMap(findRule(account, request.RuleId), (rule) => {
    if (world.isFull) return refuse("InternalError", "The simulated world holds as many verifications as it can.")
    const { bizToken } = world.issue(account, rule, now, {
      redirectUrl: request.RedirectUrl ?? null,
      ...(request.Extra !== undefined && { extra: request.Extra }),
    })
    return Result.succeed({ Url: `${url}/simulator/verify?token=${bizToken}`, BizToken: bizToken })
  })

export const findRule = (account: Account, ruleId: string): Result.Result<Rule, ApiError> => {
  const rule = account.rules.find((each) => each.ruleId === ruleId)
  if (rule === undefined) return refuse("InvalidParameterValue.RuleIdNotExist", "The RuleId does not exist.")
  if (rule.isDisabled === true) return refuse("InvalidParameterValue.RuleIdDisabled", "The RuleId is disabled.")
  return Result.succeed(rule)
}
