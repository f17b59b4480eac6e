/** `/v1/disputes/{month}.zip`: the pack for a ticket. */
import { amountTextOrNull, sumAmounts } from "@faceid-tally/core/money"
import { disputeZip } from "@faceid-tally/report"
import { Hono } from "hono"

import { monthDispute } from "../../disputes/monthDispute.ts"
import type { Env } from "../../edge/Env.ts"
import { guard } from "../../edge/guard.ts"
import type { RequestContext } from "../../edge/RequestContext.ts"
import { mediaTypes } from "../../operations/formats.ts"
import { reply } from "../../operations/reply.ts"
import { invalid, Problem } from "../../problem/Problem.ts"
import { monthOfFile, readDispute } from "./operations.ts"

export const disputeRoutes = (context: RequestContext) =>
  new Hono<Env>().get("/v1/disputes/:file", guard(context, readDispute), async (c) => {
    const month = monthOfFile(c.req.valid("param").file)
    if (month === undefined) throw invalid("path", "file", "a month and its ending, YYYY-MM.zip")
    const { includeWeak = false, ...filter } = c.req.valid("query")
    const { version: programVersion } = context.service
    const dispute = await context.run(c, monthDispute({ month, filter, includeWeak, programVersion }))
    if (dispute === null) throw new Problem("not_found")
    const { run, items, questions, leftOut } = dispute
    c.header("Vary", "Accept, Accept-Language")
    c.header("Cache-Control", "private, no-store")
    if (c.get("format") === "json") {
      const document = {
        month: month.name,
        run: run.id,
        head: run.head,
        count: items.length,
        amount: amountTextOrNull(sumAmounts(items.map(({ value }) => value))),
        questions: questions.length,
        leftOut: leftOut.map(({ key, item, reason }) => ({ key, kind: item.kind, reason })),
      }
      return reply(c, readDispute, document, 200)
    }
    if (items.length + questions.length === 0) throw new Problem("not_found")
    c.header("Content-Type", mediaTypes.zip)
    c.header("Content-Disposition", `attachment; filename="dispute-${month.name}.zip"`)
    // The typed client asks for JSON: to it, a file is no other answer.
    return c.body(ReadableStream.from(disputeZip(dispute)) as ReadableStream) as never
  })
