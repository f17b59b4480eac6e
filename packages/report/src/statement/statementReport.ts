/** A month in money, for people: the verdict in one sentence, then the tables that have something to say. */
import type { ComparedFigures } from "@faceid-tally/books/engine"
import type { StatementDocument } from "@faceid-tally/core/money"

import type { SharedText } from "../messages/sharedText.ts"
import { plainStyle, type Style } from "../table/Style.ts"
import type { Table } from "../table/Table.ts"
import { tableLines } from "../table/tableLines.ts"
import { type Sheet, sheetOf } from "../xlsx/Sheet.ts"
import { absolute, yuan } from "../language/amounts.ts"
import { adjustmentRows, adjustmentTable, closedSentences, earlierTable } from "./closedTables.ts"
import { codeRows, codeTable, effortSentence, ruleRows, ruleTable } from "./figureTables.ts"
import type { StatementText, StatementSection } from "./statementText.ts"
import {
  bridgeRows,
  labelRows,
  labelTable,
  packTable,
  paidRows,
  paidTable,
  statementBridgeTable,
  stateTable,
} from "./statementTables.ts"

export interface StatementReportOptions {
  readonly say: SharedText
  readonly words: StatementText
  readonly style?: Style
  /** Whether any account has a price plan. */
  readonly hasPlan: boolean
  readonly isOver: boolean
  /** Beside those of the month before. */
  readonly figures: ComparedFigures
}

type VerdictOptions = Pick<StatementReportOptions, "words" | "hasPlan" | "isOver">

/** The verdict; under one that is not certain each reason, with what helps. */
export const statementVerdict = (document: StatementDocument, options: VerdictOptions): ReadonlyArray<string> => {
  const { words } = options
  const { verdict, totals, states } = document
  if (verdict === "incomplete") return [words.incomplete, ...reasons(document, whenClosed(document, options))]
  const { ours, bill, difference } = totals
  if (verdict === "right") return [words.right(yuan(bill.billed, words.unknown))]
  // Where packs pay, nothing may be due, and still more was used up.
  const by = difference.billed === "0.00" ? "consumed" : "billed"
  const amount = difference[by]
  const cases = states.reduce((sum, { count }) => sum + count, 0)
  if (amount === null || amount === "0.00") return [words.differentAlike(yuan(bill[by], words.unknown), cases)]
  const [theirs, own] = [yuan(bill[by], words.unknown), yuan(ours[by], words.unknown)]
  return [words.different(yuan(absolute(amount), words.unknown), !amount.startsWith("-"), theirs, own)]
}

/** Of a closed month what was known when it was closed: its print never changes. */
const whenClosed = ({ month, close, plans = [] }: StatementDocument, options: VerdictOptions): VerdictOptions =>
  close === null ? options : { ...options, hasPlan: plans.length > 0, isOver: close.at.slice(0, month.length) > month }

const reasons = (
  { run, labels, packs }: StatementDocument,
  { words, hasPlan, isOver }: VerdictOptions,
): ReadonlyArray<string> => {
  const unpriced = labels.reduce((sum, { ours, bill }) => sum + Math.max(ours.unpriced, bill.unpriced), 0)
  return [
    ...(isOver ? [] : [words.notOver]),
    ...(run.id === null ? [words.nothingCompared] : []),
    ...(run.incomplete.length === 0 || !isOver ? [] : [words.daysMissing(run.incomplete.length)]),
    ...(unpriced === 0 ? [] : [hasPlan ? words.unpriced(unpriced) : words.noPlan]),
    ...packs.filter(({ known }) => !known).map(({ id }) => words.packUnknown(id)),
  ]
}

interface Section<Row> {
  readonly name: StatementSection
  readonly table: Table<Row>
  readonly rows: ReadonlyArray<Row>
}

/** The tables that have rows, in their order. */
export const eachStatementSection = <A>(
  document: StatementDocument,
  { say, words, figures }: StatementReportOptions,
  use: <Row>(section: Section<Row>) => A,
): ReadonlyArray<A> => {
  const given = <Row>(name: StatementSection, table: Table<Row>, rows: ReadonlyArray<Row>): ReadonlyArray<A> =>
    rows.length === 0 ? [] : [use({ name, table, rows })]
  const states = document.states.filter(({ count }) => count > 0)
  return [
    ...given("labels", labelTable(words), labelRows(document, figures.before)),
    ...given(
      "bridge",
      statementBridgeTable(words),
      document.labels.length === 0 ? [] : bridgeRows(document, say, words),
    ),
    ...given("accountBill", paidTable(words), paidRows(document, words)),
    ...given("packs", packTable(words), document.packs),
    ...given("rules", ruleTable(words), ruleRows(figures)),
    ...given("codes", codeTable(words), codeRows(document, figures, words)),
    ...given("states", stateTable(words), states),
    ...given("adjustments", adjustmentTable(words), adjustmentRows(document)),
    ...given("earlier", earlierTable(words), document.earlier),
  ]
}

export const statementLines = (document: StatementDocument, options: StatementReportOptions): Array<string> => {
  const { say, words, style = plainStyle } = options
  const paint = document.verdict === "right" ? style.good : document.verdict === "different" ? style.bad : style.strong
  const { id, seal } = document.run
  const [verdict = "", ...why] = statementVerdict(document, options)
  return [
    style.strong(words.title(document.month)),
    paint(verdict),
    ...why.map((reason) => `  ${reason}`),
    ...closedSentences(document, say, words),
    ...eachStatementSection(document, options, ({ name, table, rows }) => [
      "",
      style.strong(words.sections[name]),
      ...tableLines(table, rows, { say, style }),
    ]).flat(),
    "",
    ...effortSentence(options.figures, say, words),
    ...(document.nfc === 0 ? [] : [words.nfc(document.nfc)]),
    ...(id === null ? [] : [style.faint(words.run(id, seal?.seal ?? null))]),
  ]
}

/** The same as a workbook, a sheet a table. */
export const statementSheets = (document: StatementDocument, options: StatementReportOptions): ReadonlyArray<Sheet> => {
  const { say, words } = options
  const above = [
    words.title(document.month),
    ...statementVerdict(document, options),
    ...closedSentences(document, say, words),
    ...effortSentence(options.figures, say, words),
  ]
  const sheets = eachStatementSection(
    document,
    options,
    ({ name, table, rows }) =>
      (sentences: ReadonlyArray<string>) =>
        sheetOf(table, rows, { say, name: words.sections[name], above: sentences }),
  )
  if (sheets.length === 0) return [sheetOf(labelTable(words), [], { say, name: words.sections.labels, above })]
  return sheets.map((make, i) => make(i === 0 ? above : []))
}
