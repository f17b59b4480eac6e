/**
 * What the SDK throws, as an error of the port. Messages are never looked at: they quote what was sent and answered; what
 * broke a connection was seen on the wire.
 * Errors are told by their shape, so any version of the SDK will do.
 */
import { ProviderError, type ProviderReason } from "@faceid-tally/books/engine"

import { isCertificateFault } from "../outward/isCertificateFault.ts"
import { reasonOfCode } from "./reasonOfCode.ts"
import type { Seen } from "./wire.ts"

/** What a request was for. */
export interface RequestKind {
  readonly operation: "result" | "bill_page"
  readonly account: string
}

interface Thrown {
  readonly code?: unknown
  readonly httpCode?: unknown
  readonly requestId?: unknown
  readonly type?: unknown
}

type About = Partial<Pick<ProviderError, "code" | "httpStatus" | "fault" | "requestId">>

export const failureOf = ({ operation, account }: RequestKind, cause: unknown, seen: Seen = {}): ProviderError => {
  const fail = (reason: ProviderReason, about: About = {}) =>
    new ProviderError({ operation, account, reason, ...about })
  const broken = () => fail(...brokenBy(seen.fault))
  if (typeof cause !== "object" || cause === null) return broken()
  const { code, httpCode, requestId, type } = cause as Thrown
  if (typeof httpCode === "number") return fail(reasonOfStatus(httpCode), { httpStatus: httpCode })
  // The SDK's own exception has a requestId, empty or not, and a code only where the provider gave one.
  if (typeof requestId === "string") {
    if (typeof code !== "string") return broken()
    const reason = reasonOfCode(code, operation)
    return fail(reason, { ...(isCode(code) && { code }), ...(isRequestId(requestId) && { requestId }) })
  }
  // What is thrown while the body is read is no exception of the SDK: a FetchError, with a type.
  if (type === "invalid-json")
    return fail("not_json", { httpStatus: 200, ...(seen.isPage === true && { fault: "HTML" }) })
  if (type === "body-timeout") return fail("timeout")
  // The body is JSON, but there is no Response in it.
  return cause instanceof TypeError ? fail("wrong_answer") : broken()
}

/** Why a connection broke, by what was seen on the wire. */
export const brokenBy = (
  fault: string | undefined,
): readonly [reason: "network" | "untrusted", about: Pick<About, "fault">] => [
  isCertificateFault(fault) ? "untrusted" : "network",
  fault === undefined ? {} : { fault },
]

const reasonOfStatus = (status: number): ProviderReason => {
  if (status >= 500) return "server_error"
  if (status >= 300 && status < 400) return "redirected"
  if (status === 429) return "rate_limited"
  return status === 408 ? "timeout" : "http_refused"
}

const isCode = (text: string): boolean => /^[A-Z][A-Za-z]{0,60}\d{0,2}(\.[A-Z][A-Za-z]{0,60}\d{0,2}){0,3}$/.test(text)
const isRequestId = (text: string): boolean => /^[0-9a-f-]{8,64}$/i.test(text)
