/** `GetDetectInfoEnhanced`: what has become of a BizToken by now, for three days after its issue. */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

import type { Account } from "../world/Account.ts"
import { type ApiError, refuse } from "./ApiError.ts"
import { findRule } from "./detectAuth.ts"
import { detectInfo } from "./detectInfo.ts"
import { RETENTION_MS } from "../world/Verification.ts"
import type { World } from "../world/World.ts"

export const GetDetectInfoEnhancedRequest = Schema.Struct({
  BizToken: Schema.String,
  RuleId: Schema.String,
  InfoType: Schema.optionalKey(Schema.String),
  BestFramesCount: Schema.optionalKey(Schema.Int),
  IsEncryptResponse: Schema.optionalKey(Schema.Boolean),
})

export const getDetectInfoEnhanced = (
  world: World,
  account: Account,
  request: typeof GetDetectInfoEnhancedRequest.Type,
  now: number,
): Result.Result<object, ApiError> => {
  const { BizToken, RuleId, InfoType = "0", BestFramesCount = 0, IsEncryptResponse = false } = request
  const rule = findRule(account, RuleId)
  if (Result.isFailure(rule)) return Result.fail(rule.failure)
  if (!/^[0-6]{1,7}$/.test(InfoType)) return refuse("InvalidParameterValue", "InfoType is made of the digits 0 to 6.")
  if (!UUID.test(BizToken)) return refuse("InvalidParameter", "The BizToken is none.")
  const verification = world.find(BizToken)
  if (verification === undefined || verification.account !== account.name || verification.issuedAt > now) {
    return refuse("InvalidParameterValue.BizTokenIllegal", "The BizToken is illegal.")
  }
  if (verification.rule.ruleId !== RuleId) return refuse("InvalidParameter", "The BizToken has another RuleId.")
  if (now > verification.issuedAt + RETENTION_MS) {
    return refuse("InvalidParameterValue.BizTokenExpired", "The BizToken is expired.")
  }
  return Result.succeed(detectInfo(verification, now, { InfoType, BestFramesCount, IsEncryptResponse }))
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
