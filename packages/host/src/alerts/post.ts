/** One POST to a target, with a limit on its time and on what is read of the answer. Nothing of the answer is kept but a code. */
import { AlertNotTaken } from "@faceid-tally/books/engine"
import { isCertificateFault, type OutwardFetch } from "@faceid-tally/tencent"
import * as Effect from "effect/Effect"

import type { AlertFormat, AlertRequest } from "./AlertMessage.ts"

const TIMEOUT = "10 seconds"
const ANSWER_BYTES_MAX = 64 * 1024

export const post =
  (fetch: OutwardFetch) =>
  ({ url, headers, body }: AlertRequest, codeOf: AlertFormat["codeOf"]): Effect.Effect<void, AlertNotTaken> =>
    Effect.gen(function* () {
      const { status, text } = yield* Effect.tryPromise({
        try: async (signal) => {
          const response = await fetch(url, {
            method: "POST",
            headers: { "content-type": "application/json; charset=utf-8", "user-agent": "faceid-tally", ...headers },
            body,
            signal,
          })
          return { status: response.status, text: await limitedText(response) }
        },
        // What fetch throws quotes the address.
        catch: (cause) => notTaken(isCertificateFault(faultOf(cause)) ? "untrusted" : "network"),
      })
      if (status === 410) return yield* notTaken("gone", true)
      if (status >= 300 && status < 400) return yield* notTaken("redirected")
      if (status < 200 || status >= 300) return yield* notTaken(`http_${status}`)
      if (codeOf === undefined) return
      const code = codeOf(yield* readObject(text))
      if (typeof code !== "number") return yield* notTaken("not_json")
      if (code !== 0) return yield* notTaken(`robot_${code}`)
    }).pipe(Effect.timeoutOrElse({ duration: TIMEOUT, orElse: () => Effect.fail(notTaken("timeout")) }))

const notTaken = (code: string, isFinal = false) => new AlertNotTaken({ code, isFinal })

const faultOf = (cause: unknown): string | undefined =>
  cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : undefined

const limitedText = async ({ body }: Response): Promise<string> => {
  const chunks: Array<Uint8Array> = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.byteLength
    if (size > ANSWER_BYTES_MAX) break
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString("utf8")
}

const readObject = (text: string): Effect.Effect<Readonly<Record<string, unknown>>, AlertNotTaken> =>
  Effect.try({
    try: (): Readonly<Record<string, unknown>> => ({ ...JSON.parse(text) }),
    catch: () => notTaken("not_json"),
  })
