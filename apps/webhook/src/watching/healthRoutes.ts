/** `/healthz`: the process answers. `/readyz`: the books answer too; asked for at most once a second, however often it is read. */
import { Readiness } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { Hono } from "hono"

import type { Books } from "../books/Books.ts"
import { problemResponse, quietHeaders } from "../problem/problemResponse.ts"
import type { Run } from "../books/Run.ts"

const MS_KEPT = 1000
const RETRY_AFTER_SECONDS = 5

export const healthRoutes = (books: Books, run: Run): Hono => {
  const check = books.use(Effect.flatMap(Readiness, (readiness) => readiness.check))
  let asked = { at: Number.NEGATIVE_INFINITY, isReady: Promise.resolve(false) }
  const isReady = (): Promise<boolean> => {
    const at = performance.now()
    if (at - asked.at > MS_KEPT) asked = { at, isReady: run(Effect.map(Effect.result(check), Result.isSuccess)) }
    return asked.isReady
  }
  return new Hono()
    .get("/healthz", () => text("ok"))
    .get("/readyz", async () =>
      (await isReady())
        ? text("ready")
        : problemResponse({ status: 503, code: "books_unavailable", retryAfterSeconds: RETRY_AFTER_SECONDS }),
    )
}

const text = (word: string): Response =>
  new Response(`${word}\n`, { headers: { ...quietHeaders, "content-type": "text/plain" } })
