/**
 * The provider's answer on one verification flow (`GetDetectInfoEnhanced`), reduced to what charges are counted
 * from. Every personal field is dropped here, before anything else sees the answer (C1–C3).
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

import { readInstantField } from "../calendar/instant.ts"
import { plainFields } from "../shapes/extendedJson.ts"
import { providerNames } from "../shapes/flatNames.ts"
import type { Found, Path } from "../shapes/Found.ts"
import { objectOf, opened } from "../shapes/heldText.ts"
import { readList } from "./readList.ts"
import { nearFault, type Notes, ownValue } from "./spelledNames.ts"
import { byOffset, checkWith, fields } from "./fields.ts"
import { type Charge, isJsonObject, isPresent, type Json, readLabel, readName } from "../shapes/fieldValues.ts"
import { type Rejection, rejection } from "../rejections/Rejection.ts"

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

const entryNames = providerNames.results
const checkEntryFor = byOffset((utcOffset) =>
  checkWith(
    Schema.Struct({
      Seq: fields.text,
      IsNeedCharge: fields.flag,
      Errcode: fields.integer,
      ReqTime: fields.instant(utcOffset),
    }),
  ),
)
const checkFetchedAtFor = byOffset((utcOffset) => checkWith(fields.instant(utcOffset)))
const checkText = checkWith(Schema.Struct({ ErrCode: fields.integer, NFCBillingCounts: fields.count }))
const checkLabel = checkWith(fields.label)

/**
 * Decodes an object that has the shape of a result: the wire answer with or without its envelope, the SDK's answer, a bare
 * `Text`, `{ LivenessDetail }` or a flat entry. Unknown and personal fields are dropped; paths are from the record's top.
 * `utcOffset` (minutes) is that of times that say none.
 */
export const decodeResult = (
  found: Found,
  notes: Notes,
  utcOffset?: number,
): Result.Result<DetectInfo | ApiError, Rejection> =>
  Result.gen(function* () {
    const { place, value, path } = yield* locateText(found)
    const envelope = { _tag: "DetectInfo", ...(yield* readEnvelope(found, notes, utcOffset)) } as const
    if (place === "entry") {
      const entries = [yield* decodeEntry(utcOffset)(found.object, path)]
      return { ...envelope, errCode: null, nfcBillingCounts: null, flat: true, entries }
    }
    if (place === "error" && !isPresent(value)) return { _tag: "ApiError" }
    const text = yield* decodeText(value, path, utcOffset)
    return place === "error" ? { _tag: "ApiError" } : { ...envelope, ...text, flat: false }
  })

/** Checks an object that is an API error and nothing else. */
export const decodeResultError = (found: Found, notes: Notes, utcOffset?: number): Result.Result<ApiError, Rejection> =>
  Result.map(readEnvelope(found, notes, utcOffset), () => ({ _tag: "ApiError" }))

/** What people write beside an answer, or above the place where they keep it. */
const readEnvelope = (found: Found, notes: Notes, utcOffset: number | undefined) =>
  Result.gen(function* () {
    return {
      bizToken: yield* readOwnLabel(found, "BizToken", notes),
      ruleId: yield* readOwnLabel(found, "RuleId", notes),
      account: yield* readOwnLabel(found, "Account", notes, false),
      fetchedAt: yield* readFetchedAt(found, notes, utcOffset),
    }
  })

/** A label of people's own: in any spelling, but `account` is a word of wrappers for other things too. */
export const readOwnLabel = (
  found: Found,
  name: string,
  notes: Notes,
  isSpelled = true,
): Result.Result<string | null, Rejection> =>
  Result.flatMap(ownValue(found, name, { isSpelled, missing: "words" }, notes), (met) =>
    met === undefined
      ? Result.succeed(null)
      : Result.map(checkLabel(plainFields({ [name]: met.value }, [name])[name], met.path), readLabel),
  )

const readFetchedAt = (
  found: Found,
  notes: Notes,
  utcOffset: number | undefined,
): Result.Result<number | null, Rejection> =>
  Result.flatMap(ownValue(found, "FetchedAt", { isSpelled: true, missing: "empty" }, notes), (met) =>
    met === undefined
      ? Result.succeed(null)
      : Result.map(
          checkFetchedAtFor(utcOffset)(plainFields({ FetchedAt: met.value }, ["FetchedAt"])["FetchedAt"], met.path),
          (value) => readInstantField(value, utcOffset),
        ),
  )

const decodeText = (value: unknown, path: Path, utcOffset: number | undefined) =>
  Result.gen(function* () {
    const text = objectOf(value)
    if (text === undefined) return yield* Result.fail(rejection("wrong_type", path, "object"))
    const near = nearFault(text, ["LivenessDetail", "NFCBillingCounts"], path)
    if (near !== undefined) return yield* Result.fail(near)
    const { ErrCode, NFCBillingCounts } = yield* checkText(plainFields(text, ["ErrCode", "NFCBillingCounts"]), path)
    return {
      errCode: ErrCode ?? null,
      nfcBillingCounts: NFCBillingCounts ?? null,
      entries: yield* readList(opened(text["LivenessDetail"]), [...path, "LivenessDetail"], decodeEntry(utcOffset)),
    }
  })

const decodeEntry = byOffset((utcOffset) => {
  const check = checkEntryFor(utcOffset)
  return (value: unknown, path: Path): Result.Result<Entry, Rejection> => {
    const near = isJsonObject(value) ? nearFault(value, entryNames, path) : undefined
    if (near !== undefined) return Result.fail(near)
    const entry = isJsonObject(value) ? plainFields(value, entryNames) : value
    return Result.map(check(entry, path), ({ Seq, IsNeedCharge, Errcode, ReqTime }) => ({
      seq: readName(Seq),
      charge: IsNeedCharge ?? null,
      errcode: Errcode ?? null,
      at: readInstantField(ReqTime, utcOffset),
    }))
  }
})

interface Located {
  readonly place: "text" | "entry" | "error"
  /** What is to be checked there; of an API error the `Text` beside it, if any. */
  readonly value: unknown
  readonly path: Path
}

/** Where in a record the attempts are. Precedence: Response, then Text, then LivenessDetail (R2). */
const locateText = ({ object, path }: Found): Result.Result<Located, Rejection> => {
  const { Response, Text } = object
  if (isPresent(Response)) {
    const response = objectOf(Response)
    const inside = [...path, "Response"]
    return response === undefined
      ? Result.fail(rejection("wrong_type", inside, "object"))
      : locateInResponse(response, inside)
  }
  if (isPresent(Text)) return locateInResponse(object, path)
  if ("LivenessDetail" in object) return Result.succeed({ place: "text", value: object, path })
  if ("Seq" in object || "IsNeedCharge" in object) return Result.succeed({ place: "entry", value: object, path })
  return locateInResponse(object, path)
}

const locateInResponse = (response: Json, path: Path): Result.Result<Located, Rejection> => {
  const { Text, Error } = response
  if (isPresent(Error)) {
    if (!isJsonObject(Error)) return Result.fail(rejection("wrong_type", [...path, "Error"], "object"))
    return Result.succeed({ place: "error", value: Text ?? undefined, path: [...path, "Text"] })
  }
  if (isPresent(Text)) return Result.succeed({ place: "text", value: Text, path: [...path, "Text"] })
  if ("WeChatBillDetails" in response || "ChargeDetails" in response) {
    return Result.fail(rejection("bill_among_results", path))
  }
  const near = nearFault(response, ["Text"], path)
  if (near !== undefined) return Result.fail(near)
  if (isPresent(response["EncryptedBody"])) return Result.fail(rejection("encrypted", path))
  if (typeof response["DetectInfo"] === "string") return Result.fail(rejection("legacy_detect_info", path))
  return Result.fail(rejection("no_result", path))
}
