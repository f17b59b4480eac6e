/** The routes of the service, put together. */
import { Hono } from "hono"
import { compress } from "hono/compress"
import { methodNotAllowed } from "hono/method-not-allowed"

import { makeConsole } from "./console/index.tsx"
import { deadline } from "./edge/deadline.ts"
import { makeRequestContext } from "./edge/RequestContext.ts"
import type { Ending } from "./limits/Ending.ts"
import type { Env } from "./edge/Env.ts"
import { answerError, answerNotFound, observe } from "./edge/observe.ts"
import { etag } from "./edge/etag.ts"
import { Problem } from "./problem/Problem.ts"
import { problemResponse } from "./problem/problemResponse.ts"
import { makeApi } from "./resources/index.ts"
import type { Service } from "./edge/Service.ts"

export const makeApp = (service: Service, ending?: Ending): Hono<Env> => {
  const context = makeRequestContext(service, ending)
  const app = new Hono<Env>()
  app.onError(answerError(context))
  app.notFound(answerNotFound)
  app.use(observe(context))
  app.use(async (_, next) => {
    const leave = context.limiter.enter()
    try {
      await next()
    } finally {
      leave()
    }
  })
  const packed = compress({ encoding: "gzip" })
  // What writes are answered is short.
  app.use((c, next) => (c.req.method === "GET" ? packed(c, next) : next()))
  app.use(
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, methods) =>
        problemResponse(
          new Problem("method_not_allowed", { headers: { Allow: methods.join(", ") } }),
          c.get("requestId"),
          c.get("language"),
        ),
    }),
  )
  app.use(etag)
  app.use(deadline(context))
  app.get("/", (c) => c.redirect("/console"))
  app.route("/console", makeConsole(service))
  app.route("/", makeApi(context))
  return app
}
