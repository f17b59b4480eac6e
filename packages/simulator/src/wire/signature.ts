/**
 * Signatures of the API v3, TC3-HMAC-SHA256, as the provider checks them: against the key of the SecretId, the bytes of
 * the request and real time. Some clients sign the host without its port, and some sign values as they were sent instead
 * of in lower case; all of these are right.
 */
import { createHmac, hash, timingSafeEqual } from "node:crypto"
import type { IncomingHttpHeaders } from "node:http"

import * as Result from "effect/Result"

import type { Account } from "../world/Account.ts"
import { type ApiError, refuse } from "./ApiError.ts"

export interface WireRequest {
  readonly method: string
  /** Path and query, as sent. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: Uint8Array
}

/** How far the request's time may be from the provider's. */
const SKEW_SECONDS_MAX = 300

const AUTHORIZATION =
  /^TC3-HMAC-SHA256 Credential=([^/,\s]+)\/(\d{4}-\d\d-\d\d)\/([^/,\s]+)\/tc3_request,\s*SignedHeaders=([a-z0-9;-]+),\s*Signature=([0-9a-f]{64})$/

/** The account that signed the request; `now` is real time, epoch milliseconds. */
export const verifySignature = (
  request: WireRequest,
  accounts: ReadonlyArray<Account>,
  now: number,
): Result.Result<Account, ApiError> => {
  const { headers } = request
  const [, secretId, date, service, signedHeaders, signature] = AUTHORIZATION.exec(headers.authorization ?? "") ?? []
  const timestamp = headers["x-tc-timestamp"]
  if (secretId === undefined || date === undefined || service === undefined) {
    return refuse("AuthFailure.InvalidAuthorization", "The Authorization header is missing or has another form.")
  }
  if (typeof timestamp !== "string" || !/^\d{1,12}$/.test(timestamp)) {
    return refuse("AuthFailure.InvalidAuthorization", "The header X-TC-Timestamp is missing or no number.")
  }
  const names = (signedHeaders ?? "").split(";")
  const values = names.map((name) => headers[name])
  if (!names.includes("content-type") || !names.includes("host") || values.includes(undefined)) {
    return refuse(
      "AuthFailure.InvalidAuthorization",
      "content-type and host must be signed, and what is signed be sent.",
    )
  }
  const account = accounts.find((each) => each.secretId === secretId)
  if (account === undefined) return refuse("AuthFailure.SecretIdNotFound", "The SecretId is not found.")
  if (Math.abs(now / 1000 - Number(timestamp)) > SKEW_SECONDS_MAX) {
    return refuse("AuthFailure.SignatureExpire", "The request is more than 5 minutes off the server's time.")
  }
  if (account.token !== undefined && headers["x-tc-token"] !== account.token) {
    return refuse("AuthFailure.TokenFailure", "The token does not belong to the SecretId.")
  }
  const isScopeRight = date === utcDate(Number(timestamp)) && isServiceOf(service, headers.host ?? "")
  const isRight = writings(names, headers).some((canonicalHeaders) => {
    const [path = "/", query = ""] = request.url.split(/\?(.*)/s)
    const payload = hash("sha256", request.body, "hex")
    const canonical = [request.method, path, query, canonicalHeaders, names.join(";"), payload].join("\n")
    const toSign = ["TC3-HMAC-SHA256", timestamp, `${date}/${service}/tc3_request`, hash("sha256", canonical)].join(
      "\n",
    )
    const key = [date, service, "tc3_request"].reduce<string | Uint8Array>(hmac, `TC3${account.secretKey}`)
    return timingSafeEqual(hmac(key, toSign), Buffer.from(signature ?? "", "hex"))
  })
  return isScopeRight && isRight
    ? Result.succeed(account)
    : refuse("AuthFailure.SignatureFailure", "The signature does not match the request.")
}

/** The canonical headers in each of the ways in which they are rightly written. */
const writings = (names: ReadonlyArray<string>, headers: IncomingHttpHeaders): ReadonlyArray<string> => {
  const write = (withPort: boolean, inLowerCase: boolean) =>
    names
      .map((name) => {
        const sent = String(headers[name]).trim()
        const value = name === "host" && !withPort ? sent.replace(/:\d+$/, "") : sent
        return `${name}:${inLowerCase ? value.toLowerCase() : value}\n`
      })
      .join("")
  return [write(false, true), write(false, false), write(true, true), write(true, false)]
}

/** The service is the first label of the endpoint: `faceid` at the provider, `127` on loopback. */
const isServiceOf = (service: string, host: string): boolean =>
  service === "faceid" || service === host.replace(/:\d+$/, "").split(".")[0]

const utcDate = (seconds: number): string => new Date(seconds * 1000).toISOString().slice(0, 10)

const hmac = (key: string | Uint8Array, message: string): Uint8Array =>
  createHmac("sha256", key).update(message).digest()
