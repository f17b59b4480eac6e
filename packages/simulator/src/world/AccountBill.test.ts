// The account bill of the simulated month: right as it is, and each planted error named by its own line (F3.5).
import { readFileSync } from "node:fs"
import { join } from "node:path"

import {
  type AccountBillCells,
  accountBillFieldOf,
  type AccountBillRow,
  decodePricePlan,
  ALONE,
  makeStatement,
  monthOfAccountBill,
  planOf,
  type PricePlans,
  readAccountBillRow,
  type StatementDocument,
} from "@faceid-tally/core/money"
import { dayNumberOf, monthOf } from "@faceid-tally/core/engine"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

import { defaultAccounts } from "./Account.ts"
import { truthOf } from "./Truth.ts"
import { World } from "./World.ts"
import { type AccountBill, accountBillsOf, type MoneyOptions } from "./AccountBill.ts"
import { accountBillColumns, accountBillCsv, accountBillPages } from "../accountBill/accountBillFiles.ts"
import { moneyPlantKinds, type MoneyPlants } from "./moneyPlant.ts"

const month = monthOf("2026-10") ?? { name: "", first: 0, last: 0 }
const read = (path: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, path), "utf8"))
const plan = Result.getOrThrow(decodePricePlan(read("../../../../samples/prices.json")))
const prices: PricePlans = {
  all: { ...plan, packs: plan.packs.map((pack) => ({ ...pack, account: "default" })) },
  byAccount: {},
}
const worldOf = (seed: string, verificationsPerDay = 12) =>
  new World({
    seed,
    accounts: defaultAccounts,
    listsUncharged: true,
    history: { from: "2026-10-01", days: 31, verificationsPerDay },
  })

/** The rows of a bill, as its texts stand under their names. */
const rowsOf = (names: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>) => {
  const kept: Array<AccountBillRow> = []
  let dropped = 0
  for (const texts of rows) {
    const cells: Record<string, string> = {}
    for (const [i, name] of names.entries()) {
      const field = accountBillFieldOf(name)
      if (field !== undefined) cells[field] = texts[i] ?? ""
    }
    const row = Result.getOrThrow(readAccountBillRow(cells satisfies AccountBillCells))
    if (row === null) dropped++
    else kept.push(row)
  }
  return { rows: kept, dropped }
}

const forms = ["older", "newer", "pages"] as const
type Form = (typeof forms)[number]

const readBill = (bill: AccountBill, form: Form) => {
  if (form !== "pages") {
    const columns = accountBillColumns(form)
    return rowsOf(
      columns.map(({ title }) => title),
      bill.rows.map((row) => columns.map(({ text }) => text(row, bill.month))),
    )
  }
  const details = accountBillPages(bill, 2).flatMap((page) => (page as Page).Response.DetailSet)
  const rows = details.map(({ ComponentSet: [component], ...detail }) =>
    Object.entries({ ...detail, ...component }).filter(([, value]) => typeof value === "string"),
  )
  const names = rows[0]?.map(([name]) => name) ?? []
  return rowsOf(
    names,
    rows.map((row) => row.map(([, value]) => value)),
  )
}
interface Page {
  readonly Response: {
    readonly DetailSet: ReadonlyArray<
      Record<string, string> & { readonly ComponentSet: ReadonlyArray<Record<string, string>> }
    >
  }
}

/** The statement of the month where our records agree with every line. */
const statementOf = (world: World, money: MoneyOptions, form: Form): StatementDocument => {
  const bills = accountBillsOf(world, money, month.name)
  const charges = truthOf(world).bills.flatMap(({ account, day, tokens }) =>
    tokens.flatMap(({ ruleId, lines }) =>
      lines
        .filter(({ charge }) => charge === true)
        .map(({ chargeType }) => ({ account, day: dayNumberOf(day) ?? 0, ruleId, chargeType, charges: 1 })),
    ),
  )
  const ofMonth = charges.filter(({ day }) => month.first <= day && day <= month.last)
  return makeStatement({
    month,
    isOver: true,
    isCompared: true,
    run: { id: 1, seal: null, complete: true, incomplete: [] },
    ledgerCharges: ofMonth.length,
    nfc: 0,
    around: ALONE,
    accounts: bills.map((bill) => ({
      account: bill.account,
      plan: planOf(money.prices, bill.account),
      billed: ofMonth.filter(({ account }) => account === bill.account),
      history: { isComplete: () => true, billed: [] },
      items: [],
      codes: [],
      accountBill: { version: 1, digest: "d", at: Date.parse("2026-11-05T00:00:00Z"), ...readBill(bill, form) },
      invoice: null,
    })),
  })
}

/** Every line of the statement that says that something is wrong with the account bill. */
const linesOf = ({ labels, accounts }: StatementDocument) =>
  [
    ...labels.flatMap(({ account, label, accountBill }) => [
      { account, label, line: "usage", amount: accountBill?.usage },
      { account, label, line: "price", amount: accountBill?.price },
    ]),
    ...accounts.flatMap(({ account, accountBill }) => [
      ...(accountBill?.adjustments ?? []).map(({ cost }) => ({
        account,
        label: null,
        line: "adjustment",
        amount: cost,
      })),
      ...(accountBill?.otherMonths ?? []).map(({ cost }) => ({
        account,
        label: null,
        line: "otherMonth",
        amount: cost,
      })),
      ...(accountBill?.otherComponents ?? []).map(({ cost }) => ({
        account,
        label: null,
        line: "other",
        amount: cost,
      })),
      { account, label: null, line: "unpaid", amount: accountBill?.unpaid },
    ]),
  ].filter(({ amount }) => amount !== "0.00")
const sorted = (lines: ReadonlyArray<object>) => lines.map((line) => JSON.stringify(line)).toSorted()

const kinds = fc.record(
  Object.fromEntries(
    moneyPlantKinds.map((kind) => [kind, fc.integer({ min: 0, max: kind === "wrong_adjustment" ? 3 : 1 })]),
  ),
)
const seeds = fc.nat(9).map((n) => `money ${n}`)
const worlds = new Map<string, World>()
const worldWith = (seed: string): World => {
  const world = worlds.get(seed) ?? worldOf(seed)
  worlds.set(seed, world)
  return world
}

describe("the account bill of a simulated month", () => {
  it("names each planted error by its own line of the statement, and nothing else, in every form", () => {
    fc.assert(
      fc.property(seeds, kinds, fc.constantFrom(...forms), (seed, counts, form) => {
        const plants: MoneyPlants = counts
        const world = worldWith(seed)
        const money = { prices, plants }
        const { money: planted } = truthOf(world, money)
        const asked = moneyPlantKinds.flatMap((kind) => Array.from({ length: plants[kind] ?? 0 }, () => kind))
        expect(planted.map(({ kind }) => kind).toSorted()).toEqual(asked.toSorted())
        const statement = statementOf(world, money, form)
        const expected = planted.map(({ account, label, line, amount }) => ({ account, label, line, amount }))
        expect(sorted(linesOf(statement))).toEqual(sorted(expected))
        const isRight = planted.every(({ line }) => line === "adjustment")
        expect(statement.verdict).toBe(isRight ? "right" : "different")
      }),
      { numRuns: 60 },
    )
  })

  it("tells a missed pack from extra usage by what was deducted, and by the raw usage", () => {
    for (const kind of ["missed_pack", "extra_usage"] as const) {
      const statement = statementOf(worldWith("money 1"), { prices, plants: { [kind]: 1 } }, "newer")
      const [wrong] = statement.labels.filter(({ accountBill }) => accountBill?.usage !== "0.00")
      const deducted = (wrong?.accountBill?.deducted ?? 0) - (wrong?.bill.packUnits ?? 0)
      const raw = (wrong?.accountBill?.raw ?? 0) - (wrong?.bill.units ?? 0)
      expect([Math.sign(deducted), Math.sign(raw)]).toEqual(kind === "missed_pack" ? [-1, 0] : [0, 1])
    }
  })

  it("is of its month, the same for one seed, and has rows of other products", () => {
    const bill = () => accountBillsOf(worldOf("money 2"), { prices, plants: { wrong_adjustment: 2 } }, month.name)
    expect(bill()).toEqual(bill())
    for (const form of forms) {
      const { rows, dropped } = readBill(bill()[0] ?? { account: "", month: "", rows: [], planted: [] }, form)
      expect([monthOfAccountBill(rows)?.name, dropped]).toEqual([month.name, 2])
    }
  })

  it("without prices there is none, and without room for an error it says so", () => {
    const world = worldWith("money 3")
    expect([accountBillsOf(world, undefined, month.name), truthOf(world).money]).toEqual([[], []])
    expect(() => truthOf(world, { prices, plants: { missed_pack: 2 } })).toThrow("no room for every missed_pack")
  })

  it("as CSV it opens in a spreadsheet: a mark, CR LF, and one line a row", () => {
    const [bill] = accountBillsOf(worldWith("money 1"), { prices }, month.name)
    const text = bill === undefined ? "" : accountBillCsv(bill, "newer")
    expect(text.startsWith("\uFEFF支付者UIN,")).toBe(true)
    expect(text.split("\r\n")).toHaveLength((bill?.rows.length ?? 0) + 2)
  })
})
