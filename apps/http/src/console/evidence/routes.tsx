/** @jsxImportSource hono/jsx */
/** The evidence: its page, and receipts to keep. */
import { Ledger } from "@faceid-tally/books/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { Hono } from "hono"

import type { ConsoleEnv } from "../context/PageContext.ts"
import { missing } from "../faults/faults.tsx"
import { EvidencePage } from "./EvidencePage.tsx"

const SEQ_CHARS_MAX = 256

export const evidenceRoutes = () => {
  const app = new Hono<ConsoleEnv>()

  app.get("/evidence", async (c) => {
    const { context } = c.var
    const seq = c.req.query("seq")?.trim().slice(0, SEQ_CHARS_MAX) || null
    return c.html(<EvidencePage context={context} {...await context.service.run(readEvidence(seq))} seq={seq} />)
  })

  app.get("/evidence/receipt.json", async (c) => {
    const seq = c.req.query("seq") ?? ""
    const receipt = await c.var.context.service.run(Effect.flatMap(Ledger, (ledger) => ledger.receipt(seq)))
    if (receipt === null) return missing(c)
    c.header("content-disposition", 'attachment; filename="receipt.json"')
    return c.json(receipt)
  })

  return app
}

const readEvidence = (seq: string | null) =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    // No day is before the first: what is wanted is the head alone.
    const { head, unsealedBatches } = yield* ledger.status(yield* Clock.currentTimeMillis, { fromDay: 0, toDay: 0 })
    return { head, unsealed: unsealedBatches, receipt: seq === null ? null : yield* ledger.receipt(seq) }
  })
