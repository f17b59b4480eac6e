/** @jsxImportSource hono/jsx */
/** The day: its page, and its attempts as a spreadsheet. */
import type { ListedAttempt } from "@faceid-tally/books"
import { dayFromNumber, dayNumberOf } from "@faceid-tally/core"
import { accountNames } from "@faceid-tally/host"
import { Hono } from "hono"

import { sheetAnswer } from "../answers.ts"
import type { ConsoleEnv, Service } from "../Desk.ts"
import { missing } from "../faults.tsx"
import { paths } from "../paths.ts"
import { DayPage } from "./DayPage.tsx"
import { type AttemptsAfter, readAttempts, readDay } from "./readDay.ts"
import { attemptTable } from "./tables.ts"

const PAGE_ROWS = 50
const SHEET_PAGE_ROWS = 1000

export const dayRoutes = () => {
  const app = new Hono<ConsoleEnv>()

  app.get("/days/:day", async (c) => {
    const { desk } = c.var
    const { service } = desk
    const day = dayNumberOf(c.req.param("day"))
    if (day === undefined) return missing(c)
    const seq = c.req.query("after")
    const view = await service.run(readDay(day, accountNames(service.settings)))
    const found = await service.run(readAttempts(day, seq === undefined ? undefined : { day, seq }, PAGE_ROWS + 1))
    const page = found.slice(0, PAGE_ROWS)
    const last = found.length > PAGE_ROWS ? page.at(-1)?.seq : undefined
    // The list is in the order of Seq; on one page it can be in the order of time.
    const attempts = last === undefined && seq === undefined ? page.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0)) : page
    const next = last === undefined || last === null ? undefined : paths.dayAfter(day, last)
    return c.html(<DayPage desk={desk} view={view} attempts={attempts} isFirst={seq === undefined} next={next} />)
  })

  app.get("/days/:day/attempts.xlsx", (c) => {
    const { desk } = c.var
    const day = dayNumberOf(c.req.param("day"))
    if (day === undefined) return missing(c)
    return sheetAnswer(c, desk, {
      name: desk.formats.longDay(day),
      file: `faceid-attempts-${dayFromNumber(day)}`,
      table: [...attemptTable(desk), { key: "bizToken", title: () => "BizToken", value: ({ bizToken }) => bizToken }],
      rows: attemptsOf(desk.service, day),
    })
  })

  return app
}

async function* attemptsOf(service: Service, day: number) {
  let after: AttemptsAfter
  do {
    const rows: ReadonlyArray<ListedAttempt> = await service.run(readAttempts(day, after, SHEET_PAGE_ROWS))
    yield* rows
    const seq = rows.length < SHEET_PAGE_ROWS ? null : (rows.at(-1)?.seq ?? null)
    after = seq === null ? undefined : { day, seq }
  } while (after !== undefined)
}
