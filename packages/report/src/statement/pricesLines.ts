/** The price plans for people: each label at the edges of its steps, each pack with what is left. */
import type { PricedLabel, PricedPack, PriceRow, PricesDocument } from "@faceid-tally/core/money"

import type { SharedText } from "../messages/sharedText.ts"
import { formatCount } from "../language/Money.ts"
import { plainStyle, type Style } from "../table/Style.ts"
import type { Table } from "../table/Table.ts"
import { tableLines } from "../table/tableLines.ts"
import { moneyOf, yuan } from "../language/amounts.ts"
import type { StatementText } from "./statementText.ts"

export interface PricesReportOptions {
  readonly say: SharedText
  readonly words: StatementText
  readonly style?: Style
}

export const pricesLines = (
  { month, accounts }: PricesDocument,
  { say, words, style = plainStyle }: PricesReportOptions,
): Array<string> => {
  if (accounts.length === 0) return [words.prices.none]
  const hasEdges = accounts.some(({ labels }) => labels.some(({ rows }) => rows.some(({ edge }) => edge)))
  return [
    ...accounts.flatMap(({ account, source, labels, packs }) => [
      style.strong(`${month} · ${words.prices.of(account, source)}`),
      ...tableLines(priceTable(words), labels.flatMap(rowsOf), { say, style }),
      ...(packs.length === 0
        ? []
        : ["", style.strong(words.prices.packs), ...tableLines(packTable(words), packs, { say, style })]),
      "",
    ]),
    ...(hasEdges ? [words.prices.edgeNote] : []),
  ]
}

interface LabelPrice {
  readonly label: PricedLabel
  readonly row: PriceRow | null
}

/** A label without a price in the month has one row, which says so. */
const rowsOf = (label: PricedLabel): ReadonlyArray<LabelPrice> =>
  label.rows.length === 0 ? [{ label, row: null }] : label.rows.map((row) => ({ label, row }))

const priceTable = (words: StatementText): Table<LabelPrice> => [
  { key: "label", title: () => words.columns.label, value: ({ label }) => label.label },
  { key: "rules", title: () => words.columns.rules, value: ({ label }) => label.rules.join(", ") },
  {
    key: "mode",
    title: () => words.columns.mode,
    value: ({ label }) => label.mode,
    text: ({ label }) => (label.mode === null ? "" : words.mode[label.mode]),
  },
  {
    key: "units",
    title: () => words.columns.units,
    value: ({ row }) => row?.units ?? null,
    text: ({ row }) => (row === null ? "" : formatCount(row.units)),
    align: "right",
  },
  {
    key: "price",
    title: () => words.columns.price,
    value: ({ row }) => moneyOf(row?.price ?? null),
    text: ({ row }) => yuan(row?.price ?? null, words.unknown),
    align: "right",
  },
  {
    key: "billed",
    title: () => words.columns.billed,
    value: ({ row }) => moneyOf(row?.billed ?? null),
    text: ({ row }) => yuan(row?.billed ?? null, words.unknown),
    align: "right",
  },
  {
    key: "edge",
    title: () => words.columns.edge,
    value: ({ row }) => row?.edge ?? false,
    text: ({ row }) => (row?.edge === true ? words.edge : ""),
  },
]

const packTable = (words: StatementText): Table<PricedPack> => [
  {
    key: "pack",
    title: () => words.columns.pack,
    value: ({ id }) => id,
    text: ({ id, free }) => (free ? `${id} (${words.free})` : id),
  },
  { key: "label", title: () => words.columns.label, value: ({ label }) => label },
  { key: "from", title: () => words.columns.from, value: ({ from }) => from, holds: "day" },
  { key: "to", title: () => words.columns.to, value: ({ to }) => to, holds: "day" },
  { key: "units", title: () => words.columns.units, value: ({ units }) => units, align: "right" },
  {
    key: "left",
    title: () => words.columns.left,
    value: ({ left }) => left,
    text: ({ left }) => (left === null ? words.unknown : formatCount(left)),
    align: "right",
  },
]
