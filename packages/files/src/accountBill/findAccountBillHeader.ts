/** Finds the header of an account bill among the first rows of a table; titles and notes may stand above it (F3.1, R24). */
import { type AccountBillHeader, accountBillHeaderOf } from "@faceid-tally/core/money"

import { textsOf } from "../table/findHeader.ts"
import { RowSplitter } from "../table/RowSplitter.ts"

/** So many rows that are not blank are looked at. */
export const HEADER_ROWS_MAX = 20
const DELIMITERS = [0x2c, 0x09, 0x3b, 0x7c] as const

export interface FoundHeader {
  readonly header: AccountBillHeader
  readonly names: ReadonlyArray<string>
  /** Has just split the header. */
  readonly row: RowSplitter
  readonly at: number
  readonly next: number
  /** Other rows stand above it. */
  readonly isBelow: boolean
}

/** Searches bytes that are all of a file, or as much of it as is searched; a row that can be read goes before others. */
export const findAccountBillHeader = (bytes: Uint8Array, from: number, end: number): FoundHeader | undefined => {
  const found = DELIMITERS.flatMap((delimiter) => searchBy(delimiter, bytes, from, end))
  return found.find(({ header }) => header._tag === "Header") ?? found[0]
}

const searchBy = (delimiter: number, bytes: Uint8Array, from: number, end: number): ReadonlyArray<FoundHeader> => {
  const found: Array<FoundHeader> = []
  let at = from
  for (let rows = 0; rows < HEADER_ROWS_MAX && at < end;) {
    const row = new RowSplitter(delimiter)
    if (row.split(bytes, at, end, true) !== "row") break
    const names = textsOf(bytes, row)
    const header = accountBillHeaderOf(names)
    if (header !== undefined) found.push({ header, names, row, at, next: row.next, isBelow: rows > 0 })
    if (names.some((name) => name !== "")) rows++
    at = row.next
  }
  return found
}
