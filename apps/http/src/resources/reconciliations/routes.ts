/** `/v1/reconciliations`: the books against the stored bill, and what came of it. */
import { keepRun, type KeepRunRequest, Ledger, Listings, type RunItemCursor } from "@faceid-tally/books/engine"
import { type BillingDay, dayNumberOf, isAhead, readAsOf } from "@faceid-tally/core/engine"
import { publishedRuleSet } from "@faceid-tally/host/apps"
import { byPlan, itemDocument, itemTable, NAMED_MAX, type RunDocument, runDocument } from "@faceid-tally/report"
import { Run } from "@faceid-tally/report/documents"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { Hono } from "hono"

import { guard } from "../../edge/guard.ts"
import type { RequestContext } from "../../edge/RequestContext.ts"
import type { Env } from "../../edge/Env.ts"
import { reply } from "../../operations/reply.ts"
import {
  listDiscrepancies,
  listReconciliations,
  readLaterReconciliation,
  readReconciliation,
  runReconciliation,
} from "./operations.ts"
import { LaterRuns } from "./LaterRuns.ts"
import { prefersLater } from "./prefersLater.ts"
import { invalid, Problem } from "../../problem/Problem.ts"
import { answerList } from "../../lists/answerList.ts"
import { flatTable } from "../../lists/flatTable.ts"

export const reconciliationRoutes = (context: RequestContext) => {
  const later = new LaterRuns(context)
  return new Hono<Env>()
    .post("/v1/reconciliations", guard(context, runReconciliation), async (c) => {
      const asked = c.req.valid("json")
      if (daysBetween(asked.from, asked.to) < 0) throw invalid("body", "to", "a day that is not before from")
      const { version, settings } = context.service
      const namedRules = Object.keys(settings.rules ?? {})
      const request = await context.run(c, requestOf({ ...asked, programVersion: version, namedRules }))
      if (!prefersLater(c)) return reply(c, runReconciliation, await context.run(c, reconcile(request)), 201)
      c.header("Preference-Applied", "respond-async")
      return reply(c, runReconciliation, await later.begin(c, reconcile(request)), 202)
    })
    .get("/v1/reconciliation-requests/:request", guard(context, readLaterReconciliation), async (c) => {
      const found = await later.find(c, c.req.valid("param").request)
      if (found === null) throw new Problem("not_found")
      c.header("Cache-Control", "no-store")
      if (found.state === "running") c.header("Retry-After", "1")
      return reply(c, readLaterReconciliation, found, 200)
    })
    .get("/v1/reconciliations", guard(context, listReconciliations), (c) =>
      answerList(context, c, c.req.valid("query"), {
        name: "reconciliations",
        fetch: (before: number | undefined, limit) =>
          Effect.flatMap(Listings, (listings) => listings.runs({ before, limit })),
        document: runDocument,
        table: runTable,
      }),
    )
    .get("/v1/reconciliations/:id", guard(context, readReconciliation), async (c) => {
      const { id } = c.req.valid("param")
      return reply(c, readReconciliation, await context.run(c, runOf(id)), 200)
    })
    .get("/v1/reconciliations/:id/discrepancies", guard(context, listDiscrepancies), async (c) => {
      const { id } = c.req.valid("param")
      const { kind, day, account, hasImpact, order = "place", ...query } = c.req.valid("query")
      const { amounts } = await context.run(c, runOf(id))
      const pricing = amounts == null ? undefined : byPlan(amounts)
      const documentOf = itemDocument(pricing)
      return answerList(context, c, query, {
        name: `discrepancies-${id}`,
        fetch: (after: RunItemCursor | undefined, limit) =>
          Effect.flatMap(Listings, (listings) =>
            listings.runItems(id, { kind, day, account, hasImpact, order, after, limit }),
          ),
        document: ({ item }) => documentOf(item),
        table: itemTable(pricing),
      })
    })
}

const runTable = flatTable<RunDocument>(Run)

const daysBetween = (from: BillingDay, to: BillingDay): number => (dayNumberOf(to) ?? 0) - (dayNumberOf(from) ?? 0)

const runOf = (id: number) =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const run = yield* ledger.run(id)
    if (run === null) return yield* Effect.fail(new Problem("not_found"))
    yield* ledger.checkRun(id)
    return runDocument(run)
  })

/** A time that is still to come would name books that nobody has seen. */
const asOfField = (value: string | number | null | undefined) =>
  Effect.gen(function* () {
    const at = value == null ? undefined : readAsOf(value)
    if (typeof at !== "number") return undefined
    if (isAhead(at, yield* Clock.currentTimeMillis)) {
      return yield* Effect.fail(invalid("body", "asOf", "a time that is not ahead of the clock"))
    }
    return at
  })

interface ReconcileRequest {
  readonly from: BillingDay
  readonly to: BillingDay
  readonly ruleId?: string | null
  readonly asOf?: string | number | null
  readonly edition?: string | null
  readonly programVersion: string
  /** The RuleIds of the settings. */
  readonly namedRules: ReadonlyArray<string>
}

/** What is asked of the books; what cannot be asked is refused before anything is done. */
const requestOf = ({ from, to, ruleId, asOf, edition, programVersion, namedRules }: ReconcileRequest) =>
  Effect.gen(function* () {
    return {
      from,
      to,
      ruleId: ruleId ?? undefined,
      asOf: yield* asOfField(asOf),
      ruleSet: edition == null ? undefined : publishedRuleSet(edition),
      programVersion,
      namedRules,
      now: yield* Clock.currentTimeMillis,
    } satisfies KeepRunRequest
  })

const reconcile = (request: KeepRunRequest) =>
  Effect.gen(function* () {
    const { run, instead } = yield* keepRun(request)
    if (instead !== null) {
      const members = { ruleIds: instead.ruleIds.slice(0, NAMED_MAX), days: instead.days.slice(0, NAMED_MAX) }
      return yield* Effect.fail(new Problem("nothing_compared", { members }))
    }
    return yield* runOf(run ?? 0)
  })
