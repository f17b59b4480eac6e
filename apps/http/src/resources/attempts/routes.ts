/** `GET /v1/attempts`. */
import { type AttemptCursor, Listings } from "@faceid-tally/books/engine"
import { attemptDocument } from "@faceid-tally/report"
import { Attempt } from "@faceid-tally/report/documents"
import * as Effect from "effect/Effect"
import { Hono } from "hono"

import { guard } from "../../edge/guard.ts"
import type { RequestContext } from "../../edge/RequestContext.ts"
import type { Env } from "../../edge/Env.ts"
import { listAttempts } from "./operations.ts"
import { chargeFilter } from "../../operations/values.ts"
import { answerList } from "../../lists/answerList.ts"
import { requestedDays } from "../../lists/requestedDays.ts"
import { flatTable } from "../../lists/flatTable.ts"

export const attemptRoutes = (context: RequestContext) =>
  new Hono<Env>().get("/v1/attempts", guard(context, listAttempts), (c) => {
    const { bizToken, ruleId, account, charge, errcode, ...query } = c.req.valid("query")
    const asked = { ...requestedDays(query), bizToken, ruleId, account, charge: chargeFilter(charge), errcode }
    return answerList(context, c, query, {
      name: "attempts",
      fetch: (after: AttemptCursor | undefined, limit) =>
        Effect.flatMap(Listings, (listings) => listings.attempts({ ...asked, after, limit })),
      document: attemptDocument,
      table,
    })
  })

const table = flatTable<ReturnType<typeof attemptDocument>>(Attempt)
