/** @jsxImportSource hono/jsx */
/** The settings, to be read only. */
import { Keys } from "@faceid-tally/books"
import * as Effect from "effect/Effect"
import { Hono } from "hono"

import type { ConsoleEnv } from "../Desk.ts"
import { SettingsPage } from "./SettingsPage.tsx"

export const settingsRoutes = () =>
  new Hono<ConsoleEnv>().get("/settings", async (c) => {
    const { desk } = c.var
    const keys = await desk.service.run(Effect.flatMap(Keys, (port) => port.list))
    return c.html(<SettingsPage desk={desk} keys={keys} />)
  })
