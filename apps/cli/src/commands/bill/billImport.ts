/** `bill import`: a bill from files into the ledger, that of FaceID or the account bill, for which its content looks. */
import { type BillVersion, Ledger } from "@faceid-tally/books/engine"
import { Bill, dayFromNumber, dayOfInstant } from "@faceid-tally/core/engine"
import { readBills } from "@faceid-tally/files"
import { type AccountBillFile, accountBillsAmong, readAccountBills } from "@faceid-tally/files/accountBill"
import { sealed } from "@faceid-tally/host/apps"
import { printable, remarkMessage, sealDocument } from "@faceid-tally/report"
import type { BillImport, ImportedDay } from "@faceid-tally/report/documents"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

import { usage } from "../../session/Arguments.ts"
import { answer } from "../../output/answer.ts"
import { businessNow, withLedger } from "../../context/CommandContext.ts"
import { INTERRUPTED, untilInterrupted } from "../../context/untilInterrupted.ts"
import { hasNoAnswer, readerOf } from "../../reading/readerOf.ts"
import type { RunOf } from "../../spec/CommandSpec.ts"
import { refuseOtherSide } from "./accountBills.ts"
import { importAccountBills } from "./importAccountBills.ts"
import type { billImportSpec } from "./spec.ts"

export const billImport: RunOf<typeof billImportSpec> = (args, session) =>
  Effect.gen(function* () {
    const read = yield* usage(() => readerOf(args, session))
    const bill = new Bill()
    const files = args.strings("files")
    let accountBills: ReadonlyArray<AccountBillFile> | undefined
    const outcome = yield* read({ at: "billImport", files }, (options) =>
      Effect.gen(function* () {
        const { accountBills: names, others, stdin } = yield* accountBillsAmong(files, options)
        const whole = stdin === undefined ? options : { ...options, stdin }
        yield* usage(() => refuseOtherSide(names, others, args, session))
        if (names.length === 0) return yield* readBills(files, bill, { ...whole, needsDays: true })
        const { bills, report } = yield* readAccountBills(files, whole)
        accountBills = bills
        return report
      }),
    )
    if (hasNoAnswer(args, outcome)) return 2
    if (accountBills !== undefined) {
      return yield* importAccountBills(accountBills, outcome.isBad, args, session)
    }
    const today = dayOfInstant(yield* businessNow)
    const open = [...daysOf(bill)].filter((day) => day >= today).toSorted((a, b) => a - b)
    if (open[0] !== undefined) {
      const remark = { code: "day_not_over", day: dayFromNumber(open[0]), days: open.length } as const
      session.tell(`faceid-tally: ${remarkMessage(remark, session.say)}`)
    }
    const exitCode = outcome.isBad ? 2 : 0
    const { pages, lines } = bill
    if (args.boolean("dry-run")) {
      return yield* answer(args, session, {
        document: { dryRun: true, pages, lines } satisfies BillImport,
        lines: [`${session.say.columns.lines}${session.say.colon}${lines}`],
        exitCode,
      })
    }
    if (isEmpty(bill)) {
      // Where nothing is left nothing is written: no ledger is made, and no seal.
      return yield* answer(args, session, {
        document: { dryRun: false, pages, lines, days: [], seal: null } satisfies BillImport,
        lines: [`${session.say.columns.lines}${session.say.colon}${lines}`],
        exitCode,
      })
    }
    return yield* withLedger(args, session, "writes", ({ words }) =>
      Effect.gen(function* () {
        const ledger = yield* Ledger
        const now = yield* Clock.currentTimeMillis
        const imported = yield* untilInterrupted(sealed(ledger.importBill(bill, now)))
        if (imported === undefined) return INTERRUPTED
        const { result: versions, seal } = imported
        return yield* answer(args, session, {
          document: {
            dryRun: false,
            pages,
            lines,
            days: versions.map(versionDocument),
            seal: sealDocument(seal),
          } satisfies BillImport,
          lines: [
            ...versions.map(
              ({ account, day, version, lines: ofDay, charges, isNew }) =>
                `${dayFromNumber(day)} ${printable(account)} ${words.pulled(version, ofDay, charges, isNew)}`,
            ),
            words.sealed(seal),
          ],
          exitCode,
        })
      }),
    )
  })

/** The days of its pages, in their order. */
const daysOf = (bill: Bill): ReadonlyArray<number> =>
  [...new Set(Array.from({ length: bill.pages }, (_, page) => bill.pageDay(page)))].toSorted((a, b) => a - b)

const isEmpty = ({ pages, coverage }: Bill): boolean => pages + coverage.length === 0

const versionDocument = ({
  account,
  day,
  ruleId,
  version,
  digest,
  pages,
  lines,
  charges,
  isNew,
}: BillVersion): ImportedDay => ({
  account,
  day: dayFromNumber(day),
  ruleId,
  version,
  digest,
  pages,
  lines,
  charges,
  isNew,
})
