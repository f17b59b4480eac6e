/** `GetWeChatBillDetails`: the bill of one day, page by page, from 06:00 of the next day and for a year. */
import { dayNumberOf, dayOfInstant } from "@faceid-tally/core/engine"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

import type { Account } from "../world/Account.ts"
import { type ApiError, refuse } from "./ApiError.ts"
import { type BilledLine, type BilledToken, pageAt, tokensBefore } from "../world/Bill.ts"
import { messageOf } from "./detectInfo.ts"
import { personOf } from "../world/Person.ts"
import type { World } from "../world/World.ts"

export const GetWeChatBillDetailsRequest = Schema.Struct({
  Date: Schema.String,
  Cursor: Schema.Int,
  RuleId: Schema.optionalKey(Schema.String),
})

export interface BillPaging {
  readonly now: number
  /** How many BizTokens a page holds. */
  readonly pageSize: number
  /** What is wrong with the page, as scripted. */
  readonly isRepeated: boolean
  readonly isStuck: boolean
}

const SIX_HOURS_MS = 6 * 3_600_000
const DAYS_BACK_MAX = 365

export const getWeChatBillDetails = (
  world: World,
  account: Account,
  request: typeof GetWeChatBillDetailsRequest.Type,
  { now, pageSize, isRepeated, isStuck }: BillPaging,
): Result.Result<object, ApiError> => {
  const { Date: date, Cursor: cursor, RuleId = "" } = request
  const day = dayNumberOf(date)
  if (day === undefined) return refuse("InvalidParameter", "Date is a date, YYYY-MM-DD.")
  if (day > dayOfInstant(now - SIX_HOURS_MS) - 1) {
    return refuse("InvalidParameter", "The bill of a day can be fetched from 06:00 of the next day.")
  }
  if (day < dayOfInstant(now) - DAYS_BACK_MAX) {
    return refuse("InvalidParameter", `Bills can be fetched for ${DAYS_BACK_MAX} days.`)
  }
  const bill = world.bill(account.name, day)
  const place = { cursor, size: pageSize, ruleId: RuleId === "" ? null : RuleId }
  const page = pageAt(bill, place)
  if (page === undefined) return refuse("InvalidParameter", "No page led to this Cursor.")
  const tokens = isRepeated ? tokensBefore(bill, place) : page.tokens
  return Result.succeed({
    HasNextPage: isStuck || page.hasNextPage,
    NextCursor: isStuck ? cursor : page.nextCursor,
    WeChatBillDetails: tokens.map(toWire),
  })
}

const toWire = ({ bizToken, ruleId, chargeCount, lines }: BilledToken) => ({
  BizToken: bizToken,
  ChargeCount: chargeCount,
  ChargeDetails: lines.map(toChargeDetail),
  RuleId: ruleId,
})

const toChargeDetail = ({ at, seq, person, sim, charge, chargeType, errcode }: BilledLine) => ({
  ReqTime: String(at),
  Seq: seq,
  IdCard: personOf(person).idCard,
  Idcard: personOf(person).idCard,
  Name: personOf(person).name,
  Sim: sim,
  IsNeedCharge: charge,
  ChargeType: chargeType,
  ErrorCode: String(errcode),
  ErrorMessage: messageOf(errcode),
})
