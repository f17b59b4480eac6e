/** The plain path: the value of one JSON record, and what core makes of it. */
import { isUtf8 } from "node:buffer"

import { decodeBillPage, decodeDetectInfo, isJsonObject, type Rejection, rejection } from "@faceid-tally/core"
import * as Result from "effect/Result"

import { buildJson, locateJson, skimJson } from "./JsonReader.ts"
import { jsonText, utf8Text } from "./JsonText.ts"
import { QUOTE } from "./JsonWalk.ts"
import type { Decoded, RecordKind } from "./RecordSink.ts"

/** A longer record is mostly photos, of which no string is to be made. */
const PARSED_BYTES_MAX = 1 << 16

export type Decode = (value: unknown) => Result.Result<Decoded, Rejection>

/** Why a record is rejected, and the byte at fault. */
export interface RecordFault {
  readonly rejection: Rejection
  readonly at: number
}

/** Decodes the record that is all of `bytes[start, end)`, a complete value; `parsed` is what parseShort made of it. */
export const decodeRecord = (
  bytes: Uint8Array,
  start: number,
  end: number,
  parsed: unknown,
  decode: Decode,
): Result.Result<Decoded, RecordFault> => {
  const value = parsed === undefined ? buildJson(bytes, start, end) : parsed
  return Result.mapError(decode(value), (fault) => {
    const at = fault.code === "wrong_type" ? locateJson(bytes, start, end, fault.path) : start
    return isInvalidText(bytes, at, end)
      ? { rejection: rejection("invalid_encoding", fault.path), at }
      : { rejection: fault, at }
  })
}

/** JSON.parse where it is sure to see what the reader of bytes would; else `undefined`. */
export const parseShort = (bytes: Uint8Array, start: number, end: number): unknown => {
  if (end - start > PARSED_BYTES_MAX) return undefined
  const record = bytes.subarray(start, end)
  if (!isUtf8(record)) return undefined
  try {
    return JSON.parse(utf8Text(record)) as unknown
  } catch {
    return undefined
  }
}

const isInvalidText = (bytes: Uint8Array, at: number, end: number): boolean => {
  if (bytes[at] !== QUOTE) return false
  const text = skimJson(bytes, at, end)
  return text.outcome === "complete" && typeof jsonText(bytes, at, text.at, false) !== "string"
}

export const decodeOf = (kind: RecordKind): Decode =>
  kind === "results" ? decodeDetectInfo : kind === "bills" ? decodeBillPage : decodeEither

const billKeys = ["WeChatBillDetails", "ChargeType", "ErrorCode", "ChargeCount", "Date"]

const decodeEither: Decode = (value) => {
  if (!isJsonObject(value)) return decodeDetectInfo(value)
  const body = isJsonObject(value["Response"]) ? value["Response"] : value
  return billKeys.some((key) => key in body) ? decodeBillPage(value) : decodeDetectInfo(value)
}
