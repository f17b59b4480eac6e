/** @jsxImportSource hono/jsx */
/** Verifications: the search, the list of a month, its spreadsheet, and the page of one. */
import { Listings, type RunItem, type Verification, type VerificationCursor } from "@faceid-tally/books/engine"
import { dayOfInstant, monthOf, monthOfDay, verificationStates } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import { type Context, Hono } from "hono"

import { sheetAnswer } from "../context/answers.ts"
import type { ConsoleEnv } from "../context/PageContext.ts"
import { filterOf } from "../discrepancies/Filter.ts"
import { readNeighbours } from "../discrepancies/readRunItems.ts"
import { missing } from "../faults/faults.tsx"
import { cursorIn, cursorText, verificationCursor } from "../../lists/cursors.ts"
import { pagesOf, rowsOf } from "../../lists/pagesOf.ts"
import { paths } from "../context/paths.ts"
import { findToken, readVerification } from "./readVerification.ts"
import { type CasePlace, VerificationPage } from "./VerificationPage.tsx"
import type { VerificationView } from "./VerificationView.ts"
import { listName, VerificationsPage } from "./VerificationsPage.tsx"
import { verificationTable } from "./verificationTable.ts"

const PAGE_ROWS = 50
const ID_CHARS_MAX = 256
/** In the place of a month: the last year. */
const ALL = "all"
const DAYS_BACK = 366

export const verificationRoutes = () => {
  const app = new Hono<ConsoleEnv>()

  app.get("/verifications", async (c) => {
    const { context } = c.var
    const asked = c.req.query("q")?.trim().slice(0, ID_CHARS_MAX) ?? ""
    if (asked !== "") {
      const found = await context.service.run(findToken(asked))
      const row = rowOf(c)
      const month = monthIn(c)
      if (found.bizToken !== null)
        return c.redirect(paths.verification(found.bizToken, { seq: found.seq, ...row, month }), 303)
      if (found.seq !== null || row.run !== null) {
        const view = await context.service.run(
          readVerification({ ...row, bizToken: null, seq: asked }, context.service.settings),
        )
        return c.html(<VerificationPage context={context} view={view} id={asked} place={await placeOf(c, view)} />)
      }
    }
    const list = await listOf(c)
    if (list === null) return missing(c)
    const { month, state, days } = list
    const after = cursorIn(verificationCursor, c.req.query("after"))
    const { rows, next } = await context.service.run(readPage(days, state, after, PAGE_ROWS))
    const place = { isFirst: after === undefined, next: next === null ? null : cursorText(next) }
    const notFound = asked === "" ? null : asked
    return c.html(
      <VerificationsPage context={context} {...place} month={month} state={state} rows={rows} notFound={notFound} />,
    )
  })

  app.get("/verifications.xlsx", async (c) => {
    const { context } = c.var
    const list = await listOf(c)
    if (list === null) return missing(c)
    return sheetAnswer(c, context, {
      name: listName(context, list.month),
      file: `faceid-verifications-${list.month?.name ?? ALL}`,
      table: verificationTable(context),
      rows: rowsOf(
        pagesOf((after: Cursor, limit) => context.service.run(readPage(list.days, list.state, after, limit))),
      ),
    })
  })

  app.get("/verifications/:bizToken", async (c) => {
    const { context } = c.var
    const bizToken = c.req.param("bizToken")
    const asked = { bizToken, seq: c.req.query("seq") ?? null, ...rowOf(c) }
    const view = await context.service.run(readVerification(asked, context.service.settings))
    const isKnown = view.verification !== null || view.attempts.length > 0 || view.item !== null
    const place = await placeOf(c, view)
    return c.html(<VerificationPage context={context} view={view} id={bizToken} place={place} />, isKnown ? 200 : 404)
  })

  return app
}

/** The row of the run that led here. */
const rowOf = (c: Context<ConsoleEnv>) => {
  const [run, place] = [c.req.query("run"), c.req.query("place")].map((text) =>
    text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null,
  )
  return { run: run ?? null, place: place ?? null }
}

const monthIn = (c: Context<ConsoleEnv>): string | undefined => {
  const month = c.req.query("month") ?? ""
  return monthOf(month)?.name
}

/** The list that led to the discrepancy of the page, and what stands beside it there. */
const placeOf = async (c: Context<ConsoleEnv>, { item }: VerificationView): Promise<CasePlace> => {
  const { service } = c.var.context
  const run = rowOf(c).run
  const month = monthIn(c)
  if (item === null || run === null) return { month, list: null }
  const filter = filterOf((name) => c.req.query(name))
  const beside = await service.run(readNeighbours({ run, filter, settings: service.settings }, item))
  return { month: month ?? monthOfItem(item), list: { run, filter, ...beside } }
}

const monthOfItem = ({ item }: RunItem): string | undefined => item.day?.slice(0, 7)

const listOf = async (c: Context<ConsoleEnv>) => {
  const today = dayOfInstant(await c.var.context.service.now())
  const state = verificationStates.find((each) => each === c.req.query("state"))
  const asked = c.req.query("month") ?? monthOfDay(today).name
  if (asked === ALL) return { month: null, days: { fromDay: today - DAYS_BACK, toDay: today }, state }
  const month = monthOf(asked)
  return month === undefined ? null : { month, days: { fromDay: month.first, toDay: month.last }, state }
}

type Cursor = VerificationCursor | undefined

interface Days {
  readonly fromDay: number
  readonly toDay: number
}

const readPage = (days: Days, state: Verification["state"] | undefined, after: Cursor, limit: number) =>
  Effect.flatMap(Listings, (listings) => listings.verifications({ ...days, state, after, limit }))
