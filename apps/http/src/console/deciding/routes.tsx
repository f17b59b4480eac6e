/** @jsxImportSource hono/jsx */
/** Deciding: by boxes that are ticked, by all that a filter shows, and by a sheet; what is many is shown before it is written. */
import { decide, decisionsOf, lastRun, monthDecisions } from "@faceid-tally/books/engine"
import { type Month, monthOf } from "@faceid-tally/core/engine"
import { readDecisionRow, type RowValues } from "@faceid-tally/core/money"
import { sealed } from "@faceid-tally/host/apps"
import { csvRows, decisionTable, decisionText, faultSentence, sheetOf } from "@faceid-tally/report"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { type Context, Hono } from "hono"

import { actionText } from "../actions/actionText.ts"
import { workbookAnswer } from "../context/answers.ts"
import { FILE_BYTES_MAX, formField, formFields, formFile } from "../context/formField.ts"
import { type ConsoleEnv, mayDecide, type PageContext, writerOf } from "../context/PageContext.ts"
import { paths } from "../context/paths.ts"
import { pathWithin } from "../context/pathWithin.ts"
import { TICK } from "../decisions/DecideForm.tsx"
import { decisionsText } from "../decisions/decisionsText.ts"
import { readSeen, type Seen } from "../decisions/Seen.ts"
import { statedItems } from "../decisions/statedItems.ts"
import { filterOf, statedAsked } from "../discrepancies/Filter.ts"
import { fault, missing } from "../faults/faults.tsx"
import { faultText } from "../faults/faultText.ts"
import { readDecisions } from "../../reading/readDecisions.ts"
import { OutcomesPage } from "./OutcomesPage.tsx"
import { openProposal, type Proposal, type ProposedRow, sealProposal } from "./Proposal.ts"

export const decidingRoutes = () => {
  const app = new Hono<ConsoleEnv>()

  app.get("/decisions/:file{\\d{4}-\\d{2}\\.(?:xlsx|csv)}", async (c) => {
    const { context } = c.var
    const name = c.req.param("file").slice(0, "2026-10".length)
    const month = monthOf(name)
    if (month === undefined) return missing(c)
    const { state } = filterOf((each) => c.req.query(each))
    const { kind, day, account } = c.req.query()
    const { items } = await context.service.run(decisionsOf(month, { kind, day, account, state }))
    const file = `faceid-decisions-${name}`
    if (c.req.path.endsWith(".xlsx")) {
      const { title } = decisionText[context.language]
      return workbookAnswer(c, file, [sheetOf(decisionTable, items, { say: context.say, name: title(name) })])
    }
    return c.body([...csvRows(decisionTable, items, { say: context.say, header: "titles", bom: true })].join(""), 200, {
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": `attachment; filename="${file}.csv"`,
    })
  })

  // A page that a form made has no address of its own.
  app.get("/decisions/:month/:step?", (c) => {
    const month = monthOf(c.req.param("month"))
    return month === undefined ? missing(c) : c.redirect(paths.discrepancies({ month: month.name }), 303)
  })

  app.use("/decisions/*", async (c, next) => {
    const { reader, language } = c.var.context
    return mayDecide(reader) ? next() : fault(c, faultText[language].notDecided, 403)
  })

  app.post("/decisions/:month", async (c) => {
    const { context } = c.var
    const text = decisionsText[context.language]
    const month = monthOf(c.req.param("month"))
    if (month === undefined) return missing(c)
    const said = await saidIn(c)
    const wrong = wrongIn(said, context)
    if (wrong !== null) return fault(c, wrong, 422)
    const isAll = (await formField(c, "scope")) === "all"
    const seen = isAll ? await shownBy(c, month) : await tickedIn(c)
    if (seen.length === 0) return fault(c, text.wrongForm(text.nothingTicked), 422)
    const rows = seen.map((each): ProposedRow => ({ row: null, values: { ...each, ...said } }))
    const proposal = { month: month.name, rows, back: pathWithin(await formField(c, "back")) }
    return isAll ? preview(c, month, proposal) : apply(c, month, proposal)
  })

  app.post("/decisions/:month/sheet", async (c) => {
    const text = decisionsText[c.var.context.language]
    const month = monthOf(c.req.param("month"))
    if (month === undefined) return missing(c)
    const file = await formFile(c, "file")
    if (file === null) return fault(c, actionText[c.var.context.language].noFile, 422)
    const sheet = await readDecisions(new Uint8Array(await file.arrayBuffer()))
    if (sheet._tag === "NoDecisions") return fault(c, text.notReadable[sheet.why], 422)
    if (sheet.month !== month.name) return fault(c, text.otherMonth(sheet.month), 422)
    return preview(c, month, {
      month: month.name,
      rows: sheet.rows,
      back: pathWithin(await formField(c, "back")),
    })
  })

  app.post("/decisions/:month/apply", async (c) => {
    const month = monthOf(c.req.param("month"))
    if (month === undefined) return missing(c)
    const proposal = openProposal(c.var.session.sealer, await formField(c, "proposal"))
    if (proposal === undefined || proposal.month !== month.name) {
      return fault(c, decisionsText[c.var.context.language].staleProposal, 422)
    }
    return apply(c, month, proposal)
  })

  return app
}

/** What the form says of each row. */
const saidIn = async (c: Context<ConsoleEnv>): Promise<RowValues> => {
  const units = await formField(c, "units")
  return {
    state: await formField(c, "state"),
    reason: await formField(c, "reason"),
    ref: await formField(c, "ref"),
    amount: await formField(c, "amount"),
    units: /^\d+$/.test(units) ? Number(units) : units,
    note: await formField(c, "note"),
  }
}

const SOME: Seen = { key: "0".repeat(16), facts: "0".repeat(16), base: 0 }

/** What is wrong with the form is wrong with every row, and told once. */
const wrongIn = (said: RowValues, { language }: PageContext): string | null => {
  const text = decisionsText[language]
  const row = readDecisionRow({ ...SOME, ...said })
  if (row === null) return text.wrongForm(text.noState)
  return Result.isFailure(row) ? text.wrongForm(faultSentence(row.failure, decisionText[language])) : null
}

const tickedIn = async (c: Context<ConsoleEnv>): Promise<ReadonlyArray<Seen>> =>
  (await formFields(c, TICK)).flatMap((text) => readSeen(text) ?? [])

/** All that the filter of the page shows now, on every page of it. */
const shownBy = async (c: Context<ConsoleEnv>, month: Month): Promise<ReadonlyArray<Seen>> => {
  const { service } = c.var.context
  const query = new URLSearchParams(await formField(c, "query"))
  const asked = statedAsked(
    filterOf((name) => query.get(name) ?? undefined),
    service.settings,
  )
  const found = Effect.gen(function* () {
    const { items } = yield* monthDecisions(month, yield* lastRun(month))
    return statedItems(month, items, asked).shown
  })
  return (await service.run(found)).map(({ item: { key, facts }, decision }) => ({
    key,
    facts,
    base: decision?.number ?? 0,
  }))
}

const preview = async (c: Context<ConsoleEnv>, month: Month, proposal: Proposal) => {
  const { context, session } = c.var
  const carried = sealProposal(session.sealer, proposal)
  // What cannot be sent back cannot be confirmed.
  if (carried.length > FILE_BYTES_MAX - FORM_BYTES) return fault(c, decisionsText[context.language].tooMany, 413)
  const rows = await outcomesOf(context, month, proposal, true)
  return c.html(<OutcomesPage context={context} month={month.name} rows={rows} sealed={carried} back={proposal.back} />)
}

/** The fields beside the proposal. */
const FORM_BYTES = 1024

const apply = async (c: Context<ConsoleEnv>, month: Month, proposal: Proposal) => {
  const { context } = c.var
  const rows = await outcomesOf(context, month, proposal, false)
  return c.html(<OutcomesPage context={context} month={month.name} rows={rows} sealed={null} back={proposal.back} />)
}

const outcomesOf = async ({ service, reader }: PageContext, month: Month, { rows }: Proposal, dryRun: boolean) => {
  const request = {
    month,
    rows: rows.map(({ values }) => values),
    by: writerOf(reader),
    now: await service.now(),
    dryRun,
  }
  const { outcomes, items } = dryRun
    ? await service.run(decide(request))
    : (await service.run(sealed(decide(request)))).result
  const byKey = new Map(items.map(({ item: { key, item } }) => [key, item]))
  return outcomes.flatMap((outcome) => {
    const proposed = rows[outcome.row - 1]
    const item = outcome.key === null ? null : (byKey.get(outcome.key) ?? null)
    return proposed === undefined ? [] : [{ outcome, proposed, item }]
  })
}
