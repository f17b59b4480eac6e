/**
 * The plain path: the value of one JSON record, and what core makes of it by its schemas. These are most of what a
 * thread would load, and lines that are all regular need none of it: so it is loaded with the first odd one.
 */
import {
  decodeBillPage,
  decodeDetectInfo,
  decodeRegistration,
  isJsonObject,
  isOfValue,
  type Rejection,
  rejection,
} from "@faceid-tally/core"
import * as Result from "effect/Result"

import type { Content } from "./Content.ts"
import { buildJson, locateJson, skimJson } from "./JsonReader.ts"
import { jsonText } from "./JsonText.ts"
import { QUOTE } from "./JsonWalk.ts"
import type { Decoded, RecordKind } from "./RecordSink.ts"

type Decode = (value: unknown, utcOffset: number | undefined) => Result.Result<Decoded, Rejection>

/** Why a record is rejected, and the byte at fault. */
export interface RecordFault {
  readonly _tag: "Fault"
  readonly rejection: Rejection
  readonly at: number
}

/** Decodes the record that is all of `bytes[start, end)`, a complete value; `parsed` is what parseShort made of it. */
export const decodeRecord = (
  bytes: Uint8Array,
  start: number,
  end: number,
  parsed: unknown,
  { kind, utcOffset }: Pick<Content, "kind" | "utcOffset">,
): Decoded | RecordFault => {
  const value = parsed === undefined ? buildJson(bytes, start, end) : parsed
  const decoded = decodeOf(kind)(value, utcOffset)
  if (Result.isSuccess(decoded)) return decoded.success
  const { failure } = decoded
  const at = isOfValue(failure) ? locateJson(bytes, start, end, failure.path) : start
  const isText = !isInvalidText(bytes, at, end)
  return { _tag: "Fault", rejection: isText ? failure : rejection("invalid_encoding", failure.path), at }
}

const isInvalidText = (bytes: Uint8Array, at: number, end: number): boolean => {
  if (bytes[at] !== QUOTE) return false
  const text = skimJson(bytes, at, end)
  return text.outcome === "complete" && typeof jsonText(bytes, at, text.at, false) !== "string"
}

const decodeOf = (kind: RecordKind): Decode =>
  kind === "results"
    ? decodeDetectInfo
    : kind === "bills"
      ? decodeBillPage
      : kind === "registrations"
        ? decodeRegistration
        : decodeEither

const billKeys = ["WeChatBillDetails", "ChargeType", "ErrorCode", "ChargeCount", "Date"]

const decodeEither: Decode = (value, utcOffset) => {
  if (!isJsonObject(value)) return decodeDetectInfo(value, utcOffset)
  const body = isJsonObject(value["Response"]) ? value["Response"] : value
  return billKeys.some((key) => key in body) ? decodeBillPage(value, utcOffset) : decodeDetectInfo(value, utcOffset)
}
