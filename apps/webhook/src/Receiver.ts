/**
 * The receiver: its routes, and the work behind them. It knows no socket; `startReceiver` gives it one. What it answers on
 * callbacks depends on the settings and the request alone, never on the books.
 */
import type { Wake } from "@faceid-tally/books/engine"
import { drainUnread, type Settings } from "@faceid-tally/host/apps"
import type { HttpBindings } from "@hono/node-server"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import { Hono } from "hono"

import { Books, type OpenPorts } from "./books/Books.ts"
import { callbackRoute } from "./callback/callbackRoute.ts"
import { Callbacks } from "./callback/Callbacks.ts"
import { makeCounts } from "./watching/counts.ts"
import { BodyRoom } from "./events/BodyRoom.ts"
import { eventsRoute } from "./events/eventsRoute.ts"
import { forgetEvents } from "./events/forgetEvents.ts"
import { healthRoutes } from "./watching/healthRoutes.ts"
import { metricsRoute } from "./watching/metricsRoute.ts"
import { problemResponse } from "./problem/problemResponse.ts"
import type { Run } from "./books/Run.ts"

export interface ReceiverOptions {
  readonly settings: Settings
  /** What events are signed with; none: events are not taken. */
  readonly secrets: ReadonlyArray<Uint8Array>
  readonly ports: OpenPorts
  readonly run: Run
  /** A worker in this process, to be told that something is due. */
  readonly wake?: Wake | undefined
  /** How many connections are open, and how many were cut to make room. */
  readonly connections?: (() => { readonly open: number; readonly cut: number }) | undefined
}

export interface Receiver {
  readonly app: Hono<{ Bindings: HttpBindings }>
  /** Settles callbacks and forgets old events, until it is interrupted. */
  readonly work: Effect.Effect<never>
  /** Settles what was called back and waits still; for the end, when nothing more is received. */
  readonly finish: Effect.Effect<void>
}

const BODY_BYTES_MAX = 2 ** 20
/** Room for the bodies that are being received at a time: 64 of the largest, within 64 MiB, but always four of them. */
const roomBytes = (bodyBytesMax: number): number =>
  Math.max(4 * bodyBytesMax, Math.min(64 * bodyBytesMax, 64 * BODY_BYTES_MAX))

export const makeReceiver = ({ settings, secrets, ports, run, wake, connections }: ReceiverOptions): Receiver => {
  const { maxBodyBytes = BODY_BYTES_MAX } = settings.webhook ?? {}
  const books = new Books(ports)
  const counts = makeCounts()
  const callbacks = new Callbacks({ settings, books, counts, wake })
  const room = new BodyRoom({ bytesMax: roomBytes(maxBodyBytes), bodyBytesMax: maxBodyBytes })
  const levels = () => {
    const { open, cut } = connections?.() ?? { open: 0, cut: 0 }
    return {
      waitingCallbacks: callbacks.waiting,
      bodyBytes: room.bytes,
      openConnections: open,
      cutConnections: cut,
    }
  }

  const app = new Hono<{ Bindings: HttpBindings }>()
  app.use(async (c, next) => {
    const startedAt = performance.now()
    await next()
    counts.seconds.observe({ route: routeOf(c.req.path) }, (performance.now() - startedAt) / 1000)
    const answer = await drainUnread(c.res, c.env.incoming)
    c.res = undefined
    c.res = answer
  })
  const callback = callbackRoute(settings, callbacks, counts)
  // Whoever configured the address with a slash at its end would leave people before a 404.
  for (const path of ["/callback/:name", "/callback/:name/"]) app.all(path, callback)
  app.all("/events", eventsRoute({ settings, secrets, books, counts, room, run, wake }))
  app.route("/", healthRoutes(books, run))
  app.get("/metrics", metricsRoute({ counts, levels, books, run }))
  app.notFound(() => problemResponse({ status: 404, code: "not_found" }))
  // Nothing of the error but its name is told: it may quote what was sent.
  app.onError(async (error) => {
    await run(Effect.logError("a request met a defect of this program", Cause.die(error)))
    return problemResponse({ status: 500, code: "internal" })
  })
  return {
    app,
    work: Effect.all([callbacks.work, forgetEvents(books)], { concurrency: "unbounded" }).pipe(
      Effect.andThen(Effect.never),
    ),
    finish: callbacks.finish,
  }
}

/** A route as it is declared: a path that a caller made up is no label. */
const routeOf = (path: string): string => {
  if (path.startsWith("/callback/")) return "/callback/{name}"
  return ["/events", "/healthz", "/readyz", "/metrics"].includes(path) ? path : "other"
}
