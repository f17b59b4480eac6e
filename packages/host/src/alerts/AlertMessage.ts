/** One alert as the formats need it. */
import type { AlertText, Language } from "@faceid-tally/report"

export interface AlertMessage {
  /** The same at each try. */
  readonly id: string
  /** What it tells of, and its facts, for programs. */
  readonly kind: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly text: AlertText
  readonly language: Language
  /** Epoch milliseconds of business time. */
  readonly raisedAt: number
}

/** An HTTP request to a target. */
export interface AlertRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * How a kind of target is spoken to; `now` is real time in epoch milliseconds, since signatures are checked against it.
 * `isAccepted` reads the answer to a robot; a webhook says all by its HTTP status.
 */
export interface AlertFormat {
  readonly request: (
    message: AlertMessage,
    target: { readonly url: string; readonly secret: string | undefined },
    now: number,
  ) => AlertRequest
  /** The code in the body of the answer, 0 for accepted; `undefined` where there is none. */
  readonly codeOf?: (answer: Readonly<Record<string, unknown>>) => unknown
}
