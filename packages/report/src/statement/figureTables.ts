/** What stands beside a statement and is compared with the month before: cost by RuleId and by return code. */
import type { ComparedFigures } from "@faceid-tally/books/engine"
import type { MonthFigures, StatementDocument } from "@faceid-tally/core/money"

import type { SharedText } from "../messages/sharedText.ts"
import type { Table } from "../table/Table.ts"
import { moneyColumn, textColumn, unitsColumn } from "./columns.ts"
import type { StatementText } from "./statementText.ts"

type Rule = MonthFigures["rules"][number]

export interface RuleRow extends Rule {
  readonly lastAmount: string | null | undefined
}

/** `lastAmount`: `undefined` where the month before had none of it. */
export const ruleRows = ({ month, before }: ComparedFigures): ReadonlyArray<RuleRow> =>
  month.rules.map((rule) => {
    const last = before?.rules.find(({ account, ruleId }) => account === rule.account && ruleId === rule.ruleId)
    return { ...rule, lastAmount: last?.amount }
  })

export const ruleTable = (words: StatementText): Table<RuleRow> => [
  textColumn(words, "account", ({ account }) => account),
  textColumn(words, "ruleId", ({ ruleId }) => ruleId ?? words.noCode),
  unitsColumn(words, "oursCharges", ({ ours }) => ours),
  unitsColumn(words, "billCharges", ({ bill }) => bill),
  unitsColumn(
    words,
    "differs",
    ({ ours, bill }) => bill - ours,
    () => true,
  ),
  moneyColumn(words, "billAmount", ({ amount }) => amount),
  moneyColumn(words, "lastAmount", ({ lastAmount }) => lastAmount),
]

export interface CodeRow {
  readonly errcode: string
  readonly attempts: number | null
  readonly charges: number | null
  /** Of the attempts, how many were charged; from 0 to 1. */
  readonly share: number | null
  readonly amount: string | null
  readonly lastCharges: number | null
  readonly lastAmount: string | null | undefined
}

/** Our charges by return code, and what is left to what was consumed. */
export const codeRows = (
  { codes, codesRest }: StatementDocument,
  { month, before }: ComparedFigures,
  words: StatementText,
): ReadonlyArray<CodeRow> => [
  ...codes.map(({ errcode, charges, amount }): CodeRow => {
    const attempts = month.codes.find((of) => of.errcode === errcode)?.attempts ?? null
    const last = before?.codes.find((of) => of.errcode === errcode)
    return {
      errcode: errcode === null ? words.noCode : String(errcode),
      attempts,
      charges,
      share: attempts === null || attempts === 0 ? null : charges / attempts,
      amount,
      lastCharges: last?.charges ?? null,
      lastAmount: last?.amount,
    }
  }),
  ...(codesRest === "0.00"
    ? []
    : [
        {
          errcode: words.codesRest,
          attempts: null,
          charges: null,
          share: null,
          amount: codesRest,
          lastCharges: null,
          lastAmount: undefined,
        },
      ]),
]

export const codeTable = (words: StatementText): Table<CodeRow> => [
  textColumn(words, "errcode", ({ errcode }) => errcode),
  unitsColumn(words, "attempts", ({ attempts }) => attempts),
  unitsColumn(words, "charges", ({ charges }) => charges),
  {
    ...textColumn<CodeRow>(words, "share", ({ share }) => (share === null ? null : percent(share))),
    align: "right",
  },
  moneyColumn(words, "amount", ({ amount }) => amount),
  unitsColumn(words, "lastCharges", ({ lastCharges }) => lastCharges),
  moneyColumn(words, "lastAmount", ({ lastAmount }) => lastAmount),
]

/** How many attempts were charged, and how often people tried until they passed; nothing without attempts. */
export const effortSentence = (
  { month, before }: ComparedFigures,
  { gap }: SharedText,
  words: StatementText,
): ReadonlyArray<string> => {
  if (month.attempts === 0) return []
  const ofLast = (of: (figures: MonthFigures) => string | null) => (before === null ? null : of(before))
  const [share, tries] = [shareOf(month), triesOf(month)]
  return [
    [
      ...(share === null ? [] : [words.chargedShare(month.charges, month.attempts, share, ofLast(shareOf))]),
      ...(tries === null ? [] : [words.triesPerPass(tries, ofLast(triesOf))]),
    ].join(gap),
  ]
}

const shareOf = ({ attempts, charges }: MonthFigures): string | null =>
  attempts === 0 ? null : percent(charges / attempts)
const triesOf = ({ attempts, passed }: MonthFigures): string | null =>
  passed === 0 ? null : (attempts / passed).toFixed(2)

/** `91.5%` */
export const percent = (share: number): string => `${(share * 100).toFixed(1)}%`
