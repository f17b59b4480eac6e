/** @jsxImportSource hono/jsx */
/** What is answered instead of a page: a sentence and the way back. */
import type { Context } from "hono"

import type { ConsoleEnv } from "./Desk.ts"
import { FaultPage } from "./layout/FaultPage.tsx"

export const fault = (c: Context<ConsoleEnv>, what: string, status: 403 | 404 | 413 | 500 | 503) =>
  c.html(<FaultPage desk={c.var.desk} what={what} />, status)

export const missing = (c: Context<ConsoleEnv>) => fault(c, c.var.desk.text.fault.notFound, 404)
