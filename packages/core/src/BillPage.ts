/**
 * One page of the provider's bill (`GetWeChatBillDetails`), reduced to what charges are reconciled from: personal
 * fields are dropped here, the "masked" ones too (CONTRACT 2–4).
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

import { readDateField, readInstantField } from "./calendar/Instant.ts"
import type { ApiError } from "./DetectInfo.ts"
import { byOffset, checkWith, fields } from "./Fields.ts"
import { type Charge, isJsonObject, isPresent, type Json, readLabel, readLooseCode, readText } from "./FieldValues.ts"
import { type Rejection, rejection } from "./Rejection.ts"

/** One ChargeDetail. Missing values are `null`. */
export interface BillLine {
  readonly seq: string | null
  readonly charge: Charge
  readonly errcode: number | null
  /** ReqTime, epoch milliseconds. */
  readonly at: number | null
  /** 比对, 核身 or 混合部署: priced apart. */
  readonly chargeType: string | null
}

/** The lines of one BizToken on a page, with the count that the provider states for them. */
export interface BillGroup {
  readonly bizToken: string | null
  /** The line's own RuleId, else the one that the page was asked for. */
  readonly ruleId: string | null
  readonly chargeCount: number | null
  readonly lines: ReadonlyArray<BillLine>
}

export interface BillPage {
  readonly _tag: "BillPage"
  /** The page's `Date` as a day number. */
  readonly day: number | null
  readonly account: string | null
  /** The RuleId that the page was asked for: such a page does not cover a whole day. */
  readonly askedRuleId: string | null
  readonly cursor: number | null
  readonly nextCursor: number | null
  readonly hasNextPage: boolean
  /** True for a row of a table or a flat object: one record that is one line. */
  readonly flat: boolean
  readonly groups: ReadonlyArray<BillGroup>
}

const readersFor = byOffset((utcOffset) => {
  const line = Schema.Struct({
    Seq: fields.text,
    ReqTime: fields.instant(utcOffset),
    IsNeedCharge: fields.flag,
    ChargeType: fields.text,
    ErrorCode: fields.looseCode,
  })
  return {
    checkBody: checkWith(
      Schema.Struct({
        HasNextPage: fields.flag,
        NextCursor: fields.integer,
        WeChatBillDetails: fields.list(
          Schema.Struct({
            BizToken: fields.label,
            RuleId: fields.label,
            ChargeCount: fields.integer,
            ChargeDetails: fields.list(line),
          }),
        ),
      }),
    ),
    checkFlat: checkWith(
      Schema.Struct({
        ...line.fields,
        Date: fields.date,
        Account: fields.label,
        BizToken: fields.label,
        RuleId: fields.label,
        ChargeCount: fields.integer,
      }),
    ),
    toLine: (read: typeof line.Type): BillLine => ({
      seq: readText(read.Seq),
      charge: read.IsNeedCharge ?? null,
      errcode: readLooseCode(read.ErrorCode),
      at: readInstantField(read.ReqTime, utcOffset),
      chargeType: readText(read.ChargeType),
    }),
  }
})
const checkEnvelope = checkWith(
  Schema.Struct({ Date: fields.date, RuleId: fields.label, Account: fields.label, Cursor: fields.integer }),
)

/**
 * Decodes one record among bills: a page with or without its envelope, or a flat line. `utcOffset` (minutes) is that of
 * times that say none.
 */
export const decodeBillPage = (record: unknown, utcOffset?: number): Result.Result<BillPage | ApiError, Rejection> => {
  if (!isJsonObject(record)) return Result.fail(rejection("not_an_object"))
  const { Response } = record
  if (isPresent(Response) && !isJsonObject(Response)) {
    return Result.fail(rejection("wrong_type", ["Response"], "object"))
  }
  const wrapped = isJsonObject(Response)
  const body = wrapped ? Response : record
  const path = wrapped ? ["Response"] : []

  if (isPresent(body["Error"])) return decodeError(record, body, path, utcOffset)
  if (!("WeChatBillDetails" in body)) {
    const isFlat = !wrapped && ("Seq" in record || "IsNeedCharge" in record)
    if (isPresent(body["Text"]) || "LivenessDetail" in body) return Result.fail(rejection("result_among_bills", path))
    return isFlat ? decodeFlat(record, utcOffset) : Result.fail(rejection("no_bill", path))
  }

  const { checkBody, toLine } = readersFor(utcOffset)
  const envelope = checkEnvelope(record)
  if (Result.isFailure(envelope)) return Result.fail(envelope.failure)
  const { Date, RuleId, Account, Cursor } = envelope.success
  const askedRuleId = readLabel(RuleId)
  return Result.map(checkBody(body, path), ({ HasNextPage, NextCursor, WeChatBillDetails }) => ({
    _tag: "BillPage",
    day: readDateField(Date),
    account: readLabel(Account),
    askedRuleId,
    cursor: Cursor ?? null,
    nextCursor: NextCursor ?? null,
    hasNextPage: HasNextPage ?? false,
    flat: false,
    groups: (WeChatBillDetails ?? []).map((group) => ({
      bizToken: readLabel(group.BizToken),
      ruleId: readLabel(group.RuleId) ?? askedRuleId,
      chargeCount: group.ChargeCount ?? null,
      lines: (group.ChargeDetails ?? []).map(toLine),
    })),
  }))
}

const decodeFlat = (record: Json, utcOffset: number | undefined): Result.Result<BillPage, Rejection> => {
  const { checkFlat, toLine } = readersFor(utcOffset)
  return Result.map(checkFlat(record), (row) => ({
    _tag: "BillPage",
    day: readDateField(row.Date),
    account: readLabel(row.Account),
    askedRuleId: null,
    cursor: null,
    nextCursor: null,
    hasNextPage: false,
    flat: true,
    groups: [
      {
        bizToken: readLabel(row.BizToken),
        ruleId: readLabel(row.RuleId),
        chargeCount: row.ChargeCount ?? null,
        lines: [toLine(row)],
      },
    ],
  }))
}

/** An API error covers no day, but its types are checked like those of any record. */
const decodeError = (
  record: Json,
  body: Json,
  path: ReadonlyArray<string>,
  utcOffset: number | undefined,
): Result.Result<ApiError, Rejection> => {
  if (!isJsonObject(body["Error"])) return Result.fail(rejection("wrong_type", [...path, "Error"], "object"))
  const envelope = checkEnvelope(record)
  if (Result.isFailure(envelope)) return Result.fail(envelope.failure)
  return Result.map(readersFor(utcOffset).checkBody(body, path), () => ({ _tag: "ApiError" }))
}
