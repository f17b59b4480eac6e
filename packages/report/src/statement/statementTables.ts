/** The tables of a month in money. One description each serves the terminal, CSV, XLSX and the console. */
import { type MonthFigures, type StatementDocument, sumAmountTexts } from "@faceid-tally/core/money"

import { kindText } from "../reconcile/itemTable.ts"
import type { SharedText } from "../messages/sharedText.ts"
import type { Table } from "../table/Table.ts"
import { moneyColumn, textColumn, unitsColumn } from "./columns.ts"
import type { StatementText } from "./statementText.ts"

type Label = StatementDocument["labels"][number]
type Side = Label["ours"] | Label["difference"]

/** One side of a label, or their difference. */
export interface LabelRow {
  readonly account: string
  readonly label: string | null
  readonly value: string | null
  readonly side: "ours" | "bill" | "difference"
  readonly of: Side
  /** What the bill's side was billed the month before; `undefined` where it had none of it. */
  readonly lastBilled?: string | null | undefined
}

/** Three rows a label: ours, the bill's, and what lies between. */
export const labelRows = ({ labels }: StatementDocument, before: MonthFigures | null = null): ReadonlyArray<LabelRow> =>
  labels.flatMap(({ account, label, value, ours, bill, difference }): ReadonlyArray<LabelRow> => [
    { account, label, value, side: "ours", of: ours },
    {
      account,
      label,
      value,
      side: "bill",
      of: bill,
      lastBilled: before?.labels.find((of) => of.account === account && of.label === label)?.billed,
    },
    { account, label, value, side: "difference", of: difference },
  ])

export const labelTable = (words: StatementText): Table<LabelRow> => [
  textColumn(words, "account", ({ account }) => account),
  textColumn(words, "label", ({ label }) => label ?? words.noLabel),
  textColumn(words, "side", ({ side }) => words[side]),
  unitsColumn(words, "units", ({ of }) => of.units, isDifference),
  unitsColumn(words, "packUnits", ({ of }) => ("packUnits" in of ? of.packUnits : null)),
  unitsColumn(words, "postpaid", ({ of }) => ("postpaid" in of ? of.postpaid : null)),
  unitsColumn(words, "unpriced", ({ of }) => ("unpriced" in of ? of.unpriced : null)),
  moneyColumn(words, "billed", ({ of }) => of.billed, isDifference),
  moneyColumn(words, "consumed", ({ of }) => of.consumed, isDifference),
  moneyColumn(words, "value", ({ value }) => value),
  moneyColumn(words, "lastBilled", ({ lastBilled }) => lastBilled),
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
      amount: sumAmountTexts(amounts),
    })),
    {
      step: `  ${words.effect}`,
      isTotal: false,
      count: null,
      units: null,
      amount: sumAmountTexts(labels.map(({ effect }) => effect)),
    },
    { step: words.bill, isTotal: true, count: null, units: totals.bill.units, amount: totals.bill.consumed },
  ]
}

export const statementBridgeTable = (words: StatementText): Table<BridgeRow> => [
  textColumn(words, "step", ({ step }) => step),
  unitsColumn(words, "count", ({ count }) => count),
  unitsColumn(words, "units", (row) => row.units, isStep),
  moneyColumn(words, "amount", ({ amount }) => amount, isStep),
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
  textColumn(words, "account", ({ account }) => account),
  textColumn(words, "step", ({ step }) => step),
  unitsColumn(words, "units", (row) => row.units),
  moneyColumn(words, "amount", ({ amount }) => amount),
]

type Pack = StatementDocument["packs"][number]

export const packTable = (words: StatementText): Table<Pack> => [
  textColumn(words, "account", ({ account }) => account),
  textColumn(words, "label", ({ label }) => label),
  { ...textColumn<Pack>(words, "pack", ({ id }) => id), text: ({ id, free }) => (free ? `${id} (${words.free})` : id) },
  { ...textColumn<Pack>(words, "from", ({ from }) => from), holds: "day" },
  { ...textColumn<Pack>(words, "to", ({ to }) => to), holds: "day" },
  unitsColumn(words, "units", (pack) => pack.units),
  unitsColumn(words, "opening", ({ opening }) => opening),
  unitsColumn(words, "burnt", ({ burnt }) => burnt),
  unitsColumn(words, "expired", ({ expired }) => expired),
  unitsColumn(words, "left", ({ left }) => left),
  moneyColumn(words, "worthLeft", ({ worth }) => worth.left),
]

type State = StatementDocument["states"][number]

export const stateTable = (words: StatementText): Table<State> => [
  textColumn(words, "state", ({ state }) => words.state[state]),
  unitsColumn(words, "count", ({ count }) => count),
  unitsColumn(
    words,
    "impact",
    ({ impact }) => impact,
    () => true,
  ),
  unitsColumn(
    words,
    "claim",
    ({ claim }) => claim,
    () => true,
  ),
  moneyColumn(
    words,
    "claimed",
    ({ claimed }) => claimed,
    () => true,
  ),
  moneyColumn(words, "eitherWay", ({ eitherWay }) => eitherWay),
]
