/** What a refused caller is told (RFC 9457): a status and a stable code, and nothing of what it sent. */
import { STATUS_CODES } from "node:http"

import { problemAnswer } from "@faceid-tally/host/apps"

export interface Problem {
  readonly status: number
  readonly code: string
  /** Where in the event: keys and indexes. */
  readonly path?: ReadonlyArray<string | number> | undefined
  /** What belongs there, in the program's own words. */
  readonly expected?: string | undefined
  readonly met?: string | undefined
  readonly retryAfterSeconds?: number | undefined
  /** The connection ends with the answer: what else the caller sends is not read. */
  readonly closes?: boolean | undefined
  readonly allow?: string | undefined
}

export const problemResponse = ({
  status,
  code,
  path,
  expected,
  met,
  retryAfterSeconds,
  closes,
  allow,
}: Problem): Response =>
  problemAnswer(
    { type: "about:blank", title: STATUS_CODES[status], status, code, path, expected, met },
    {
      ...quietHeaders,
      ...(retryAfterSeconds !== undefined && { "retry-after": String(retryAfterSeconds) }),
      ...(closes === true && { connection: "close" }),
      ...(allow !== undefined && { allow }),
    },
  )

/** Of every answer: nothing is kept on the way, and no address is told to others. */
export const quietHeaders = {
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
} as const
