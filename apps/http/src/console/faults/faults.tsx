/** @jsxImportSource hono/jsx */
/** What is answered instead of a page: a sentence and the way back. */
import type { Context } from "hono"

import type { ConsoleEnv } from "../context/PageContext.ts"
import { FaultPage } from "./FaultPage.tsx"
import { faultText } from "./faultText.ts"

export const fault = (c: Context<ConsoleEnv>, what: string, status: 403 | 404 | 413 | 422 | 500 | 503) =>
  c.html(<FaultPage context={c.var.context} what={what} />, status)

export const missing = (c: Context<ConsoleEnv>) => fault(c, faultText[c.var.context.language].notFound, 404)
