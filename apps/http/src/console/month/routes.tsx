/** @jsxImportSource hono/jsx */
/** The month: its page, and its days as a spreadsheet. */
import { Ledger } from "@faceid-tally/books/engine"
import { dayOfInstant, monthOf, monthOfDay } from "@faceid-tally/core/engine"
import { configuredAccounts } from "@faceid-tally/host/apps"
import * as Effect from "effect/Effect"
import { Hono } from "hono"

import { sheetAnswer } from "../context/answers.ts"
import { missing } from "../faults/faults.tsx"
import type { ConsoleEnv } from "../context/PageContext.ts"
import { paths } from "../context/paths.ts"
import { groupings } from "./difference/groups.ts"
import { monthDayTable } from "./days/monthDayTable.ts"
import { MonthPage } from "./MonthPage.tsx"
import { consoleText } from "../text/consoleText.ts"
import { readMonth, readView } from "./readMonth.ts"

/** How far back the last month with anything in it is looked for. */
const DAYS_BACK = 400

export const monthRoutes = () => {
  const app = new Hono<ConsoleEnv>()

  app.get("/", async (c) => {
    const { service } = c.var.context
    const today = dayOfInstant(await service.now())
    return c.redirect(paths.month(await service.run(lastMonth(today))))
  })

  app.get("/months/:month", async (c) => {
    const { context } = c.var
    const { service } = context
    const month = monthOf(c.req.param("month"))
    if (month === undefined) return missing(c)
    const data = await service.run(readMonth(month, configuredAccounts(service.settings)))
    const by = groupings.find((grouping) => grouping === c.req.query("by"))
    const isWhole = c.req.query("days") === "all"
    return c.html(<MonthPage context={context} {...data} by={by} hasAllDays={isWhole} />)
  })

  app.get("/months/:month/days.xlsx", async (c) => {
    const { context } = c.var
    const { service } = context
    const month = monthOf(c.req.param("month"))
    if (month === undefined) return missing(c)
    const { view } = await service.run(readView(month, configuredAccounts(service.settings)))
    return sheetAnswer(c, context, {
      name: consoleText[context.language].billOf(context.formats.month(month.name)),
      file: `faceid-${month.name}`,
      table: monthDayTable(context),
      rows: view.days,
    })
  })

  return app
}

/** The month of the last day of which the books have an attempt, else that of yesterday. */
const lastMonth = (today: number) =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const sums = yield* ledger.daySums({ fromDay: today - DAYS_BACK, toDay: today }, ["day"])
    const last = sums.reduce((latest, { day }) => (day !== null && day > latest ? day : latest), 0)
    return monthOfDay(last === 0 ? today - 1 : last).name
  })
