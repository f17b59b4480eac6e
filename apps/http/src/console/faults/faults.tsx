/** @jsxImportSource hono/jsx */
/** What is answered instead of a page: a sentence and the way back. */
import type { Context } from "hono"

import type { ConsoleEnv } from "../Desk.ts"
import { FaultPage } from "./FaultPage.tsx"
import { faultText } from "./faultText.ts"

export const fault = (c: Context<ConsoleEnv>, what: string, status: 403 | 404 | 413 | 500 | 503) =>
  c.html(<FaultPage desk={c.var.desk} what={what} />, status)

export const missing = (c: Context<ConsoleEnv>) => fault(c, faultText[c.var.desk.language].notFound, 404)
