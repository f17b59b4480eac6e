/** @jsxImportSource hono/jsx */
/** The statement of a month: its page, and the same as a workbook. */
import { comparedFigures, lastStatement } from "@faceid-tally/books/engine"
import { dayOfInstant, type Month, monthOf } from "@faceid-tally/core/engine"
import { statementSheets, statementText } from "@faceid-tally/report"
import { Hono } from "hono"

import { workbookAnswer } from "../context/answers.ts"
import { missing } from "../faults/faults.tsx"
import type { ConsoleEnv, PageContext } from "../context/PageContext.ts"
import { readClosing } from "../closing/readClosing.ts"
import { StatementPage } from "./StatementPage.tsx"

export const statementPageRoutes = () => {
  const app = new Hono<ConsoleEnv>()

  app.get("/statements/:file{\\d{4}-\\d{2}\\.xlsx}", async (c) => {
    const { context } = c.var
    const month = monthOf(c.req.param("file").slice(0, 7))
    if (month === undefined) return missing(c)
    const { document, options } = await read(month, context)
    return workbookAnswer(c, `faceid-statement-${month.name}`, statementSheets(document, options))
  })

  app.get("/statements/:month", async (c) => {
    const { context } = c.var
    const month = monthOf(c.req.param("month"))
    if (month === undefined) return missing(c)
    const closing = await context.service.run(readClosing(month))
    return c.html(<StatementPage context={context} month={month} closing={closing} {...await read(month, context)} />)
  })

  return app
}

const read = async (month: Month, { service, say, language }: PageContext) => {
  const now = await service.now()
  const { document, stale } = await service.run(lastStatement({ month, programVersion: service.version, now }))
  const options = {
    say,
    words: statementText[language],
    hasPlan: service.settings.prices !== undefined,
    isOver: dayOfInstant(now) > month.last,
    figures: await service.run(comparedFigures(month)),
  }
  return { document, isStale: stale, options }
}
