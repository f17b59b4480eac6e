/** `/v1/bills`: the stored bill, pulled from the provider or put there from a file. */
import {
  type BillDayCursor,
  type BillVersion,
  Ledger,
  type LineCursor,
  Listings,
  Provider,
  pullBill as pullDay,
} from "@faceid-tally/books/engine"
import { DEFAULT_ACCOUNT, dayOfInstant, instantToIso } from "@faceid-tally/core/engine"
import { workerName } from "@faceid-tally/host/apps"
import {
  billVersionDocument,
  type BillVersionDocument,
  type LineDocument,
  lineDocument,
  pullDocument,
} from "@faceid-tally/report"
import { BillLine, BillVersion as BillVersionSchema } from "@faceid-tally/report/documents"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { Hono } from "hono"

import { guard } from "../../edge/guard.ts"
import type { RequestContext } from "../../edge/RequestContext.ts"
import type { Env } from "../../edge/Env.ts"
import { reply } from "../../operations/reply.ts"
import { listBills, pullBill, putBill, readBill } from "./operations.ts"
import { invalid, Problem } from "../../problem/Problem.ts"
import { problemOfProvider } from "../../problem/problemOf.ts"
import { readBill as readBillBody } from "../../reading/readBill.ts"
import { answerList } from "../../lists/answerList.ts"
import { requestedDays } from "../../lists/requestedDays.ts"
import { flatTable } from "../../lists/flatTable.ts"

export const billRoutes = (context: RequestContext) =>
  new Hono<Env>()
    .get("/v1/bills", guard(context, listBills), (c) => {
      const { account, ...query } = c.req.valid("query")
      const asked = { ...requestedDays(query), account }
      return answerList(context, c, query, {
        name: "bills",
        fetch: (after: BillDayCursor | undefined, limit) =>
          Effect.flatMap(Listings, (listings) => listings.billDays({ ...asked, after, limit })),
        document: billVersionDocument,
        table: versionTable,
      })
    })
    .get("/v1/bills/:day", guard(context, readBill), async (c) => {
      const { day } = c.req.valid("param")
      const { account = DEFAULT_ACCOUNT, version, ...query } = c.req.valid("query")
      const versions = await context.run(
        c,
        Effect.flatMap(Ledger, (ledger) => ledger.versions({ account, day })),
      )
      const chosen = version === undefined ? versions.at(-1) : versions.find((each) => each.version === version)
      if (chosen === undefined) throw new Problem("not_found")
      const head = { ...billVersionDocument(chosen), versions: versions.map(billVersionDocument) }
      return answerList(context, c, query, linesOf(chosen), head)
    })
    .put("/v1/bills/:day", guard(context, putBill), async (c) => {
      const { day } = c.req.valid("param")
      const { account } = c.req.valid("query")
      // What is not over can still grow: its bill would be called whole.
      if (day >= dayOfInstant(await context.run(c, Clock.currentTimeMillis))) {
        throw invalid("path", "day", "a day that is over in China")
      }
      const { bill, remarks } = await readBillBody(context, c, { day, account })
      const versions = await context.run(
        c,
        Effect.gen(function* () {
          return yield* (yield* Ledger).importBill(bill, yield* Clock.currentTimeMillis)
        }),
      )
      const isNew = versions.some((version) => version.isNew)
      const { pages, lines } = bill
      return reply(c, putBill, { pages, lines, days: versions.map(billVersionDocument), remarks }, isNew ? 201 : 200)
    })
    .post("/v1/bills/:day/pull", guard(context, pullBill), async (c) => {
      const { day } = c.req.valid("param")
      const { account, ruleId = null } = c.req.valid("query")
      const outcomes = await context.run(c, pull({ day, account, ruleId }))
      const days = outcomes.map(pullDocument)
      const isHeld = outcomes.every(({ _tag }) => _tag === "Held")
      return reply(c, pullBill, { days }, isHeld ? 202 : 200)
    })

const versionTable = flatTable<BillVersionDocument>(BillVersionSchema)
const lineTable = flatTable<LineDocument>(BillLine)

const linesOf = ({ id, day }: BillVersion) => ({
  name: `bill-${id}-${day}`,
  fetch: (after: LineCursor | undefined, limit: number) =>
    Effect.flatMap(Listings, (listings) => listings.billLines(id, { after, limit })),
  document: lineDocument,
  table: lineTable,
})

interface PullRequest {
  readonly day: number
  readonly account: string | undefined
  readonly ruleId: string | null
}

/** Pulls account by account. Where nothing came of it at all, the first reason is the answer. */
const pull = ({ day, account, ruleId }: PullRequest) =>
  Effect.gen(function* () {
    const { accounts } = yield* Provider
    const asked = account === undefined ? accounts : accounts.filter((each) => each === account)
    if (asked.length === 0) {
      return yield* Effect.fail(new Problem("no_credentials"))
    }
    const outcomes = yield* Effect.forEach(asked, (each) => pullDay({ account: each, day, ruleId }, workerName()))
    const isAnyGood = outcomes.some(({ _tag }) => _tag === "Pulled" || _tag === "Held")
    for (const outcome of isAnyGood ? [] : outcomes) {
      if (outcome._tag === "NotYet") {
        return yield* Effect.fail(new Problem("not_yet", { members: { from: instantToIso(outcome.from) } }))
      }
      if (outcome._tag === "Failed") {
        return yield* Effect.fail(
          outcome.error._tag === "ProviderError"
            ? problemOfProvider(outcome.error)
            : new Problem("provider_failed", { members: { reason: outcome.error.reason } }),
        )
      }
    }
    return outcomes
  })
