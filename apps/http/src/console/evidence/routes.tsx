/** @jsxImportSource hono/jsx */
/** The evidence: its page, and receipts to keep. */
import { Ledger, Listings } from "@faceid-tally/books"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { Hono } from "hono"

import type { ConsoleEnv } from "../context/PageContext.ts"
import { missing } from "../faults/faults.tsx"
import { paths } from "../context/paths.ts"
import { EvidencePage } from "./EvidencePage.tsx"

const PAGE_ROWS = 20
const SEQ_CHARS_MAX = 200

export const evidenceRoutes = () => {
  const app = new Hono<ConsoleEnv>()

  app.get("/evidence", async (c) => {
    const { context } = c.var
    const seq = c.req.query("seq")?.trim().slice(0, SEQ_CHARS_MAX) || null
    const before = /^\d{1,15}$/.test(c.req.query("before") ?? "") ? Number(c.req.query("before")) : undefined
    const { runs, ...read } = await context.service.run(readEvidence(seq, before))
    const next = runs.next === null ? undefined : paths.evidence({ before: runs.next })
    return c.html(
      <EvidencePage
        context={context}
        {...read}
        seq={seq}
        runs={runs.rows}
        next={next}
        isFirst={before === undefined}
      />,
    )
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

const readEvidence = (seq: string | null, before: number | undefined) =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    // No day is before the first: what is wanted is the head alone.
    const { head, unsealedBatches } = yield* ledger.status(yield* Clock.currentTimeMillis, { fromDay: 0, toDay: 0 })
    return {
      head,
      unsealed: unsealedBatches,
      runs: yield* (yield* Listings).runs({ before, limit: PAGE_ROWS }),
      receipt: seq === null ? null : yield* ledger.receipt(seq),
    }
  })
