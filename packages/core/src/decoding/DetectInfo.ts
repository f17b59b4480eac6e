/**
 * The provider's answer on one verification flow (`GetDetectInfoEnhanced`), reduced to what charges are counted
 * from. Every personal field is dropped here, before anything else sees the answer (C1–C3).
 */
import { plainField } from "../shapes/extendedJson.ts"
import { providerNames } from "../shapes/flatNames.ts"
import type { Found, Path } from "../shapes/Found.ts"
import { opened } from "../shapes/heldText.ts"
import { readList } from "../fields/readList.ts"
import { NearNames } from "../fields/NearNames.ts"
import { type Notes, ownValue } from "../fields/spelledNames.ts"
import { countAt, flagAt, instantAt, integerAt, labelAt, objectAt, refuse, textAt } from "../fields/fields.ts"
import { type Charge, isPresent, type Json, readName } from "../shapes/fieldValues.ts"
import { rejection } from "../rejections/Rejection.ts"

/** One element of LivenessDetail as it was met. Missing values are `null`. */
export interface Entry {
  readonly seq: string | null
  readonly charge: Charge
  readonly errcode: number | null
  /** ReqTime, epoch milliseconds. */
  readonly at: number | null
}

export interface DetectInfo {
  readonly _tag: "DetectInfo"
  readonly bizToken: string | null
  readonly ruleId: string | null
  readonly account: string | null
  /** When the answer was fetched, epoch milliseconds. */
  readonly fetchedAt: number | null
  /** Whether the person passed (0); says nothing about charges. */
  readonly errCode: number | null
  readonly nfcBillingCounts: number | null
  /** True for a row of a table or a flat object: one record that is one entry. */
  readonly flat: boolean
  readonly entries: ReadonlyArray<Entry>
}

/** The provider answered with an error: counted apart, no result. */
export interface ApiError {
  readonly _tag: "ApiError"
}

const entryNames = new NearNames(providerNames.results)
const textNames = new NearNames(["LivenessDetail", "NFCBillingCounts"])
const responseNames = new NearNames(["Text"])

/**
 * Decodes an object that has the shape of a result: the wire answer with or without its envelope, the SDK's answer, a bare
 * `Text`, `{ LivenessDetail }` or a flat entry. Unknown and personal fields are dropped; paths are from the record's top.
 * `utcOffset` (minutes) is that of times that say none.
 */
export const decodeResult = (found: Found, notes: Notes, utcOffset?: number): DetectInfo | ApiError => {
  const { place, value, path } = locateText(found)
  const envelope = { _tag: "DetectInfo", ...readEnvelope(found, notes, utcOffset) } as const
  if (place === "entry") {
    const entries = [readEntry(found.object, path, utcOffset)]
    return { ...envelope, errCode: null, nfcBillingCounts: null, flat: true, entries }
  }
  if (place === "error" && !isPresent(value)) return { _tag: "ApiError" }
  const text = readTextOf(value, path, utcOffset)
  return place === "error" ? { _tag: "ApiError" } : { ...envelope, ...text, flat: false }
}

/** Checks an object that is an API error and nothing else. */
export const decodeResultError = (found: Found, notes: Notes, utcOffset?: number): ApiError => {
  readEnvelope(found, notes, utcOffset)
  return { _tag: "ApiError" }
}

/** What people write beside an answer, or above the place where they keep it. */
const readEnvelope = (found: Found, notes: Notes, utcOffset: number | undefined) => ({
  bizToken: readOwnLabel(found, "BizToken", notes),
  ruleId: readOwnLabel(found, "RuleId", notes),
  account: readOwnLabel(found, "Account", notes, false),
  fetchedAt: readFetchedAt(found, notes, utcOffset),
})

/** A label of people's own: in any spelling, but `account` is a word of wrappers for other things too. */
export const readOwnLabel = (found: Found, name: string, notes: Notes, isSpelled = true): string | null => {
  const met = ownValue(found, name, { isSpelled, missing: "words" }, notes)
  return met === undefined ? null : labelAt(plainField(name, met.value), met.path, met.key)
}

const readFetchedAt = (found: Found, notes: Notes, utcOffset: number | undefined): number | null => {
  const met = ownValue(found, "FetchedAt", { isSpelled: true, missing: "empty" }, notes)
  return met === undefined ? null : instantAt(plainField("FetchedAt", met.value), met.path, met.key, utcOffset)
}

const readTextOf = (value: unknown, path: Path, utcOffset: number | undefined) => {
  const text = objectAt(opened(value), path)
  textNames.refuseNear(text, path)
  return {
    errCode: integerAt(plainField("ErrCode", text["ErrCode"]), path, "ErrCode"),
    nfcBillingCounts: countAt(plainField("NFCBillingCounts", text["NFCBillingCounts"]), path, "NFCBillingCounts"),
    entries: readList(opened(text["LivenessDetail"]), [...path, "LivenessDetail"], (element, at) =>
      readEntry(element, at, utcOffset),
    ),
  }
}

const readEntry = (value: unknown, path: Path, utcOffset: number | undefined): Entry => {
  const entry = objectAt(value, path)
  entryNames.refuseNear(entry, path)
  return {
    seq: readName(textAt(plainField("Seq", entry["Seq"]), path, "Seq")),
    charge: flagAt(plainField("IsNeedCharge", entry["IsNeedCharge"]), path, "IsNeedCharge"),
    errcode: integerAt(plainField("Errcode", entry["Errcode"]), path, "Errcode"),
    at: instantAt(plainField("ReqTime", entry["ReqTime"]), path, "ReqTime", utcOffset),
  }
}

interface Located {
  readonly place: "text" | "entry" | "error"
  /** What is to be checked there; of an API error the `Text` beside it, if any. */
  readonly value: unknown
  readonly path: Path
}

/** Where in a record the attempts are. Precedence: Response, then Text, then LivenessDetail (R2). */
const locateText = ({ object, path }: Found): Located => {
  const { Response, Text } = object
  if (isPresent(Response)) {
    const inside = [...path, "Response"]
    return locateInResponse(objectAt(opened(Response), inside), inside)
  }
  if (isPresent(Text)) return locateInResponse(object, path)
  if ("LivenessDetail" in object) return { place: "text", value: object, path }
  if ("Seq" in object || "IsNeedCharge" in object) return { place: "entry", value: object, path }
  return locateInResponse(object, path)
}

const locateInResponse = (response: Json, path: Path): Located => {
  const { Text, Error } = response
  if (isPresent(Error)) {
    objectAt(Error, [...path, "Error"])
    return { place: "error", value: Text ?? undefined, path: [...path, "Text"] }
  }
  if (isPresent(Text)) return { place: "text", value: Text, path: [...path, "Text"] }
  if ("WeChatBillDetails" in response || "ChargeDetails" in response) {
    return refuse(rejection("bill_among_results", path))
  }
  responseNames.refuseNear(response, path)
  if (isPresent(response["EncryptedBody"])) return refuse(rejection("encrypted", path))
  if (typeof response["DetectInfo"] === "string") return refuse(rejection("legacy_detect_info", path))
  return refuse(rejection("no_result", path))
}
