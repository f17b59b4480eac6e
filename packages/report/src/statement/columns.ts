/** The kinds of columns of which the tables of a statement are made. */
import { formatCount } from "../language/Money.ts"
import type { Column } from "../table/Table.ts"
import { moneyOf, yuan } from "../language/amounts.ts"
import type { StatementColumn, StatementText } from "./statementText.ts"

export const textColumn = <Row>(
  words: StatementText,
  key: StatementColumn,
  value: (row: Row) => string | null,
): Column<Row> => ({
  key,
  title: () => words.columns[key],
  value,
})

export const unitsColumn = <Row>(
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

/** `undefined`: there is none, which is not the same as not known. */
export const moneyColumn = <Row>(
  words: StatementText,
  key: StatementColumn,
  value: (row: Row) => string | null | undefined,
  hasSign: (row: Row) => boolean = () => false,
): Column<Row> => ({
  key,
  title: () => words.columns[key],
  value: (row) => moneyOf(value(row) ?? null),
  text: (row) => {
    const amount = value(row)
    return amount === undefined ? "" : yuan(amount, words.unknown, { sign: hasSign(row) })
  },
  align: "right",
})
