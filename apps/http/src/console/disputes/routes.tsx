/** @jsxImportSource hono/jsx */
/** The dispute of a month: what it holds as a page, and the pack itself. */
import { monthOf } from "@faceid-tally/core/engine"
import { disputeZip } from "@faceid-tally/report"
import { Hono } from "hono"

import { monthDispute } from "../../disputes/monthDispute.ts"
import type { ConsoleEnv } from "../context/PageContext.ts"
import { missing } from "../faults/faults.tsx"
import { DisputePage } from "./DisputePage.tsx"

export const disputePageRoutes = () => {
  const app = new Hono<ConsoleEnv>()

  app.get("/disputes/:file{\\d{4}-\\d{2}\\.zip}", async (c) => {
    const { service } = c.var.context
    const month = monthOf(c.req.param("file").slice(0, "2026-10".length))
    if (month === undefined) return missing(c)
    const includeWeak = c.req.query("weak") === "yes"
    const dispute = await service.run(monthDispute({ month, includeWeak, programVersion: service.version }))
    if (dispute === null || dispute.items.length + dispute.questions.length === 0) return missing(c)
    return c.body(ReadableStream.from(disputeZip(dispute)), 200, {
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="dispute-${month.name}.zip"`,
    })
  })

  app.get("/disputes/:month", async (c) => {
    const { context } = c.var
    const { service } = context
    const month = monthOf(c.req.param("month"))
    if (month === undefined) return missing(c)
    const dispute = await service.run(monthDispute({ month, includeWeak: false, programVersion: service.version }))
    return c.html(<DisputePage context={context} month={month} dispute={dispute} />)
  })

  return app
}
