/**
 * The provider's answer on one verification flow (`GetDetectInfoEnhanced`), reduced to what charges are counted
 * from. Every personal field is dropped here, before anything else sees the answer (DESIGN, rules of counting 1–3).
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

import { readInstantField } from "./calendar/Instant.ts"
import { byOffset, checkWith, fields } from "./Fields.ts"
import { type Charge, isJsonObject, isPresent, type Json, readLabel, readText } from "./FieldValues.ts"
import { type Rejection, rejection } from "./Rejection.ts"

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

const readersFor = byOffset((utcOffset) => {
  const entry = Schema.Struct({
    Seq: fields.text,
    IsNeedCharge: fields.flag,
    Errcode: fields.integer,
    ReqTime: fields.instant(utcOffset),
  })
  return {
    checkEnvelope: checkWith(
      Schema.Struct({
        BizToken: fields.label,
        RuleId: fields.label,
        Account: fields.label,
        FetchedAt: fields.instant(utcOffset),
      }),
    ),
    checkText: checkWith(
      Schema.Struct({
        ErrCode: fields.integer,
        NFCBillingCounts: fields.count,
        LivenessDetail: fields.list(entry),
      }),
    ),
    checkEntry: checkWith(entry),
    toEntry: (read: typeof entry.Type): Entry => ({
      seq: readText(read.Seq),
      charge: read.IsNeedCharge ?? null,
      errcode: read.Errcode ?? null,
      at: readInstantField(read.ReqTime, utcOffset),
    }),
  }
})

/**
 * Decodes one record in any of the shapes of DESIGN: the wire answer with or without its envelope, the SDK's answer,
 * a bare `Text`, `{ LivenessDetail }` or a flat entry. Unknown and personal fields are dropped. `utcOffset` (minutes) is
 * that of times that say none.
 */
export const decodeDetectInfo = (
  record: unknown,
  utcOffset?: number,
): Result.Result<DetectInfo | ApiError, Rejection> => {
  if (!isJsonObject(record)) return Result.fail(rejection("not_an_object"))
  const found = locateText(record)
  if (Result.isFailure(found)) return Result.fail(found.failure)
  const { place, value, path } = found.success

  const { checkEnvelope, checkText, checkEntry, toEntry } = readersFor(utcOffset)
  const envelope = checkEnvelope(record)
  if (Result.isFailure(envelope)) return Result.fail(envelope.failure)
  const about = {
    _tag: "DetectInfo",
    bizToken: readLabel(envelope.success.BizToken),
    ruleId: readLabel(envelope.success.RuleId),
    account: readLabel(envelope.success.Account),
    fetchedAt: readInstantField(envelope.success.FetchedAt, utcOffset),
  } as const

  if (place === "entry") {
    return Result.map(checkEntry(value), (entry) => ({
      ...about,
      errCode: null,
      nfcBillingCounts: null,
      flat: true,
      entries: [toEntry(entry)],
    }))
  }
  if (place === "error" && value === undefined) return Result.succeed({ _tag: "ApiError" })
  const text = checkText(value, path)
  if (Result.isFailure(text)) return Result.fail(text.failure)
  if (place === "error") return Result.succeed({ _tag: "ApiError" })
  return Result.succeed({
    ...about,
    errCode: text.success.ErrCode ?? null,
    nfcBillingCounts: text.success.NFCBillingCounts ?? null,
    flat: false,
    entries: (text.success.LivenessDetail ?? []).map(toEntry),
  })
}

interface Found {
  readonly place: "text" | "entry" | "error"
  /** What is to be checked there; of an API error the `Text` beside it, if any. */
  readonly value: unknown
  readonly path: ReadonlyArray<string | number>
}

/** Where in a record the attempts are. Precedence: Response, then Text, then LivenessDetail (CONTRACT 2). */
const locateText = (record: Json): Result.Result<Found, Rejection> => {
  const { Response } = record
  if (isPresent(Response)) {
    if (!isJsonObject(Response)) return Result.fail(rejection("wrong_type", ["Response"], "object"))
    return locateInResponse(Response, ["Response"])
  }
  if (isPresent(record["Text"]) || isPresent(record["Error"])) return locateInResponse(record, [])
  if ("LivenessDetail" in record) return Result.succeed({ place: "text", value: record, path: [] })
  if ("Seq" in record || "IsNeedCharge" in record) return Result.succeed({ place: "entry", value: record, path: [] })
  return locateInResponse(record, [])
}

const locateInResponse = (response: Json, path: ReadonlyArray<string>): Result.Result<Found, Rejection> => {
  const { Text, Error } = response
  if (isPresent(Error)) {
    if (!isJsonObject(Error)) return Result.fail(rejection("wrong_type", [...path, "Error"], "object"))
    return Result.succeed({ place: "error", value: Text ?? undefined, path: [...path, "Text"] })
  }
  if (isPresent(Text)) return Result.succeed({ place: "text", value: Text, path: [...path, "Text"] })
  if ("WeChatBillDetails" in response || "ChargeDetails" in response) {
    return Result.fail(rejection("bill_among_results", path))
  }
  if (isPresent(response["EncryptedBody"])) return Result.fail(rejection("encrypted", path))
  if (typeof response["DetectInfo"] === "string") return Result.fail(rejection("legacy_detect_info", path))
  return Result.fail(rejection("no_result", path))
}
