/** @jsxImportSource hono/jsx */
/** The month: its page, its charts, its spreadsheet. */
import { Ledger } from "@faceid-tally/books"
import { dayOfInstant, monthOf, monthOfDay } from "@faceid-tally/core"
import { configuredAccounts } from "@faceid-tally/host"
import * as Effect from "effect/Effect"
import { Hono } from "hono"

import { bridgeChart } from "../chart/bridgeChart.ts"
import { chartNames, chartSize, chartSpecOf } from "../chart/ChartSpec.ts"
import { dayChart } from "../chart/dayChart.ts"
import { renderChart } from "../chart/renderChart.ts"
import { svgAnswer, sheetAnswer } from "../context/answers.ts"
import type { ConsoleEnv, PageContext } from "../context/PageContext.ts"
import { missing } from "../faults/faults.tsx"
import { paths } from "../context/paths.ts"
import { bridgeSteps } from "./Bridge.tsx"
import { monthDayTable } from "./monthDayTable.ts"
import { MonthPage } from "./MonthPage.tsx"
import { readMonth } from "./readMonth.ts"
import { monthText } from "./monthText.ts"

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
    const data = await dataOf(context, c.req.param("month"))
    return data === null ? missing(c) : c.html(<MonthPage context={context} {...data} />)
  })

  app.get("/months/:month/:name{[a-z]+\\.svg}", async (c) => {
    const { context } = c.var
    const name = chartNames.find((each) => `${each}.svg` === c.req.param("name"))
    const data = await dataOf(context, c.req.param("month"))
    if (data === null || name === undefined) return missing(c)
    const spec = chartSpecOf(c.req.query("shape"), c.req.query("theme"))
    const { run, days } = data.view
    if (name === "bridge" && run === null) return missing(c)
    const option =
      run !== null && name === "bridge"
        ? bridgeChart(bridgeSteps(run.document, context.say), spec)
        : dayChart(days, context.language, spec)
    return svgAnswer(c, await renderChart(option, chartSize(name, spec.shape)))
  })

  app.get("/months/:month/days.xlsx", async (c) => {
    const { context } = c.var
    const data = await dataOf(context, c.req.param("month"))
    if (data === null) return missing(c)
    const { month, days } = data.view
    return sheetAnswer(c, context, {
      name: monthText[context.language].title(context.formats.month(month.name)),
      file: `faceid-${month.name}`,
      table: monthDayTable(context),
      rows: days,
    })
  })

  return app
}

const dataOf = async ({ service }: PageContext, name: string) => {
  const month = monthOf(name)
  return month === undefined ? null : await service.run(readMonth(month, configuredAccounts(service.settings)))
}

/** The month of the last day of which the books have an attempt, else that of yesterday. */
const lastMonth = (today: number) =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const sums = yield* ledger.daySums({ fromDay: today - DAYS_BACK, toDay: today }, ["day"])
    const last = sums.reduce((latest, { day }) => (day !== null && day > latest ? day : latest), 0)
    return monthOfDay(last === 0 ? today - 1 : last).name
  })
