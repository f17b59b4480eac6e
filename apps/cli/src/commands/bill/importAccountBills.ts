/** `bill import` of account bills: what was read, each file as the bill of one account and month (F3.3, F3.4). */
import { dayOfInstant } from "@faceid-tally/core"
import { amountText } from "@faceid-tally/core/money"
import type { AccountBillFile } from "@faceid-tally/files/accountBill"
import { printable } from "@faceid-tally/report"
import type { BillImport } from "@faceid-tally/report/documents"
import * as Effect from "effect/Effect"

import { businessNow, withSettings } from "../../context/CommandContext.ts"
import { answer } from "../../output/answer.ts"
import { usage, UsageError } from "../../session/Arguments.ts"
import type { Session } from "../../session/Session.ts"
import type { ArgumentsOf } from "../../spec/CommandSpec.ts"
import { type AccountBillOfMonth, accountOf, monthsOf, noticesOf, summaryOf } from "./accountBills.ts"
import { accountBillText } from "./accountBillText.ts"
import type { billImportSpec } from "./spec.ts"

export const importAccountBills = (
  files: ReadonlyArray<AccountBillFile>,
  isBad: boolean,
  args: ArgumentsOf<typeof billImportSpec>,
  session: Session,
) =>
  Effect.gen(function* () {
    if (!args.boolean("dry-run")) {
      return yield* new UsageError({ message: accountBillText[session.language].notStored })
    }
    const bills = yield* usage(() => monthsOf(files, args, session))
    const today = dayOfInstant(yield* businessNow)
    for (const notice of bills.flatMap((bill) => noticesOf(bill, today, session))) {
      session.tell(`faceid-tally: ${notice}`)
    }
    const exitCode = isBad ? 2 : 0
    return yield* withSettings(args, session, ({ settings }) =>
      Effect.gen(function* () {
        const account = yield* usage(() => accountOf(args, session, settings))
        return yield* answer(args, session, {
          document: {
            dryRun: true,
            accountBills: bills.map((bill) => documentOf(bill, account)),
          } satisfies BillImport,
          lines: bills.map((bill) => `${bill.month.name} ${printable(account)} ${summaryOf(bill, session)}`),
          exitCode,
        })
      }),
    )
  })

const documentOf = ({ month, rows, dropped, otherMonths, total }: AccountBillOfMonth, account: string) => ({
  account,
  month: month.name,
  rows: rows.length,
  dropped,
  otherMonths,
  total: amountText(total),
})
