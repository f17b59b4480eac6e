/** What handlers and middlewares share: the service, its limits, its request limiter, its metrics, and how a use case is run. */
import { Metrics, type Ports } from "@faceid-tally/host/apps"
import * as Effect from "effect/Effect"
import type { Context } from "hono"

import { ReadingRoom } from "../limits/ReadingRoom.ts"
import type { Service } from "./Service.ts"
import { type Ending, never } from "../limits/Ending.ts"
import type { Env } from "./Env.ts"
import { type Limits, limitsOf } from "../limits/Limits.ts"
import { type HttpMetrics, makeHttpMetrics } from "./httpMetrics.ts"
import { GroupWriter, storeGroups } from "../limits/GroupWriter.ts"
import { RequestLimiter } from "../limits/RequestLimiter.ts"

export interface RequestContext {
  readonly service: Service
  readonly limits: Limits
  readonly ending: Ending
  readonly limiter: RequestLimiter
  readonly metrics: Metrics
  readonly http: HttpMetrics
  readonly writer: GroupWriter
  readonly readingRoom: ReadingRoom
  /** Runs a use case for a request: within its time, and in its trace. */
  readonly run: <A, E>(c: Context<Env>, effect: Effect.Effect<A, E, Ports>) => Promise<A>
}

export const makeRequestContext = (service: Service, ending: Ending = never): RequestContext => {
  const limits = limitsOf(service.settings.http)
  const metrics = new Metrics()
  return {
    service,
    limits,
    ending,
    metrics,
    limiter: new RequestLimiter(limits),
    writer: new GroupWriter((groups) => service.run(storeGroups(groups))),
    readingRoom: new ReadingRoom(),
    http: makeHttpMetrics(metrics),
    run: (c, effect) =>
      service.run(
        effect.pipe(
          Effect.withSpan(c.get("operation")?.id ?? "request", { kind: "server" }, { captureStackTrace: false }),
          Effect.annotateLogs("requestId", c.get("requestId")),
        ),
        { signal: c.get("signal") },
      ),
  }
}
