/** `GET /v1/charge-rules`, `GET /v1/evidence/verify` and receipts. */
import { Ledger } from "@faceid-tally/books/engine"
import { publishedRules } from "@faceid-tally/core/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { Hono } from "hono"

import { guard } from "../../edge/guard.ts"
import type { RequestContext } from "../../edge/RequestContext.ts"
import type { Env } from "../../edge/Env.ts"
import { reply } from "../../operations/reply.ts"
import { readChargeRules, readReceipt, verifyEvidence } from "./operations.ts"
import { Problem } from "../../problem/Problem.ts"

export const evidenceRoutes = (context: RequestContext) => {
  // It reads all of the books: one at a time.
  let isVerifying = false
  return new Hono<Env>()
    .get("/v1/charge-rules", guard(context, readChargeRules), (c) => {
      const { errcode, edition } = c.req.valid("query")
      const codes = errcode === undefined ? [...publishedRules.codes].sort((a, b) => a - b) : [errcode]
      const items = codes.map((code) => publishedRules.explain(code, edition))
      return reply(c, readChargeRules, { editions: publishedRules.editions, items }, 200)
    })
    .get("/v1/evidence/verify", guard(context, verifyEvidence), async (c) => {
      if (isVerifying) throw new Problem("too_many_requests", { headers: { "Retry-After": "5" } })
      isVerifying = true
      try {
        const { head } = c.req.valid("query")
        return reply(
          c,
          verifyEvidence,
          await context.run(
            c,
            Effect.gen(function* () {
              return yield* (yield* Ledger).verify({ head, now: yield* Clock.currentTimeMillis })
            }),
          ),
          200,
        )
      } finally {
        isVerifying = false
      }
    })
    .get("/v1/evidence/receipts/:seq", guard(context, readReceipt), async (c) => {
      const { seq } = c.req.valid("param")
      const { kind } = c.req.valid("query")
      const receipt = await context.run(
        c,
        Effect.flatMap(Ledger, (ledger) => ledger.receipt(seq, kind)),
      )
      if (receipt === null) throw new Problem("not_found")
      return reply(c, readReceipt, receipt, 200)
    })
}
