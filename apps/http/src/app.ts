/** The routes of the service, put together. */
import { Hono } from "hono"

import { makeConsole } from "./console/index.tsx"
import type { Service } from "./Service.ts"

export const makeApp = (service: Service): Hono => {
  const app = new Hono()
  app.get("/", (c) => c.redirect("/console"))
  app.route("/console", makeConsole(service))
  return app
}
