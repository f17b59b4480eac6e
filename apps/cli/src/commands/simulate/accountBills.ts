/** The account bills of `simulate`: by which plan they are made, what is wrong in them, and the files that hold them. */
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import { dayNumberOf, monthOfDay } from "@faceid-tally/core/engine"
import { readAmount } from "@faceid-tally/core/money"
import { pricesOf } from "@faceid-tally/host/apps"
import { type Column, type SharedText, type Table, xlsxStream } from "@faceid-tally/report"
import {
  type AccountBill,
  accountBillColumns,
  accountBillCsv,
  accountBillPages,
  type BilledComponent,
  type History,
  type MoneyOptions,
  moneyPlantKinds,
  type SimulatorHandle,
} from "@faceid-tally/simulator"
import * as Effect from "effect/Effect"

import { countOf } from "../../arguments/numbers.ts"
import { sentenceOf } from "../../context/CommandContext.ts"
import { usage, UsageError } from "../../session/Arguments.ts"
import { Refusal, type Session } from "../../session/Session.ts"
import type { ArgumentsOf } from "../../spec/CommandSpec.ts"
import { simulateText } from "./simulateText.ts"
import type { simulateSpec } from "./spec.ts"

type Given = ArgumentsOf<typeof simulateSpec>

/** By what the account bills are made; `undefined` where no plan is given. */
export const moneyOf = (args: Given, session: Session): Effect.Effect<MoneyOptions | undefined, Refusal | UsageError> =>
  Effect.gen(function* () {
    const path = yield* usage(() => args.string("prices"))
    const count = yield* usage(() => countOf(args, "money-plants", session))
    if (path === undefined) return undefined
    const prices = yield* pricesOf({ prices: path }).pipe(
      Effect.mapError((error) => new Refusal({ message: sentenceOf(error, session) })),
    )
    if (count === undefined) return { prices }
    return { prices, plants: Object.fromEntries(moneyPlantKinds.map((kind) => [kind, count])) }
  })

/** What needs a plan, and a history, is refused without. */
export const refuseWithoutPlan = (args: Given, { language }: Session): void => {
  const needing = (["prices", "account-bills", "money-plants"] as const).find((name) => args.isGiven(name))
  const isPossible = args.isGiven("since") && args.isGiven("prices")
  if (needing !== undefined && !isPossible) {
    throw new UsageError({ message: simulateText[language].pricesNeeded(`--${needing}`) })
  }
}

/** Writes the bills of the months that lie in the history from their first to their last day; gives the names of the files. */
export const writeAccountBills = async (
  simulator: SimulatorHandle,
  { from, days }: History,
  folder: string,
  say: SharedText,
): Promise<ReadonlyArray<string>> => {
  mkdirSync(folder, { recursive: true })
  const files: Array<string> = []
  for (const bill of monthsIn(from, days).flatMap((month) => simulator.accountBills(month))) {
    const path = join(folder, `${bill.account}-${bill.month}`)
    const write = (ending: string, content: string | Uint8Array) => {
      writeFileSync(`${path}${ending}`, content)
      files.push(`${path}${ending}`)
    }
    write(".csv", accountBillCsv(bill, "newer"))
    write("-older.csv", accountBillCsv(bill, "older"))
    write(".xlsx", await workbookOf(bill, say))
    write(".json", JSON.stringify(accountBillPages(bill), null, 2))
  }
  return files
}

const monthsIn = (from: string, days: number): ReadonlyArray<string> => {
  const first = dayNumberOf(from) ?? 0
  const last = first + days - 1
  const months = new Map(
    Array.from({ length: days }, (_, i) => monthOfDay(first + i)).map((month) => [month.name, month]),
  )
  return [...months.values()].filter((month) => first <= month.first && month.last <= last).map(({ name }) => name)
}

const workbookOf = async (bill: AccountBill, say: SharedText): Promise<Uint8Array> => {
  const stream = xlsxStream(tableOf(bill), bill.rows, { say, name: "明细账单" })
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** Numbers are numbers there, as in the provider's own workbook. */
const tableOf = ({ month }: AccountBill): Table<BilledComponent> =>
  accountBillColumns("newer").map(({ title, isNumber, text }): Column<BilledComponent> => ({
    key: title,
    title: () => title,
    value: (row) => {
      const units = isNumber ? readAmount(text(row, month)) : undefined
      return units === undefined ? text(row, month) : { units, scale: 8 }
    },
  }))
