/** `POST /v1/count` and `POST /v1/results`. */
import { type CountQuestion, countDocument } from "@faceid-tally/report"
import { Hono } from "hono"

import { guard } from "../../edge/guard.ts"
import type { RequestContext } from "../../edge/RequestContext.ts"
import type { Env } from "../../edge/Env.ts"
import { reply } from "../../operations/reply.ts"
import { countResults, storeResults } from "./operations.ts"
import { Problem } from "../../problem/Problem.ts"
import { type Counted, countRecords, keepRecords } from "../../reading/storeRecords.ts"

export const resultRoutes = (context: RequestContext) =>
  new Hono<Env>()
    .post("/v1/count", guard(context, countResults), async (c) => {
      const { by } = c.req.valid("query")
      const counted = await countRecords(context, c)
      refuseNothing(counted, c.req.header("content-type"))
      return reply(c, countResults, documentOf(counted, by), 200)
    })
    .post("/v1/results", guard(context, storeResults), async (c) => {
      const kept = await keepRecords(context, c)
      refuseNothing(kept, c.req.header("content-type"))
      return reply(c, storeResults, { ...documentOf(kept), new: kept.new, changed: kept.changed }, 200)
    })

const documentOf = ({ tally, rejected, errors, remarks }: Counted, by?: CountQuestion["by"]) => {
  tally.rejected = rejected
  return { ...countDocument(tally, { by }), errors, remarks }
}

/** One document has to be right; of lines, and of rows of a table, each is told apart. */
const refuseNothing = ({ tally, rejected, errors }: Counted, type: string | undefined): void => {
  const isDocument = /^application\/json\b/i.test(type ?? "")
  if (!isDocument || rejected === 0 || tally.results > 0 || tally.apiErrors > 0) return
  throw new Problem("rejected", { members: { rejected, errors, path: errors[0]?.path ?? "" } })
}
