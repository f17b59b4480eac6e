/** The tables of a month in money. One description each serves the terminal, CSV, XLSX and the console. */
import { amountTextOrNull, readAmount, type StatementDocument, sumAmounts } from "@faceid-tally/core/money"

import { kindText } from "../reconcile/ItemTable.ts"
import type { SharedText } from "../messages/sharedText.ts"
import { formatCount } from "../language/Money.ts"
import type { Column, Table } from "../table/Table.ts"
import { moneyOf, yuan } from "./amounts.ts"
import type { StatementColumn, StatementText } from "./statementText.ts"

type Label = StatementDocument["labels"][number]
type Side = Label["ours"] | Label["difference"]

/** One side of a label, or their difference. */
export interface LabelRow {
  readonly account: string
  readonly label: string | null
  readonly value: string | null
  readonly side: "ours" | "bill" | "difference"
  readonly of: Side
}

/** Three rows a label: ours, the bill's, and what lies between. */
export const labelRows = ({ labels }: StatementDocument): ReadonlyArray<LabelRow> =>
  labels.flatMap(({ account, label, value, ours, bill, difference }): ReadonlyArray<LabelRow> => [
    { account, label, value, side: "ours", of: ours },
    { account, label, value, side: "bill", of: bill },
    { account, label, value, side: "difference", of: difference },
  ])

export const labelTable = (words: StatementText): Table<LabelRow> => [
  text(words, "account", ({ account }) => account),
  text(words, "label", ({ label }) => label ?? words.noLabel),
  text(words, "side", ({ side }) => words[side]),
  units(words, "units", ({ of }) => of.units, isDifference),
  units(words, "packUnits", ({ of }) => ("packUnits" in of ? of.packUnits : null)),
  units(words, "postpaid", ({ of }) => ("postpaid" in of ? of.postpaid : null)),
  units(words, "unpriced", ({ of }) => ("unpriced" in of ? of.unpriced : null)),
  money(words, "billed", ({ of }) => of.billed, isDifference),
  money(words, "consumed", ({ of }) => of.consumed, isDifference),
  money(words, "value", ({ value }) => value),
]

const isDifference = ({ side }: LabelRow): boolean => side === "difference"

/** One step of the way from our records to the bill, in charges and in consumed yuan. */
export interface BridgeRow {
  readonly step: string
  readonly isTotal: boolean
  readonly count: number | null
  readonly units: number | null
  readonly amount: string | null
}

/** Law 3: ours, the kinds and the effect sum to the bill. */
export const bridgeRows = (
  { labels, totals }: StatementDocument,
  say: SharedText,
  words: StatementText,
): ReadonlyArray<BridgeRow> => {
  const kinds = new Map<string, { count: number; impact: number; amounts: Array<string | null> }>()
  for (const { kinds: of } of labels) {
    for (const { kind, count, impact, amount } of of) {
      const sum = kinds.get(kind) ?? { count: 0, impact: 0, amounts: [] }
      sum.count += count
      sum.impact += impact
      sum.amounts.push(amount)
      kinds.set(kind, sum)
    }
  }
  return [
    { step: words.ours, isTotal: true, count: null, units: totals.ours.units, amount: totals.ours.consumed },
    ...[...kinds].map(([kind, { count, impact, amounts }]) => ({
      step: `  ${kindText(kind, say)}`,
      isTotal: false,
      count,
      units: impact,
      amount: sumTexts(amounts),
    })),
    {
      step: `  ${words.effect}`,
      isTotal: false,
      count: null,
      units: null,
      amount: sumTexts(labels.map(({ effect }) => effect)),
    },
    { step: words.bill, isTotal: true, count: null, units: totals.bill.units, amount: totals.bill.consumed },
  ]
}

export const statementBridgeTable = (words: StatementText): Table<BridgeRow> => [
  text(words, "step", ({ step }) => step),
  units(words, "count", ({ count }) => count),
  units(words, "units", (row) => row.units, isStep),
  money(words, "amount", ({ amount }) => amount, isStep),
]

const isStep = ({ isTotal }: BridgeRow): boolean => !isTotal

/** One line of the way from the FaceID bill to what is paid. */
export interface PaidRow {
  readonly account: string
  readonly step: string
  readonly units: number | null
  readonly amount: string | null
}

/** Law 2: the named lines sum to the difference. Empty without an account bill. */
export const paidRows = (document: StatementDocument, words: StatementText): ReadonlyArray<PaidRow> =>
  document.accounts.flatMap(({ account, bill, accountBill }): ReadonlyArray<PaidRow> => {
    if (accountBill === null) return []
    const names = words.accountBillLine
    const line = (step: string, amount: string | null, count: number | null = null): PaidRow => ({
      account,
      step,
      units: count,
      amount,
    })
    const items = (name: string, of: typeof accountBill.adjustments) =>
      of.map(({ component, action, month, cost }) =>
        line([`  ${name}`, action, component, month].filter((part) => part !== null).join(" · "), cost),
      )
    return [
      line(words.bill, bill.billed, bill.units),
      ...document.labels.flatMap((label) => {
        if (label.account !== account || label.accountBill === null) return []
        const { usage, price, used } = label.accountBill
        const of = `  ${label.label ?? words.noLabel} · `
        return [line(`${of}${names.usage}`, usage, used - label.bill.units), line(`${of}${names.price}`, price)]
      }),
      line(names.labels, accountBill.labels),
      ...items(names.adjustment, accountBill.adjustments),
      ...items(names.otherMonth, accountBill.otherMonths),
      ...items(names.otherComponent, accountBill.otherComponents),
      line(names.total, accountBill.total),
      ...(accountBill.cash === null
        ? []
        : [
            line(`  − ${names.voucher}`, accountBill.voucher),
            line(`  − ${names.gift}`, accountBill.gift),
            line(`  − ${names.share}`, accountBill.share),
            line(`  − ${names.unpaid}`, accountBill.unpaid),
            line(names.cash, accountBill.cash),
          ]),
      ...(accountBill.invoice === null
        ? []
        : [line(`  ${names.rest}`, accountBill.rest), line(names.invoice, accountBill.invoice)]),
    ]
  })

export const paidTable = (words: StatementText): Table<PaidRow> => [
  text(words, "account", ({ account }) => account),
  text(words, "step", ({ step }) => step),
  units(words, "units", (row) => row.units),
  money(words, "amount", ({ amount }) => amount),
]

type Pack = StatementDocument["packs"][number]

export const packTable = (words: StatementText): Table<Pack> => [
  text(words, "account", ({ account }) => account),
  text(words, "label", ({ label }) => label),
  { ...text<Pack>(words, "pack", ({ id }) => id), text: ({ id, free }) => (free ? `${id} (${words.free})` : id) },
  { ...text<Pack>(words, "from", ({ from }) => from), holds: "day" },
  { ...text<Pack>(words, "to", ({ to }) => to), holds: "day" },
  units(words, "units", (pack) => pack.units),
  units(words, "opening", ({ opening }) => opening),
  units(words, "burnt", ({ burnt }) => burnt),
  units(words, "expired", ({ expired }) => expired),
  units(words, "left", ({ left }) => left),
  money(words, "worthLeft", ({ worth }) => worth.left),
]

export interface CodeRow {
  readonly errcode: string
  readonly charges: number | null
  readonly amount: string | null
}

/** Our charges by return code, and what is left to what was consumed. */
export const codeRows = ({ codes, codesRest }: StatementDocument, words: StatementText): ReadonlyArray<CodeRow> => [
  ...codes.map(({ errcode, charges, amount }) => ({
    errcode: errcode === null ? words.noCode : String(errcode),
    charges,
    amount,
  })),
  ...(codesRest === "0.00" ? [] : [{ errcode: words.codesRest, charges: null, amount: codesRest }]),
]

export const codeTable = (words: StatementText): Table<CodeRow> => [
  text(words, "errcode", ({ errcode }) => errcode),
  units(words, "charges", ({ charges }) => charges),
  money(words, "amount", ({ amount }) => amount),
]

type State = StatementDocument["states"][number]

export const stateTable = (words: StatementText): Table<State> => [
  text(words, "state", ({ state }) => words.state[state]),
  units(words, "count", ({ count }) => count),
  units(
    words,
    "impact",
    ({ impact }) => impact,
    () => true,
  ),
  units(
    words,
    "claim",
    ({ claim }) => claim,
    () => true,
  ),
  money(
    words,
    "claimed",
    ({ claimed }) => claimed,
    () => true,
  ),
  money(words, "eitherWay", ({ eitherWay }) => eitherWay),
]

const text = <Row>(words: StatementText, key: StatementColumn, value: (row: Row) => string | null): Column<Row> => ({
  key,
  title: () => words.columns[key],
  value,
})

const units = <Row>(
  words: StatementText,
  key: StatementColumn,
  value: (row: Row) => number | null,
  hasSign: (row: Row) => boolean = () => false,
): Column<Row> => ({
  key,
  title: () => words.columns[key],
  value,
  text: (row) => {
    const count = value(row)
    return count === null ? "" : formatCount(count, { sign: hasSign(row) })
  },
  align: "right",
})

const money = <Row>(
  words: StatementText,
  key: StatementColumn,
  value: (row: Row) => string | null,
  hasSign: (row: Row) => boolean = () => false,
): Column<Row> => ({
  key,
  title: () => words.columns[key],
  value: (row) => moneyOf(value(row)),
  text: (row) => yuan(value(row), words.unknown, { sign: hasSign(row) }),
  align: "right",
})

/** Unknown if any of them is. */
const sumTexts = (amounts: ReadonlyArray<string | null>): string | null => {
  const sum = sumAmounts(amounts.map((amount) => (amount === null ? null : (readAmount(amount) ?? null))))
  return amountTextOrNull(sum)
}
