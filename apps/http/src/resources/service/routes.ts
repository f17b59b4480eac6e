/** What the service says of itself: health, readiness, metrics, and its description. */
import { Readiness } from "@faceid-tally/books"
import { bookMetrics } from "@faceid-tally/host"
import * as Effect from "effect/Effect"
import { Hono } from "hono"

import { allow } from "../../edge/allow.ts"
import type { Edge } from "../../edge/Edge.ts"
import type { Env } from "../../edge/Env.ts"
import { reply } from "../../operations/reply.ts"
import type { Operation } from "../../operations/Operation.ts"
import { openApiDocument } from "../../openapi/document.ts"
import { docsPage } from "../../openapi/page.ts"
import { readDocs, readHealth, readMetrics, readOpenApi, readReadiness } from "./operations.ts"

export const serviceRoutes = (edge: Edge, operations: ReadonlyArray<Operation>) =>
  new Hono<Env>()
    .get("/healthz", allow(edge, readHealth), (c) => {
      c.header("Cache-Control", "no-store")
      return reply(c, readHealth, { status: "ok" as const }, 200)
    })
    .get("/readyz", allow(edge, readReadiness), async (c) => {
      c.header("Cache-Control", "no-store")
      const reason = await edge.run(c, readiness)
      return reason === null
        ? reply(c, readReadiness, { status: "ok" as const }, 200)
        : reply(c, readReadiness, { status: "unavailable" as const, reason }, 503)
    })
    .get("/metrics", allow(edge, readMetrics), async (c) => {
      c.header("Cache-Control", "no-store")
      c.header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
      return c.body(edge.metrics.text + (await edge.run(c, bookMetrics)))
    })
    .get("/openapi.json", allow(edge, readOpenApi), (c) =>
      reply(c, readOpenApi, openApiDocument(operations, edge.service.version), 200),
    )
    .get("/docs", allow(edge, readDocs), (c) => {
      const { lang = c.get("language") } = c.req.valid("query")
      c.header(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      )
      c.header("Referrer-Policy", "no-referrer")
      return c.html(docsPage(openApiDocument(operations, edge.service.version, lang), lang))
    })

const readiness = Effect.gen(function* () {
  const { check } = yield* Readiness
  return yield* check
}).pipe(
  Effect.as(null),
  Effect.catch(({ reason }) => Effect.succeed(reason)),
)
