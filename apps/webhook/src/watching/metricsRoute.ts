/**
 * `/metrics` in the text format of Prometheus. The receiver faces the internet, so they are for this machine alone: a
 * connection from loopback that no proxy has passed on. A proxy should pass on `/callback/` and `/events` and nothing else.
 */
import { bookMetrics, gaugeText, isLoopbackAddress, METRICS_TYPE } from "@faceid-tally/host/apps"
import type { HttpBindings } from "@hono/node-server"
import * as Effect from "effect/Effect"
import type { Context } from "hono"

import type { Books } from "../books/Books.ts"
import type { Counts } from "./counts.ts"
import { problemResponse, quietHeaders } from "../problem/problemResponse.ts"
import type { Run } from "../books/Run.ts"

/** What stands at this moment. */
export interface Levels {
  readonly waitingCallbacks: number
  readonly bodyBytes: number
  readonly openConnections: number
  readonly cutConnections: number
}

export interface MetricsOptions {
  readonly counts: Counts
  readonly levels: () => Levels
  readonly books: Books
  readonly run: Run
}

const FORWARDED = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"]

export const metricsRoute =
  ({ counts, levels, books, run }: MetricsOptions) =>
  async ({ req, env }: Context<{ Bindings: HttpBindings }>): Promise<Response> => {
    const isPassedOn = FORWARDED.some((name) => req.header(name) !== undefined)
    if (isPassedOn || !isLoopbackAddress(env.incoming?.socket.remoteAddress)) {
      return problemResponse({ status: 404, code: "not_found" })
    }
    const { waitingCallbacks, bodyBytes, openConnections, cutConnections } = levels()
    // Those of the books are left out while they are away.
    const ofBooks = await run(Effect.orElseSucceed(books.use(bookMetrics), () => ""))
    const text = [
      counts.metrics.text,
      gaugeText("faceid_tally_webhook_callbacks_waiting", "BizTokens of callbacks that nobody has looked at yet", [
        { value: waitingCallbacks },
      ]),
      gaugeText("faceid_tally_webhook_body_bytes", "Bytes of bodies that are being received", [{ value: bodyBytes }]),
      gaugeText("faceid_tally_webhook_connections", "Open connections", [{ value: openConnections }]),
      gaugeText(
        "faceid_tally_webhook_connections_cut",
        "Connections that had to make room because too many sent no complete request",
        [{ value: cutConnections }],
      ),
      ofBooks,
    ].join("")
    return new Response(text, { headers: { ...quietHeaders, "content-type": METRICS_TYPE } })
  }
