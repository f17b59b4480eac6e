/** `GET /v1/attempts`. */
import { type AttemptCursor, Listings } from "@faceid-tally/books"
import { attemptDocument } from "@faceid-tally/report"
import { Attempt } from "@faceid-tally/report/documents"
import * as Effect from "effect/Effect"
import { Hono } from "hono"

import { allow } from "../../edge/allow.ts"
import type { Edge } from "../../edge/Edge.ts"
import type { Env } from "../../edge/Env.ts"
import { listAttempts } from "./operations.ts"
import { chargeAsked } from "../../operations/values.ts"
import { answerList } from "../../lists/answerList.ts"
import { daysAsked } from "../../lists/daysAsked.ts"
import { flatTable } from "../../lists/flatTable.ts"

export const attemptRoutes = (edge: Edge) =>
  new Hono<Env>().get("/v1/attempts", allow(edge, listAttempts), (c) => {
    const { bizToken, ruleId, account, charge, errcode, ...query } = c.req.valid("query")
    const asked = { ...daysAsked(query), bizToken, ruleId, account, charge: chargeAsked(charge), errcode }
    return answerList(edge, c, query, {
      name: "attempts",
      fetch: (after: AttemptCursor | undefined, limit) =>
        Effect.flatMap(Listings, (listings) => listings.attempts({ ...asked, after, limit })),
      document: attemptDocument,
      table,
    })
  })

const table = flatTable<ReturnType<typeof attemptDocument>>(Attempt)
