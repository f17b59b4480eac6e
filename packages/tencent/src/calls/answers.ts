/**
 * The provider's answers, decoded. A file may lack what it likes and be counted as far as it goes; an answer of the
 * interface that lacks what charges are counted from is a fault, and never a silent zero.
 */
import { ProviderError, type ResultRequest } from "@faceid-tally/books/engine"
import {
  type ApiError,
  type BillPage,
  dayFromNumber,
  decodeBillPage,
  decodeDetectInfo,
  type DetectInfo,
  isJsonObject,
  type Rejection,
} from "@faceid-tally/core/engine"
import * as Result from "effect/Result"

import type { RequestKind } from "./failures.ts"

type Path = ReadonlyArray<string | number>

export const readResult = (
  request: RequestKind,
  { account, bizToken, ruleId }: ResultRequest,
  answer: unknown,
  fetchedAt: number,
): Result.Result<DetectInfo, ProviderError> => {
  const missing = missingInResult(answer)
  if (missing !== undefined) return Result.fail(missingField(request, missing))
  return Result.map(accept(request, decodeDetectInfo({ Response: answer })), (result) => ({
    ...result,
    account,
    bizToken,
    ruleId,
    fetchedAt,
  }))
}

export interface PageRequest {
  readonly account: string
  readonly day: number
  readonly ruleId: string | null
  readonly cursor: number
}

export const readPage = (
  request: RequestKind,
  { account, day, ruleId, cursor }: PageRequest,
  answer: unknown,
): Result.Result<BillPage, ProviderError> => {
  const missing = missingInPage(answer)
  if (missing !== undefined) return Result.fail(missingField(request, missing))
  const envelope = { Account: account, Date: dayFromNumber(day), RuleId: ruleId, Cursor: cursor }
  return accept(request, decodeBillPage({ ...envelope, Response: answer }))
}

const accept = <A>(
  request: RequestKind,
  decoded: Result.Result<A | ApiError, Rejection>,
): Result.Result<A, ProviderError> => {
  if (Result.isFailure(decoded)) {
    const { path, met } = decoded.failure
    // Where it stands instead, if it stands anywhere; a name that was met is in the path already.
    const place = path.length === 0 && met !== undefined ? met.replaceAll(/\bResponse\./g, "") : placeOf(path)
    return Result.fail(new ProviderError({ ...request, reason: "wrong_answer", place }))
  }
  const { success } = decoded
  return isApiError(success)
    ? Result.fail(new ProviderError({ ...request, reason: "wrong_answer", place: "Error" }))
    : Result.succeed(success)
}

const isApiError = (value: unknown): value is ApiError => isJsonObject(value) && value["_tag"] === "ApiError"

const missingField = (request: RequestKind, path: Path): ProviderError =>
  new ProviderError({ ...request, reason: "missing_field", place: placeOf(path) })

/** Names of our own and indexes; the envelope is not the provider's. */
const placeOf = (path: Path): string => path.filter((part, index) => index > 0 || part !== "Response").join(".")

/** The first field that has to be there, if only as null, and is not. What is no object is left to the decoder. */
const missingInResult = (answer: unknown): Path | undefined => {
  if (!isJsonObject(answer)) return undefined
  const text = answer["Text"]
  if (!isJsonObject(text)) return undefined
  return missingKey(text, ["Text"], ["LivenessDetail"]) ?? missingInList(text, ["Text"], "LivenessDetail", ATTEMPT)
}

const missingInPage = (answer: unknown): Path | undefined => {
  if (!isJsonObject(answer)) return undefined
  const missing =
    missingKey(answer, [], ["WeChatBillDetails", "HasNextPage"]) ??
    (answer["HasNextPage"] === true ? missingValue(answer, "NextCursor") : missingValue(answer, "HasNextPage"))
  if (missing !== undefined) return missing
  return missingInList(answer, [], "WeChatBillDetails", ["BizToken", "ChargeDetails"], (group, path) =>
    missingInList(group, path, "ChargeDetails", ATTEMPT),
  )
}

/** What says which attempt it was, and whether it is charged. */
const ATTEMPT = ["Seq", "IsNeedCharge"]

type JsonObject = Readonly<Record<string, unknown>>

const missingKey = (object: JsonObject, path: Path, keys: ReadonlyArray<string>): Path | undefined => {
  const key = keys.find((each) => object[each] === undefined)
  return key === undefined ? undefined : [...path, key]
}

const missingValue = (object: JsonObject, key: string): Path | undefined =>
  object[key] === undefined || object[key] === null ? [key] : undefined

const missingInList = (
  object: JsonObject,
  path: Path,
  list: string,
  keys: ReadonlyArray<string>,
  inside: (element: JsonObject, path: Path) => Path | undefined = () => undefined,
): Path | undefined => {
  const elements = object[list]
  if (!Array.isArray(elements)) return undefined
  for (const [index, element] of elements.entries()) {
    if (!isJsonObject(element)) continue
    const place = [...path, list, index]
    const missing = missingKey(element, place, keys) ?? inside(element, place)
    if (missing !== undefined) return missing
  }
  return undefined
}
