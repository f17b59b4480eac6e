/** @jsxImportSource hono/jsx */
/** The settings, to be read only. */
import { Keys } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"
import { Hono } from "hono"

import type { ConsoleEnv } from "../context/PageContext.ts"
import { SettingsPage } from "./SettingsPage.tsx"

export const settingsRoutes = () =>
  new Hono<ConsoleEnv>().get("/settings", async (c) => {
    const { context } = c.var
    const keys = await context.service.run(Effect.flatMap(Keys, (port) => port.list))
    return c.html(<SettingsPage context={context} keys={keys} />)
  })
