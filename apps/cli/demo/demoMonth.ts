/**
 * The month of `npm start`: played on the simulated provider, reconciled, priced. Whether each planted billing error is
 * among the discrepancies, and nothing else, is seen here too.
 */
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import { Ledger, monthStatement, storeAccountBill } from "@faceid-tally/books/engine"
import { dayFromNumber, instantToIso, monthOf, nextMonth, startOfDay } from "@faceid-tally/core/engine"
import type { StatementDocument } from "@faceid-tally/core/money"
import { readAccountBills } from "@faceid-tally/files/accountBill"
import { businessTime, pricesLayer, pricesOf, readSettings, sealed, storeOf } from "@faceid-tally/host/apps"
import { type AccountBill, accountBillCsv, defaultAccounts, settingsOf, type Truth } from "@faceid-tally/simulator"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

import { type Played, playMonth } from "./playMonth.ts"

const month = monthOf("2026-10") ?? { name: "", first: 0, last: 0 }
const from = dayFromNumber(month.first)
const to = dayFromNumber(month.last)
/** The provider errs in its own favour a little more often. */
export const plants = {
  overcharge: 4,
  undercharge: 2,
  missing_line: 2,
  duplicate_line: 3,
  stranger_line: 3,
  shifted_day: 1,
  code_mismatch: 1,
  token_mismatch: 1,
  wrong_count: 1,
  null_flag: 1,
}
const prices = join(import.meta.dirname, "..", "..", "..", "samples", "prices.json")

export interface DemoMonth extends Pick<Played, "collected" | "pulledDays"> {
  readonly truth: Truth
  readonly statement: StatementDocument
  /** How many errors were planted in the bills of the month. */
  readonly planted: number
  readonly isAllNamed: boolean
  /** The settings with which to look closer. */
  readonly config: string
}

/** Plays the month into a folder, which holds nothing else. */
export const demoMonth = (folder: string): Effect.Effect<DemoMonth, unknown> =>
  Effect.gen(function* () {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    cpSync(prices, join(folder, "prices.json"))
    const config = join(folder, "faceid-tally.json")
    const ledger = `sqlite:${join(folder, "month.db")}`
    writeFileSync(config, JSON.stringify({ ledger, prices: "prices.json", ...settingsOf(defaultAccounts) }, null, 2))
    const days = month.last - month.first + 1
    const settings = yield* readSettings({ flags: { config }, env: {}, folder })
    const money = { prices: yield* pricesOf(settings) }
    const played = yield* playMonth({ from, days, verificationsPerDay: 12, plants, ledger, money })
    const { truth, collected, pulledDays, accountBills } = played
    // The month is over, whenever this is run.
    const now = startOfDay(nextMonth(month).first + 4)
    const time = businessTime({ FACEID_TALLY_NOW: instantToIso(now) })
    const books = Layer.mergeAll(storeOf(settings), pricesLayer(settings), time)
    return yield* Effect.gen(function* () {
      yield* sealed(Effect.forEach(accountBills, (bill) => importAccountBill(bill, folder)))
      const { result: statement } = yield* sealed(
        monthStatement({ month, namedRules: Object.keys(settings.rules ?? {}), programVersion: "demo", now }),
      )
      const named = yield* namedBy(statement)
      // What a person began before the last midnight is billed with the next month, and is no business of this one.
      const ofMonth = truth.planted.filter(({ day }) => day <= to)
      const isAllNamed = JSON.stringify(named) === JSON.stringify(discrepanciesOf(ofMonth))
      return { truth, collected, pulledDays, statement, planted: ofMonth.length, isAllNamed, config }
    }).pipe(Effect.provide(books))
  })

/** As finance does: 明细账单 is downloaded, and imported for its account. */
const importAccountBill = (bill: AccountBill, folder: string) =>
  Effect.gen(function* () {
    const file = join(folder, `${bill.account}-${bill.month}.csv`)
    writeFileSync(file, accountBillCsv(bill, "newer"))
    const { bills } = yield* readAccountBills([file])
    return yield* Effect.forEach(bills, ({ rows, dropped }) =>
      storeAccountBill(month, { account: bill.account, rows, dropped }),
    )
  })

const ITEMS_MAX = 5000

/** The discrepancies of the run that the statement is made by. */
const namedBy = ({ run: { id } }: StatementDocument) =>
  Effect.gen(function* () {
    const ledger = yield* Ledger
    const items = id === null ? [] : yield* ledger.runItems(id, { after: -1, limit: ITEMS_MAX })
    return items.map(({ item: { kind, seq, bizToken } }) => `${kind} ${seq ?? bizToken}`).toSorted()
  })

const discrepanciesOf = (planted: Truth["planted"]): ReadonlyArray<string> =>
  planted
    .flatMap(({ discrepancies, seq, bizToken }) => discrepancies.map((kind) => `${kind} ${seq ?? bizToken}`))
    .toSorted()
