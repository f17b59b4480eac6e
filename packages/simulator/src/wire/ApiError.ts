/**
 * How the provider says no: `{ Response: { Error: { Code, Message }, RequestId } }` with HTTP 200. Only the code is
 * meant for programs.
 */
import * as Result from "effect/Result"

export interface ApiError {
  readonly code: string
  readonly message: string
}

export const refuse = (code: string, message: string): Result.Result<never, ApiError> => Result.fail({ code, message })
