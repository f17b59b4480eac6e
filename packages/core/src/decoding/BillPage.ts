/**
 * One page of the provider's bill (`GetWeChatBillDetails`), reduced to what charges are reconciled from: personal
 * fields are dropped here, the "masked" ones too (R2–R4).
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

import { dayOfLines } from "../calendar/dayOfLines.ts"
import { readDateField, readInstantField } from "../calendar/instant.ts"
import { plainFields } from "../shapes/extendedJson.ts"
import { providerNames } from "../shapes/flatNames.ts"
import type { Found, Path } from "../shapes/Found.ts"
import { objectOf, opened } from "../shapes/heldText.ts"
import { readList } from "./readList.ts"
import { nearFault, type Notes, ownValue } from "./spelledNames.ts"
import { type ApiError, readOwnLabel } from "./DetectInfo.ts"
import { byOffset, checkWith, fields } from "./fields.ts"
import {
  type Charge,
  isJsonObject,
  isPresent,
  type Json,
  readLabel,
  readLooseCode,
  readName,
  readText,
} from "../shapes/fieldValues.ts"
import { type Rejection, rejection } from "../rejections/Rejection.ts"

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

const lineNames = providerNames.bills
const groupNames = ["BizToken", "RuleId", "ChargeDetails", "ChargeCount"] as const
/** Readers of a line, and of one that stands alone with the count of its group. */
const lineReaders = byOffset((utcOffset) => {
  const line = Schema.Struct({
    Seq: fields.text,
    ReqTime: fields.instant(utcOffset),
    IsNeedCharge: fields.flag,
    ChargeType: fields.text,
    ErrorCode: fields.looseCode,
  })
  return {
    checkLine: checkWith(line),
    checkFlat: checkWith(Schema.Struct({ ...line.fields, ChargeCount: fields.integer })),
    toLine: (read: typeof line.Type): BillLine => ({
      seq: readName(read.Seq),
      charge: read.IsNeedCharge ?? null,
      errcode: readLooseCode(read.ErrorCode),
      at: readInstantField(read.ReqTime, utcOffset),
      chargeType: readText(read.ChargeType),
    }),
  }
})
const checkGroup = checkWith(
  Schema.Struct({ BizToken: fields.label, RuleId: fields.label, ChargeCount: fields.integer }),
)
const checkPage = checkWith(Schema.Struct({ HasNextPage: fields.flag, NextCursor: fields.cursor }))
const checkDate = checkWith(fields.date)
const checkCursor = checkWith(fields.cursor)

/**
 * Decodes an object that has the shape of a page, with or without its envelope, or of a flat line. `utcOffset` (minutes)
 * is that of times that say none.
 */
export const decodePage = (
  found: Found,
  notes: Notes,
  utcOffset?: number,
): Result.Result<BillPage | ApiError, Rejection> =>
  Result.gen(function* () {
    const { body, path, isError } = yield* locateBody(found)
    if (body === undefined) return yield* decodeFlatLine(found, notes, utcOffset)
    const envelope = yield* readBillEnvelope(found, notes)
    const near = nearFault(body, ["WeChatBillDetails", "HasNextPage", "NextCursor"], path)
    if (near !== undefined) return yield* Result.fail(near)
    const { HasNextPage, NextCursor } = yield* checkPage(plainFields(body, ["NextCursor"]), path)
    const decodeGroup = groupDecoder(envelope.askedRuleId, utcOffset)
    const groups = yield* readList(opened(body["WeChatBillDetails"]), [...path, "WeChatBillDetails"], decodeGroup)
    if (isError) return { _tag: "ApiError" }
    return {
      _tag: "BillPage",
      ...envelope,
      day: envelope.day ?? dayOfLines(groups),
      nextCursor: NextCursor ?? null,
      hasNextPage: HasNextPage ?? false,
      flat: false,
      groups,
    }
  })

/** What stands around a page: what was asked for, as whoever pulled it has written it down. */
export const readBillEnvelope = (found: Found, notes: Notes) =>
  Result.gen(function* () {
    return {
      day: yield* readDay(found, notes),
      account: yield* readOwnLabel(found, "Account", notes, false),
      askedRuleId: yield* readOwnLabel(found, "RuleId", notes, false),
      cursor: yield* readCursor(found, notes),
    }
  })

/** Checks an object that is an API error and nothing else. */
export const decodeBillError = (found: Found, notes: Notes): Result.Result<ApiError, Rejection> =>
  Result.gen(function* () {
    yield* readBillEnvelope(found, notes)
    yield* checkPage(found.object, found.path)
    return { _tag: "ApiError" }
  })

const readDay = (found: Found, notes: Notes): Result.Result<number | null, Rejection> =>
  Result.flatMap(ownValue(found, "Date", { isSpelled: true, missing: "empty" }, notes), (met) =>
    met === undefined ? Result.succeed(null) : Result.map(checkDate(met.value, met.path), readDateField),
  )

const readCursor = (found: Found, notes: Notes): Result.Result<number | null, Rejection> =>
  Result.flatMap(ownValue(found, "Cursor", { isSpelled: false, missing: "null" }, notes), (met) =>
    met === undefined
      ? Result.succeed(null)
      : Result.map(
          checkCursor(plainFields({ Cursor: met.value }, ["Cursor"])["Cursor"], met.path),
          (cursor) => cursor ?? null,
        ),
  )

const groupDecoder =
  (askedRuleId: string | null, utcOffset: number | undefined) =>
  (value: unknown, path: Path): Result.Result<BillGroup, Rejection> =>
    Result.gen(function* () {
      const group = isJsonObject(value) ? plainFields(value, ["BizToken", "RuleId", "ChargeCount"]) : value
      const near = isJsonObject(group) ? nearFault(group, groupNames, path) : undefined
      if (near !== undefined) return yield* Result.fail(near)
      const { BizToken, RuleId, ChargeCount } = yield* checkGroup(group, path)
      const details = isJsonObject(group) ? group["ChargeDetails"] : undefined
      return {
        bizToken: readLabel(BizToken),
        ruleId: readLabel(RuleId) ?? askedRuleId,
        chargeCount: ChargeCount ?? null,
        lines: yield* readList(details, [...path, "ChargeDetails"], lineDecoder(utcOffset)),
      }
    })

const lineDecoder = byOffset((utcOffset) => {
  const { checkLine, toLine } = lineReaders(utcOffset)
  return (value: unknown, path: Path): Result.Result<BillLine, Rejection> => {
    const near = isJsonObject(value) ? nearFault(value, lineNames, path) : undefined
    if (near !== undefined) return Result.fail(near)
    return Result.map(checkLine(isJsonObject(value) ? plainFields(value, lineNames) : value, path), toLine)
  }
})

const decodeFlatLine = (
  found: Found,
  notes: Notes,
  utcOffset: number | undefined,
): Result.Result<BillPage, Rejection> =>
  Result.gen(function* () {
    const { object, path } = found
    const { checkFlat, toLine } = lineReaders(utcOffset)
    const near = nearFault(object, lineNames, path)
    if (near !== undefined) return yield* Result.fail(near)
    const row = yield* checkFlat(plainFields(object, lineNames), path)
    const group = {
      bizToken: yield* readOwnLabel(found, "BizToken", notes),
      ruleId: yield* readOwnLabel(found, "RuleId", notes),
      chargeCount: row.ChargeCount ?? null,
      lines: [toLine(row)],
    }
    return {
      _tag: "BillPage",
      day: yield* readDay(found, notes),
      account: yield* readOwnLabel(found, "Account", notes, false),
      askedRuleId: null,
      cursor: null,
      nextCursor: null,
      hasNextPage: false,
      flat: true,
      groups: [group],
    }
  })

interface Body {
  /** `undefined` for a flat line. */
  readonly body: Json | undefined
  readonly path: Path
  readonly isError: boolean
}

const locateBody = ({ object, path }: Found): Result.Result<Body, Rejection> => {
  const { Response } = object
  const isWrapped = isPresent(Response)
  const body = isWrapped ? objectOf(Response) : object
  const inside = isWrapped ? [...path, "Response"] : path
  if (body === undefined) return Result.fail(rejection("wrong_type", inside, "object"))
  if (isWrapped && isPresent(body["Error"])) {
    if (!isJsonObject(body["Error"])) return Result.fail(rejection("wrong_type", [...inside, "Error"], "object"))
    return Result.succeed({ body, path: inside, isError: true })
  }
  if ("WeChatBillDetails" in body) return Result.succeed({ body, path: inside, isError: false })
  if (isPresent(body["Text"]) || "LivenessDetail" in body) return Result.fail(rejection("result_among_bills", inside))
  const near = isWrapped ? nearFault(body, ["WeChatBillDetails"], inside) : undefined
  if (near !== undefined) return Result.fail(near)
  const isFlat = !isWrapped && ("Seq" in object || "IsNeedCharge" in object)
  return isFlat ? Result.succeed({ body: undefined, path, isError: false }) : Result.fail(rejection("no_bill", inside))
}
