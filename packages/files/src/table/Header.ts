/**
 * The header of a table, once it is found: which side it says, where each column that is read stands, and what is wrong
 * with it. A header is rejected rather than read by half: whoever misspells a column would lose it without a word.
 */
import {
  type FlatKind,
  nearNames,
  ownNames,
  providerNames,
  type Rejection,
  rejection,
  type Remark,
  sideOfNames,
} from "@faceid-tally/core/engine"

import type { Content } from "../options/Content.ts"
import type { RowSplitter } from "./RowSplitter.ts"
import { type Column, columnsRead, columnsRequired, HeaderNames } from "../options/tableColumns.ts"

/** What is asked of a table. */
export type TableQuestion = Pick<Content, "kind" | "columns" | "mayLackGiven">

export interface Header {
  readonly kind: FlatKind
  readonly row: RowSplitter
  /** Where each column stands in a row, −1 for one that the table lacks. */
  readonly cells: Readonly<Record<Column, number>>
  readonly width: number
  readonly names: ReadonlyArray<string>
  /** Names of which a row has one if it is the header of a table too. */
  readonly words: ReadonlySet<string>
  /** Columns for which the user has given a header that stands there. */
  readonly given: ReadonlyArray<string>
  readonly remarks: ReadonlyArray<Remark>
}

/** Why a table cannot be read, and the cell of its header at fault. */
export interface HeaderFault {
  readonly rejection: Rejection
  readonly cell: number
}

const ABSENT: Readonly<Record<Column, number>> = {
  Account: -1,
  BizToken: -1,
  ChargeCount: -1,
  ChargeType: -1,
  Date: -1,
  Errcode: -1,
  ErrorCode: -1,
  FetchedAt: -1,
  IsNeedCharge: -1,
  IssuedAt: -1,
  ReqTime: -1,
  RuleId: -1,
  Seq: -1,
}

/** Reads a header that has the required columns; `row` has just split it. */
export const readHeader = (
  row: RowSplitter,
  names: ReadonlyArray<string>,
  question: TableQuestion,
): Header | HeaderFault => {
  const headers = new HeaderNames(names, question.columns)
  const side = question.kind === "registrations" ? undefined : sideOfNames((name) => headers.has(name))
  const kind = question.kind === "any" ? (side ?? "results") : question.kind
  if (side !== undefined && side !== kind) return fault(side === "bills" ? "bill_among_results" : "result_among_bills")

  const nearFault = providerFault(headers, kind) ?? givenFault(headers, question)
  if (nearFault !== undefined) return nearFault
  const readAs = columnsReadAs(headers, kind)
  if ("rejection" in readAs) return readAs
  const places = columnsRead[kind].map((column) => [column, readAs.cells.get(column) ?? headers.cell(column)] as const)
  const repeated = repeatedCell(
    names,
    places.map(([, cell]) => cell),
  )
  if (repeated !== undefined) return repeated
  const cells = { ...ABSENT, ...Object.fromEntries(places) }
  const words = columnsRequired[kind].flatMap((column) => [column, headers.given(column), names[cells[column]]])
  return {
    kind,
    row,
    cells,
    width: names.length,
    names,
    words: new Set(words.flatMap((word) => word || [])),
    given: Object.keys(question.columns).filter((column) => headers.has(column)),
    remarks: readAs.remarks,
  }
}

/** A list of BizTokens that has no header. */
export const listHeader = (row: RowSplitter): Header => ({
  kind: "registrations",
  row,
  cells: { ...ABSENT, BizToken: 0 },
  width: 1,
  names: [],
  words: new Set(),
  given: [],
  remarks: [],
})

const fault = (code: Rejection["code"], cell = 0, expected?: string, met?: string): HeaderFault => ({
  rejection: { ...rejection(code, [], expected), ...(met !== undefined && { met }) },
  cell,
})

/** The first of the provider's names that the header has in another spelling. */
const providerFault = (headers: HeaderNames, kind: FlatKind): HeaderFault | undefined => {
  for (const name of providerNames[kind]) {
    const near = nearOf(headers, name)
    if (near !== undefined) return near
  }
  return undefined
}

/** The fault of a header that has a name of the provider's in another spelling only. */
export const nearOf = (headers: HeaderNames, name: string): HeaderFault | undefined => {
  if (headers.has(name) || headers.given(name) === "") return undefined
  const [met] = nearNames(headers.free, name)
  return met === undefined ? undefined : fault("near_name", headers.names.indexOf(met), name, met)
}

/** The first header that the user has given and that is not there. */
const givenFault = (headers: HeaderNames, { columns, mayLackGiven }: TableQuestion): HeaderFault | undefined => {
  const lacking = mayLackGiven
    ? undefined
    : Object.entries(columns).find(([column, given]) => given !== "" && !headers.has(column))
  return lacking && missingGiven(lacking[0], lacking[1])
}

export const missingGiven = (column: string, given: string): HeaderFault => fault("missing_mapped", 0, column, given)

/** Where people's own names stand in other spellings, and what is to be told of it. */
const columnsReadAs = (headers: HeaderNames, kind: FlatKind) => {
  const cells = new Map<string, number>()
  const pairs: Array<readonly [met: string, name: string]> = []
  for (const name of ownNames[kind]) {
    if (headers.has(name) || headers.given(name) === "") continue
    const [met, other] = nearNames(headers.free, name)
    if (met === undefined) continue
    if (other !== undefined) return fault("two_near_names", headers.names.indexOf(other), name, `${met}, ${other}`)
    cells.set(name, headers.names.indexOf(met))
    pairs.push([met, name])
  }
  const remarks: ReadonlyArray<Remark> =
    pairs.length === 0
      ? []
      : [{ code: "read_as", met: pairs.map(([met]) => met).join(", "), name: pairs.map(([, name]) => name).join(", ") }]
  return { cells, remarks }
}

/** A column that is read and stands there twice; others may. */
const repeatedCell = (names: ReadonlyArray<string>, read: ReadonlyArray<number>): HeaderFault | undefined => {
  for (const cell of read) {
    const name = names[cell]
    const second = name === undefined ? -1 : names.indexOf(name, cell + 1)
    if (second >= 0) return fault("repeated_column", second, undefined, name)
  }
  return undefined
}
