/** Decodes the body of a signed event: strictly, and completely before anything is kept. */
import {
  checkWith,
  decodeDetectInfo,
  isJsonObject,
  readInstantField,
  readLabel,
  type Rejection,
} from "@faceid-tally/core/engine"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

import { type Event, type EventRefusal, eventSchemas, eventTypes } from "./Event.ts"
import { isDeeperThan } from "./isDeeperThan.ts"

type Decoded = Result.Result<Event, EventRefusal>

export const decodeEvent = (body: Uint8Array, maxDepth: number): Decoded => {
  if (isDeeperThan(maxDepth, body)) return refuse("too_deep")
  const json = parse(body)
  if (json === undefined) return refuse("invalid_json")
  if (!isJsonObject(json)) return refuse("not_an_object")
  const envelope = checkEnvelope(json)
  if (Result.isFailure(envelope)) return refuseFor(envelope.failure)
  const { type, data } = envelope.success
  switch (type) {
    case "verification.issued":
      return Result.mapBoth(checkIssued(data, ["data"]), {
        onFailure: refusalOf,
        onSuccess: ({ bizToken, ruleId, issuedAt, account }) => ({
          type,
          bizToken: bizToken.trim(),
          ruleId: String(ruleId),
          account: readLabel(account),
          issuedAt: readInstantField(issuedAt),
        }),
      })
    case "verification.finished":
      return Result.mapBoth(checkFinished(data, ["data"]), {
        onFailure: refusalOf,
        onSuccess: ({ bizToken }) => ({ type, bizToken }),
      })
    case "result.received":
      return Result.flatMap(Result.mapError(checkReceived(data, ["data"]), refusalOf), receivedResult)
  }
}

const checkEnvelope = checkWith(
  Schema.Struct({ type: Schema.Literals(eventTypes), data: Schema.Record(Schema.String, Schema.Unknown) }),
)
const checkIssued = checkWith(eventSchemas["verification.issued"])
const checkFinished = checkWith(eventSchemas["verification.finished"])
const checkReceived = checkWith(eventSchemas["result.received"])

/** Of the provider's answer the same stays as of an import: the facts that charges are counted from. */
const receivedResult = (data: (typeof eventSchemas)["result.received"]["Type"]): Decoded => {
  const decoded = decodeDetectInfo(data.response)
  if (Result.isFailure(decoded)) {
    const { path, ...rejection } = decoded.failure
    return refuseFor({ ...rejection, path: ["data", "response", ...path] })
  }
  if (decoded.success._tag === "ApiError") return refuse("api_error", ["data", "response"])
  const record = {
    ...decoded.success,
    bizToken: data.bizToken,
    ruleId: String(data.ruleId),
    account: readLabel(data.account) ?? decoded.success.account,
    fetchedAt: readInstantField(data.fetchedAt),
  }
  return Result.succeed({ type: "result.received", record })
}

const utf8 = new TextDecoder("utf-8", { fatal: true })

/** `undefined` where it is no JSON. The parser's own message would quote the text. */
const parse = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(utf8.decode(body))
  } catch {
    return undefined
  }
}

const refuse = (code: string, path?: ReadonlyArray<string | number>): Decoded =>
  Result.fail(path === undefined ? { code } : { code, path })

const refuseFor = (rejection: Rejection): Decoded => Result.fail(refusalOf(rejection))

const refusalOf = ({ code, path, expected, met }: Rejection): EventRefusal => ({
  code,
  path,
  ...(expected !== undefined && { expected }),
  ...(met !== undefined && { met }),
})
