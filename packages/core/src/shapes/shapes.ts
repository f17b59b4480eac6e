/**
 * By which keys an object shows what it is: a result, a page of the bill, or a flat record of either side. At the top of
 * a record the key alone decides, and what is wrong behind it is told; below, where objects of all kinds lie, the value
 * must fit as well (R2, R28, R30).
 */
import { isPresent, type Json } from "./fieldValues.ts"
import { listOf } from "./extendedJson.ts"
import { sideOfNames } from "./flatNames.ts"
import { objectOf, opened } from "./heldText.ts"
import { nearNames } from "./nearName.ts"

/** What is asked for. */
export type RecordSide = "results" | "bills"

export const otherSide = (side: RecordSide): RecordSide => (side === "results" ? "bills" : "results")

/** The side that a flat object says. A person's own name counts in any spelling, and a page's list as what is in it. */
export const sideOfFlat = (object: Json): RecordSide | undefined =>
  sideOfNames(
    (name) =>
      name in object ||
      (name === "FetchedAt" && nearNames(Object.keys(object), name).length > 0) ||
      (name === "ChargeCount" && "WeChatBillDetails" in object),
  )

const hasFlatKey = (object: Json): boolean => "Seq" in object || "IsNeedCharge" in object

/** Whether a record is of this side as it stands: what is wrong with it is wrong here. */
export const hasTopShape = (object: Json, side: RecordSide): boolean => {
  const keys = side === "results" ? ["Text", "LivenessDetail"] : ["WeChatBillDetails"]
  const others = side === "results" ? ["WeChatBillDetails"] : ["Text", "LivenessDetail"]
  const hasKey = keys.some((key) => (key === "Text" ? isPresent(object[key]) : key in object))
  if (isPresent(object["Response"])) {
    const response = objectOf(object["Response"])
    if (response === undefined || isWireResponse(response, side)) return true
    // What stands beside a Response is not read, and so cannot be what was meant.
    return hasKey || hasFlatKey(object)
  }
  if (hasKey) return true
  if (side === "bills" && others.some((key) => (key === "Text" ? isPresent(object[key]) : key in object))) return false
  return hasFlatKey(object) && sideOfFlat(object) !== otherSide(side)
}

/** Whether a Response is the provider's: of another it is only the name. */
const isWireResponse = (response: Json, side: RecordSide): boolean =>
  isPresent(response["Error"]) ||
  (side === "results"
    ? isPresent(response["Text"]) || isPresent(response["EncryptedBody"]) || typeof response["DetectInfo"] === "string"
    : "WeChatBillDetails" in response)

/** The keys by which an object below the top is of a side; none where it is not. */
export const shapeKeys = (object: Json, side: RecordSide): ReadonlyArray<string> => {
  const response = isPresent(object["Response"]) ? objectOf(object["Response"]) : undefined
  const isWire =
    response !== undefined &&
    (isPresent(response["Error"]) ||
      (side === "results" ? isPresent(response["Text"]) : "WeChatBillDetails" in response))
  if (isWire) return ["Response"]
  if (side === "bills") {
    if ("WeChatBillDetails" in object && isListOrNull(object["WeChatBillDetails"])) return ["WeChatBillDetails"]
  } else {
    if (objectOf(object["Text"]) !== undefined) return ["Text"]
    if (listOf(opened(object["LivenessDetail"])) !== undefined) return ["LivenessDetail"]
  }
  const isFlat = "Seq" in object && "IsNeedCharge" in object
  return isFlat && sideOfFlat(object) !== otherSide(side) ? ["Seq", "IsNeedCharge"] : []
}

const isListOrNull = (value: unknown): boolean => value === null || listOf(opened(value)) !== undefined

/** The fields of an answer that hold photos, what a person wrote, or decoys: nothing is looked for in them. */
export const isClosed = (key: string): boolean => closed.has(key) || key.startsWith("Intention")

const closed: ReadonlySet<string> = new Set(["Extra", "IdCardData", "BestFrame", "VideoData", "Encryption"])

/** Whether a bare object says that the provider answered with an error: its own `Error`, or what its SDK throws. */
export const isBareError = (object: Json): boolean => isPresent(object["Error"]) || isSdkError(object)

const isSdkError = ({ code, requestId }: Json): boolean =>
  typeof code === "string" && typeof requestId === "string" && errorCodes.has(code.split(".")[0] ?? "")

const errorCodes: ReadonlySet<string> = new Set([
  "AuthFailure",
  "FailedOperation",
  "InternalError",
  "InvalidParameter",
  "InvalidParameterValue",
  "LimitExceeded",
  "MissingParameter",
  "RequestLimitExceeded",
  "ResourceUnavailable",
  "UnauthorizedOperation",
  "UnsupportedOperation",
])
