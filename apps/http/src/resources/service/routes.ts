/** What the service says of itself: health, readiness, metrics, and its description. */
import { Readiness } from "@faceid-tally/books/engine"
import { bookMetrics, METRICS_TYPE } from "@faceid-tally/host/apps"
import * as Effect from "effect/Effect"
import { Hono } from "hono"

import { guard } from "../../edge/guard.ts"
import type { RequestContext } from "../../edge/RequestContext.ts"
import type { Env } from "../../edge/Env.ts"
import { reply } from "../../operations/reply.ts"
import type { Operation } from "../../operations/Operation.ts"
import { openApiDocument } from "../../openapi/document.ts"
import { docsPage } from "../../openapi/docsPage.ts"
import { readDocs, readHealth, readMetrics, readOpenApi, readReadiness } from "./operations.ts"

export const serviceRoutes = (context: RequestContext, operations: ReadonlyArray<Operation>) =>
  new Hono<Env>()
    .get("/healthz", guard(context, readHealth), (c) => {
      c.header("Cache-Control", "no-store")
      return reply(c, readHealth, { status: "ok" as const }, 200)
    })
    .get("/readyz", guard(context, readReadiness), async (c) => {
      c.header("Cache-Control", "no-store")
      const reason = await context.run(c, readiness)
      return reason === null
        ? reply(c, readReadiness, { status: "ok" as const }, 200)
        : reply(c, readReadiness, { status: "unavailable" as const, reason }, 503)
    })
    .get("/metrics", guard(context, readMetrics), async (c) => {
      c.header("Cache-Control", "no-store")
      c.header("Content-Type", METRICS_TYPE)
      return c.body(context.metrics.text + (await context.run(c, bookMetrics)))
    })
    .get("/openapi.json", guard(context, readOpenApi), (c) =>
      reply(c, readOpenApi, openApiDocument(operations, context.service.version), 200),
    )
    .get("/docs", guard(context, readDocs), (c) => {
      const { lang = c.get("language") } = c.req.valid("query")
      c.header(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      )
      c.header("Referrer-Policy", "no-referrer")
      return c.html(docsPage(openApiDocument(operations, context.service.version, lang), lang))
    })

const readiness = Effect.gen(function* () {
  const { check } = yield* Readiness
  return yield* check
}).pipe(
  Effect.as(null),
  Effect.catch(({ reason }) => Effect.succeed(reason)),
)
