/** Any failure of a request as a problem: what the caller can act on is told, a defect is told as one and no more. */
import { EvidenceBroken, LedgerError, ProviderError, type ProviderFailure } from "@faceid-tally/books/engine"
import { HTTPException } from "hono/http-exception"

import { Problem } from "./Problem.ts"

const RETRY_SECONDS = 5

export const problemOf = (error: unknown): Problem => {
  if (error instanceof Problem) return error
  if (error instanceof LedgerError) return problemOfLedger(error)
  if (error instanceof EvidenceBroken) return new Problem("evidence_broken", { members: { of: error.of } })
  if (error instanceof ProviderError) return problemOfProvider(error)
  if (error instanceof HTTPException && error.status === 413) return new Problem("too_large")
  return new Problem("internal")
}

const problemOfLedger = (error: LedgerError): Problem =>
  error.reason === "defect" || error.reason === "corrupt"
    ? new Problem("internal", { members: { reason: error.reason } })
    : new Problem("unavailable", {
        members: { reason: error.reason },
        headers: { "Retry-After": String(RETRY_SECONDS) },
      })

/** `reason` is a stable code, `providerCode` the provider's own; `behind` is what a circuit opened for that is open now. */
export const problemOfProvider = (error: ProviderError): Problem => {
  const { reason, code, retryClass, account, behind } = error
  const members = { ...failureMembers(error), account, ...(behind !== undefined && { behind: failureMembers(behind) }) }
  if (reason === "credentials" && code === undefined) return new Problem("no_credentials", { members: { account } })
  return new Problem(retryClass === "final" ? "refused" : "provider_failed", { members })
}

const failureMembers = ({ reason, code, httpStatus, fault, place }: ProviderFailure) => ({
  reason,
  ...(code !== undefined && { providerCode: code }),
  ...(httpStatus !== undefined && { httpStatus }),
  ...(fault !== undefined && { fault }),
  ...(place !== undefined && { place }),
})
