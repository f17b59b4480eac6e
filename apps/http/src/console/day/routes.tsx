/** @jsxImportSource hono/jsx */
/** The day: its page, and its attempts as a spreadsheet. */
import type { AttemptCursor } from "@faceid-tally/books/engine"
import { dayFromNumber, dayNumberOf } from "@faceid-tally/core/engine"
import { accountNames } from "@faceid-tally/host/apps"
import { Hono } from "hono"

import { sheetAnswer } from "../context/answers.ts"
import type { ConsoleEnv } from "../context/PageContext.ts"
import { missing } from "../faults/faults.tsx"
import { attemptCursor, cursorIn, cursorText } from "../../lists/cursors.ts"
import { pagesOf, rowsOf } from "../../lists/pagesOf.ts"
import { paths } from "../context/paths.ts"
import { DayPage } from "./DayPage.tsx"
import { readAttempts, readDay } from "./readDay.ts"
import { attemptTable } from "./tables.ts"

const PAGE_ROWS = 50

export const dayRoutes = () => {
  const app = new Hono<ConsoleEnv>()

  app.get("/days/:day", async (c) => {
    const { context } = c.var
    const { service } = context
    const day = dayNumberOf(c.req.param("day"))
    if (day === undefined) return missing(c)
    const after = cursorIn(attemptCursor, c.req.query("after"))
    const view = await service.run(readDay(day, accountNames(service.settings)))
    const { rows, next } = await service.run(readAttempts(day, after, PAGE_ROWS))
    const isFirst = after === undefined
    // The list is in the order of Seq; on one page it can be in the order of time.
    const attempts = isFirst && next === null ? rows.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0)) : rows
    const nextPath = next === null ? undefined : paths.dayAfter(day, cursorText(next))
    return c.html(<DayPage context={context} view={view} attempts={attempts} isFirst={isFirst} next={nextPath} />)
  })

  app.get("/days/:day/attempts.xlsx", (c) => {
    const { context } = c.var
    const { service } = context
    const day = dayNumberOf(c.req.param("day"))
    if (day === undefined) return missing(c)
    return sheetAnswer(c, context, {
      name: context.formats.longDay(day),
      file: `faceid-attempts-${dayFromNumber(day)}`,
      table: [
        ...attemptTable(context),
        { key: "bizToken", title: () => "BizToken", value: ({ bizToken }) => bizToken },
      ],
      rows: rowsOf(pagesOf((after: AttemptCursor | undefined, limit) => service.run(readAttempts(day, after, limit)))),
    })
  })

  return app
}
