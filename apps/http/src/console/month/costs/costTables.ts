/** The tables of what a month cost: by billing label and by return code, each beside the month before. */
import type { ComparedFigures } from "@faceid-tally/books/engine"
import { publishedRules } from "@faceid-tally/core/engine"
import type { MonthFigures } from "@faceid-tally/core/money"
import { type Column, formatCount, percent, statementText, type Table, yuan } from "@faceid-tally/report"

import type { PageContext } from "../../context/PageContext.ts"
import { change } from "../view/lastMonth.ts"
import { monthText } from "../view/monthText.ts"

type Label = MonthFigures["labels"][number]

export interface LabelCost extends Label {
  /** `undefined` where the month before had none of it. */
  readonly last: string | null | undefined
}

export const labelCosts = ({ month, before }: ComparedFigures): ReadonlyArray<LabelCost> =>
  month.labels.map((label) => ({
    ...label,
    last: before?.labels.find((of) => of.account === label.account && of.label === label.label)?.billed,
  }))

export const labelCostTable = (
  { language, say }: PageContext,
  hasLast: boolean,
  hasAccounts: boolean,
): Table<LabelCost> => {
  const words = statementText[language]
  return [
    { key: "label", title: () => words.columns.label, value: ({ label }) => label ?? words.noLabel },
    ...(hasAccounts
      ? [{ key: "account", title: () => say.columns.account, value: ({ account }: LabelCost) => account }]
      : []),
    amount("billed", words.columns.billed, ({ billed }: LabelCost) => billed),
    ...(hasLast
      ? [
          amount("last", words.columns.lastBilled, ({ last }: LabelCost) => last),
          {
            key: "change",
            title: () => monthText[language].change,
            value: ({ billed, last }: LabelCost) => change(Number(billed ?? NaN), Number(last ?? NaN)),
            align: "right" as const,
          },
        ]
      : []),
  ]
}

type Code = MonthFigures["codes"][number]

export interface CodeCost extends Omit<Code, "errcode"> {
  /** The codes that cost nothing, this month and the last, are one row. */
  readonly errcode: number | null | "others"
  readonly last: Pick<Code, "charges" | "amount"> | undefined
}

/** Those that are charged most first. */
export const codeCosts = ({ month, before }: ComparedFigures): ReadonlyArray<CodeCost> => {
  const all = month.codes.map((code): CodeCost => ({
    ...code,
    last: before?.codes.find(({ errcode }) => errcode === code.errcode),
  }))
  const isCharged = ({ charges, last }: CodeCost) => charges > 0 || (last?.charges ?? 0) > 0
  const free = all.filter((code) => !isCharged(code))
  const attempts = free.reduce((sum, code) => sum + code.attempts, 0)
  const others: CodeCost = { errcode: "others", attempts, charges: 0, amount: "0.00", last: undefined }
  return [
    ...all.filter(isCharged).toSorted((a, b) => b.charges - a.charges || b.attempts - a.attempts),
    ...(free.length === 0 ? [] : [others]),
  ]
}

export const codeCostTable = (
  { language, say }: PageContext,
  hasPrices: boolean,
  hasLast: boolean,
): Table<CodeCost> => {
  const { columns, noCode } = statementText[language]
  return [
    {
      key: "errcode",
      title: () => columns.errcode,
      value: ({ errcode }) => errcode,
      text: ({ errcode }) =>
        errcode === null ? noCode : errcode === "others" ? monthText[language].freeCodes : String(errcode),
    },
    {
      key: "meaning",
      title: () => say.columns.meaning,
      value: ({ errcode }) => {
        const meaning = typeof errcode !== "number" ? null : publishedRules.explain(errcode).meaning
        return meaning === null ? null : language === "en" ? meaning.en : meaning.zh
      },
    },
    count("attempts", columns.attempts, ({ attempts }) => attempts),
    count("charges", columns.charges, ({ charges }) => charges),
    {
      key: "share",
      title: () => columns.share,
      value: ({ attempts, charges }) => (attempts === 0 ? null : percent(charges / attempts)),
      align: "right",
    },
    ...(hasPrices ? [amount<CodeCost>("amount", columns.amount, (code) => code.amount)] : []),
    ...(hasLast ? [count<CodeCost>("lastCharges", columns.lastCharges, ({ last }) => last?.charges ?? 0)] : []),
    ...(hasLast && hasPrices ? [amount<CodeCost>("lastAmount", columns.lastAmount, ({ last }) => last?.amount)] : []),
  ]
}

const count = <Row>(key: string, title: string, value: (row: Row) => number): Column<Row> => ({
  key,
  title: () => title,
  value,
  text: (row) => formatCount(value(row)),
  align: "right",
})

const amount = <Row>(key: string, title: string, value: (row: Row) => string | null | undefined): Column<Row> => ({
  key,
  title: () => title,
  value: (row) => value(row) ?? null,
  text: (row) => {
    const of = value(row)
    return of === undefined ? "" : yuan(of, "—")
  },
  align: "right",
})
