/** `bill import` of account bills: each file is the bill of one account and month, and a version of it (F3.3, F3.4). */
import { storeAccountBill } from "@faceid-tally/books/engine"
import { dayOfInstant } from "@faceid-tally/core/engine"
import { amountText } from "@faceid-tally/core/money"
import type { AccountBillFile } from "@faceid-tally/files/accountBill"
import { sealed } from "@faceid-tally/host/apps"
import { printable, sealDocument } from "@faceid-tally/report"
import type { BillImport } from "@faceid-tally/report/documents"
import * as Effect from "effect/Effect"

import { businessNow, withSettings, withStore } from "../../context/CommandContext.ts"
import { INTERRUPTED, untilInterrupted } from "../../context/untilInterrupted.ts"
import { answer } from "../../output/answer.ts"
import { usage } from "../../session/Arguments.ts"
import type { Session } from "../../session/Session.ts"
import type { ArgumentsOf } from "../../spec/CommandSpec.ts"
import { type AccountBillOfMonth, accountOf, monthsOf, noticesOf, summaryOf } from "./accountBills.ts"
import { accountBillText } from "./accountBillText.ts"
import type { billImportSpec } from "./spec.ts"

type Given = ArgumentsOf<typeof billImportSpec>

/** `isBad`: something could not be read, and the exit code says so. */
export const importAccountBills = (
  files: ReadonlyArray<AccountBillFile>,
  isBad: boolean,
  args: Given,
  session: Session,
) =>
  Effect.gen(function* () {
    const bills = yield* usage(() => monthsOf(files, args, session))
    const today = dayOfInstant(yield* businessNow)
    for (const notice of bills.flatMap((bill) => noticesOf(bill, today, session))) {
      session.tell(`faceid-tally: ${notice}`)
    }
    const exitCode = isBad ? 2 : 0
    if (args.boolean("dry-run")) return yield* tried(bills, exitCode, args, session)
    if (bills.length === 0) {
      // Where nothing is left nothing is written: no ledger is made, and no seal.
      const document = { dryRun: false, accountBills: [], seal: null } satisfies BillImport
      return yield* answer(args, session, { document, lines: [], exitCode })
    }
    return yield* stored(bills, exitCode, args, session)
  })

const tried = (bills: ReadonlyArray<AccountBillOfMonth>, exitCode: number, args: Given, session: Session) =>
  withSettings(args, session, ({ settings }) =>
    Effect.gen(function* () {
      const account = yield* usage(() => accountOf(args, session, settings))
      return yield* answer(args, session, {
        document: { dryRun: true, accountBills: bills.map((bill) => documentOf(bill, account)) } satisfies BillImport,
        lines: bills.map((bill) => `${bill.month.name} ${printable(account)} ${summaryOf(bill, session)}`),
        exitCode,
      })
    }),
  )

const stored = (bills: ReadonlyArray<AccountBillOfMonth>, exitCode: number, args: Given, session: Session) =>
  withStore(args, session, "writes", ({ settings, words }) =>
    Effect.gen(function* () {
      const account = yield* usage(() => accountOf(args, session, settings))
      const storing = Effect.forEach(bills, (bill) => {
        const { month, rows, dropped } = bill
        return Effect.map(storeAccountBill(month, { account, rows, dropped }), (version) => ({ bill, version }))
      })
      const done = yield* untilInterrupted(sealed(storing))
      if (done === undefined) return INTERRUPTED
      const { result, seal } = done
      const text = accountBillText[session.language]
      return yield* answer(args, session, {
        document: {
          dryRun: false,
          accountBills: result.map(({ bill, version: { version, digest, isNew, early } }) => ({
            ...documentOf(bill, account),
            version,
            digest,
            isNew,
            early,
          })),
          seal: sealDocument(seal),
        } satisfies BillImport,
        lines: [
          ...result.map(({ bill, version: { version, isNew } }) => {
            const summary = `${bill.month.name} ${printable(account)} ${summaryOf(bill, session)}`
            return `${summary}${text.version(version, isNew)}`
          }),
          words.sealed(seal),
        ],
        exitCode,
      })
    }),
  )

const documentOf = ({ month, rows, dropped, otherMonths, total }: AccountBillOfMonth, account: string) => ({
  account,
  month: month.name,
  rows: rows.length,
  dropped,
  otherMonths,
  total: amountText(total),
})
