/**
 * One page of the provider's bill (`GetWeChatBillDetails`), reduced to what charges are reconciled from: personal
 * fields are dropped here, the "masked" ones too (R2–R4).
 */
import { dayOfLines } from "../calendar/dayOfLines.ts"
import { plainField } from "../shapes/extendedJson.ts"
import { providerNames } from "../shapes/flatNames.ts"
import type { Found, Path } from "../shapes/Found.ts"
import { opened } from "../shapes/heldText.ts"
import { readList } from "../fields/readList.ts"
import { NearNames } from "../fields/NearNames.ts"
import { type Notes, ownValue } from "../fields/spelledNames.ts"
import { type ApiError, readOwnLabel } from "./DetectInfo.ts"
import {
  cursorAt,
  dateAt,
  flagAt,
  instantAt,
  integerAt,
  labelAt,
  looseAt,
  objectAt,
  refuse,
  textAt,
} from "../fields/fields.ts"
import { type Charge, isPresent, type Json, readLooseCode, readName, readText } from "../shapes/fieldValues.ts"
import { rejection } from "../rejections/Rejection.ts"

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

const lineNames = new NearNames(providerNames.bills)
const groupNames = new NearNames(["BizToken", "RuleId", "ChargeDetails", "ChargeCount"])
const pageNames = new NearNames(["WeChatBillDetails", "HasNextPage", "NextCursor"])
const responseNames = new NearNames(["WeChatBillDetails"])

/**
 * Decodes an object that has the shape of a page, with or without its envelope, or of a flat line. `utcOffset` (minutes)
 * is that of times that say none.
 */
export const decodePage = (found: Found, notes: Notes, utcOffset?: number): BillPage | ApiError => {
  const { body, path, isError } = locateBody(found)
  if (body === undefined) return readFlatLine(found, notes, utcOffset)
  const envelope = readBillEnvelope(found, notes)
  pageNames.refuseNear(body, path)
  const paging = readPaging(body, path)
  const groups = readList(opened(body["WeChatBillDetails"]), [...path, "WeChatBillDetails"], (group, at) =>
    readGroup(group, at, envelope.askedRuleId, utcOffset),
  )
  if (isError) return { _tag: "ApiError" }
  const day = envelope.day ?? dayOfLines(groups)
  return { _tag: "BillPage", ...envelope, day, ...paging, flat: false, groups }
}

const readPaging = (object: Json, path: Path) => ({
  hasNextPage: flagAt(object["HasNextPage"], path, "HasNextPage") ?? false,
  nextCursor: cursorAt(plainField("NextCursor", object["NextCursor"]), path, "NextCursor"),
})

/** What stands around a page: what was asked for, as whoever pulled it has written it down. */
const readBillEnvelope = (found: Found, notes: Notes) => ({
  day: readDay(found, notes),
  account: readOwnLabel(found, "Account", notes, false),
  askedRuleId: readOwnLabel(found, "RuleId", notes, false),
  cursor: readCursor(found, notes),
})

/** Checks an object that is an API error and nothing else. */
export const decodeBillError = (found: Found, notes: Notes): ApiError => {
  readBillEnvelope(found, notes)
  readPaging(found.object, found.path)
  return { _tag: "ApiError" }
}

const readDay = (found: Found, notes: Notes): number | null => {
  const met = ownValue(found, "Date", { isSpelled: true, missing: "empty" }, notes)
  return met === undefined ? null : dateAt(met.value, met.path, met.key)
}

const readCursor = (found: Found, notes: Notes): number | null => {
  const met = ownValue(found, "Cursor", { isSpelled: false, missing: "null" }, notes)
  return met === undefined ? null : cursorAt(plainField("Cursor", met.value), met.path, met.key)
}

const readGroup = (
  value: unknown,
  path: Path,
  askedRuleId: string | null,
  utcOffset: number | undefined,
): BillGroup => {
  const group = objectAt(value, path)
  groupNames.refuseNear(group, path)
  return {
    bizToken: labelAt(plainField("BizToken", group["BizToken"]), path, "BizToken"),
    ruleId: labelAt(plainField("RuleId", group["RuleId"]), path, "RuleId") ?? askedRuleId,
    chargeCount: integerAt(plainField("ChargeCount", group["ChargeCount"]), path, "ChargeCount"),
    lines: readList(group["ChargeDetails"], [...path, "ChargeDetails"], (line, at) => readLine(line, at, utcOffset)),
  }
}

const readLine = (value: unknown, path: Path, utcOffset: number | undefined): BillLine => {
  const line = objectAt(value, path)
  lineNames.refuseNear(line, path)
  const seq = readName(textAt(plainField("Seq", line["Seq"]), path, "Seq"))
  const at = instantAt(plainField("ReqTime", line["ReqTime"]), path, "ReqTime", utcOffset)
  const charge = flagAt(plainField("IsNeedCharge", line["IsNeedCharge"]), path, "IsNeedCharge")
  const chargeType = readText(textAt(plainField("ChargeType", line["ChargeType"]), path, "ChargeType"))
  const errcode = readLooseCode(looseAt(plainField("ErrorCode", line["ErrorCode"]), path, "ErrorCode"))
  return { seq, charge, errcode, at, chargeType }
}

/** A line that stands alone, with the count of its group. */
const readFlatLine = (found: Found, notes: Notes, utcOffset: number | undefined): BillPage => {
  const { object, path } = found
  const line = readLine(object, path, utcOffset)
  const chargeCount = integerAt(plainField("ChargeCount", object["ChargeCount"]), path, "ChargeCount")
  const bizToken = readOwnLabel(found, "BizToken", notes)
  const ruleId = readOwnLabel(found, "RuleId", notes)
  return {
    _tag: "BillPage",
    day: readDay(found, notes),
    account: readOwnLabel(found, "Account", notes, false),
    askedRuleId: null,
    cursor: null,
    nextCursor: null,
    hasNextPage: false,
    flat: true,
    groups: [{ bizToken, ruleId, chargeCount, lines: [line] }],
  }
}

interface Body {
  /** `undefined` for a flat line. */
  readonly body: Json | undefined
  readonly path: Path
  readonly isError: boolean
}

const locateBody = ({ object, path }: Found): Body => {
  const { Response } = object
  const isWrapped = isPresent(Response)
  const inside = isWrapped ? [...path, "Response"] : path
  const body = isWrapped ? objectAt(opened(Response), inside) : object
  if (isWrapped && isPresent(body["Error"])) {
    objectAt(body["Error"], [...inside, "Error"])
    return { body, path: inside, isError: true }
  }
  if ("WeChatBillDetails" in body) return { body, path: inside, isError: false }
  if (isPresent(body["Text"]) || "LivenessDetail" in body) return refuse(rejection("result_among_bills", inside))
  if (isWrapped) responseNames.refuseNear(body, inside)
  const isFlat = !isWrapped && ("Seq" in object || "IsNeedCharge" in object)
  return isFlat ? { body: undefined, path, isError: false } : refuse(rejection("no_bill", inside))
}
