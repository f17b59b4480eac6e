/**
 * The console: pages for people, mounted at `/console`. It gets the {@link Service}: `run` for the ports, `settings` to be
 * shown masked, `findKey` for sign-in, `hasKeys` (without any key it is open on loopback, so no sign-in is asked), `now`.
 */
import { Hono } from "hono"

import type { Service } from "../Service.ts"

export const makeConsole = (service: Service): Hono => {
  const app = new Hono()
  app.get("/", (c) => c.text(`faceid-tally ${service.version}`))
  return app
}
