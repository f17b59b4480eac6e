/** What can be done from the console: pull, reconcile, collect, close, verify. Each is answered by the page it came from, with a message. */
import { reconcileText } from "@faceid-tally/report"
import { readAccountBills } from "@faceid-tally/files/accountBill"
import { collect, keepRun, Ledger, pullBill, type PullOutcome, storeAccountBill } from "@faceid-tally/books/engine"
import { dayFromNumber, monthOf, readHead } from "@faceid-tally/core/engine"
import { accountNames, configuredAccounts, sealed } from "@faceid-tally/host/apps"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { type Context, Hono } from "hono"

import { closeNow } from "../closing/closeNow.ts"
import { keepNotice } from "../context/cookies.ts"
import { type ConsoleEnv, type PageContext, mayAct } from "../context/PageContext.ts"
import { faultOf } from "../faults/faultOf.ts"
import { fault } from "../faults/faults.tsx"
import { formField, formFile } from "../context/formField.ts"
import { readView } from "../month/readMonth.ts"
import type { Notice } from "../context/Notice.ts"
import { workbookReader } from "../../reading/workbookReader.ts"
import { pathWithin } from "../context/pathWithin.ts"
import { Jobs } from "./Jobs.ts"
import { pullNotice, sweepNotice, verifyNotice } from "./notices.ts"
import { actionText } from "./actionText.ts"
import { faultText } from "../faults/faultText.ts"
import { monthText } from "../month/view/monthText.ts"

export const actionRoutes = (worker: string) => {
  const app = new Hono<ConsoleEnv>()
  const jobs = new Jobs()

  /** Does it and goes back to where the form was. */
  const answer = async (c: Context<ConsoleEnv>, name: string, work: (context: PageContext) => Promise<Notice>) => {
    const { context } = c.var
    const outcome = () =>
      work(context).catch((error): Notice => ({ tone: "bad", text: faultOf(error, context).sentence }))
    const notice = await jobs.run(name, outcome)
    keepNotice(c, c.var.session, notice ?? { tone: "warn", text: actionText[context.language].underWay })
    return c.redirect(pathWithin(await formField(c, "back")), 303)
  }

  app.post("/actions/verify", async (c) => {
    const written = await formField(c, "head")
    const head = readHead(written)
    return answer(c, `verify ${head ?? ""}`, async (context) =>
      head === undefined && written !== ""
        ? { tone: "bad", text: context.words.notAHead }
        : verifyNotice(await context.service.run(verifyNow(head)), context),
    )
  })

  // What is below changes the books.
  app.use("/actions/*", async (c, next) => {
    if (mayAct(c.var.context.reader)) return next()
    return fault(c, faultText[c.var.context.language].notAllowed, 403)
  })

  app.post("/actions/reconcile", async (c) => {
    const month = await formField(c, "month")
    return answer(c, `reconcile ${month}`, (context) => reconcileMonth(context, month))
  })

  app.post("/actions/pull", async (c) => {
    const [day, month] = [await formField(c, "day"), await formField(c, "month")]
    return answer(c, `pull ${month} ${day}`, async (context) => {
      const { service } = context
      const accounts = configuredAccounts(service.settings)
      const days = /^\d{1,6}$/.test(day)
        ? accounts.map((account) => ({ account, day: Number(day) }))
        : await service.run(missingBills(month, accounts))
      return pullNotice((await service.run(sealed(pullAll(days, worker)))).result, context)
    })
  })

  app.post("/actions/account-bill", async (c) => {
    const [month, account] = [await formField(c, "month"), await formField(c, "account")]
    const file = await formFile(c, "file")
    return answer(c, `account bill ${month} ${account}`, (context) => storeBill(context, { month, account, file }))
  })

  app.post("/actions/close", async (c) => {
    const asked = {
      month: await formField(c, "month"),
      force: (await formField(c, "force")) === "true",
      reason: await formField(c, "reason"),
    }
    return answer(c, `close ${asked.month}`, (context) => closeNow(context, asked))
  })

  app.post("/actions/collect", (c) =>
    answer(c, "collect", async (context) => sweepNotice(await context.service.run(sweepNow(worker)), context)),
  )

  return app
}

const sweepNow = (worker: string) =>
  Effect.gen(function* () {
    const { result: swept } = yield* sealed(collect({ worker }))
    const now = yield* Clock.currentTimeMillis
    return { swept, waiting: yield* (yield* Ledger).waiting(now), now }
  })

/** Of the month as far as its bills are out. */
const reconcileMonth = async ({ service, say, words, language }: PageContext, name: string): Promise<Notice> => {
  const month = monthOf(name)
  if (month === undefined) return { tone: "bad", text: faultText[language].notFound }
  const { view, now } = await service.run(readView(month, configuredAccounts(service.settings)))
  if (view.endDay === month.first) return { tone: "warn", text: monthText[language].future }
  const request = {
    from: dayFromNumber(month.first),
    to: dayFromNumber(view.endDay - 1),
    programVersion: service.version,
    now,
  }
  const { result } = await service.run(sealed(keepRun(request)))
  if (result.instead !== null) {
    return { tone: "warn", text: reconcileText[say.language].nothingCompared(undefined, request.from, request.to) }
  }
  return { tone: "good", text: words.run(result.run ?? 0) }
}

/** Nothing is stored where a row cannot be read. */
const storeBill = async (
  { service, language }: PageContext,
  { month: name, account, file }: { readonly month: string; readonly account: string; readonly file: File | null },
): Promise<Notice> => {
  const text = actionText[language]
  const month = monthOf(name)
  if (month === undefined || !accountNames(service.settings).includes(account)) {
    return { tone: "bad", text: faultText[language].notFound }
  }
  if (file === null) return { tone: "bad", text: text.noFile }
  const rejected: Array<number> = []
  const { bills } = await service.run(
    readAccountBills(["-"], {
      stdin: only(new Uint8Array(await file.arrayBuffer())),
      stdinName: file.name,
      spreadsheet: workbookReader(),
      onRejected: ({ line }) => void rejected.push(line),
    }),
  )
  const [bill] = bills
  if (rejected[0] !== undefined) return { tone: "bad", text: text.rejectedBill(rejected.length, rejected[0]) }
  if (bill === undefined) return { tone: "bad", text: text.noBill }
  const { rows, dropped } = bill
  const { result } = await service.run(sealed(storeAccountBill(month, { account, rows, dropped })))
  return result.isNew
    ? { tone: "good", text: text.storedBill(name, account, result.version, rows.length) }
    : { tone: "good", text: text.sameBill(name, account) }
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** The bills of the month that are out and not there. */
const missingBills = (name: string, accounts: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const month = monthOf(name)
    if (month === undefined) return []
    const { view } = yield* readView(month, accounts)
    return view.days.flatMap(({ day, unpulled }) => unpulled.map((account) => ({ account, day })))
  })

const pullAll = (days: ReadonlyArray<{ readonly account: string; readonly day: number }>, worker: string) =>
  Effect.gen(function* () {
    const outcomes: Array<PullOutcome> = []
    for (const { account, day } of days) {
      const billDay = { account, day, ruleId: null }
      const isHopeless = outcomes.some((outcome) => outcome.account === account && isOfAccount(outcome))
      outcomes.push(isHopeless ? { ...billDay, _tag: "Skipped" } : yield* pullBill(billDay, worker))
    }
    return outcomes
  })

/** A failure that the account's other days would meet as well. */
const isOfAccount = (outcome: PullOutcome): boolean =>
  outcome._tag === "Failed" && outcome.error._tag === "ProviderError" && outcome.error.scope !== "request"

const verifyNow = (head: string | undefined) =>
  Effect.gen(function* () {
    return yield* (yield* Ledger).verify({ head, now: yield* Clock.currentTimeMillis })
  })
