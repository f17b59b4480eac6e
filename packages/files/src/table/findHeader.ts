/**
 * Finds the header of a table: the first of its first rows that has the required columns, with the delimiter that shows
 * it (R24). Rows above it are titles and notes.
 */
import { type FlatKind, nearNames } from "@faceid-tally/core/engine"

import { RowSplitter } from "./RowSplitter.ts"
import { columnsRequired, HeaderNames } from "../options/tableColumns.ts"
import { cellText } from "./cell.ts"
import {
  type Header,
  type HeaderFault,
  listHeader,
  missingGiven,
  nearOf,
  readHeader,
  type TableQuestion,
} from "./Header.ts"

/** So much of a file is searched. */
export const HEADER_BYTES_MAX = 1 << 16
const ROWS_MAX = 20
/** Stands for bytes that are no text: they are not nothing. */
const NO_TEXT = "\uFFFD"
const DELIMITERS = [0x2c, 0x09, 0x3b, 0x7c] as const
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What the first rows of a table come to. */
export type HeaderSearch =
  | {
      readonly outcome: "header"
      readonly header: Header
      readonly at: number
      /** Where the rows begin. */
      readonly next: number
      /** Other rows stand above it. */
      readonly isBelow: boolean
    }
  /** `isHeader`: it is one, and what is wrong with it is another thing. */
  | { readonly outcome: "fault"; readonly fault: HeaderFault; readonly at: number; readonly isHeader: boolean }
  | { readonly outcome: "unclosed"; readonly at: number }
  /** More bytes are needed. */
  | { readonly outcome: "more" }
  /** Nothing but blank rows before `next`. */
  | { readonly outcome: "none"; readonly next: number }

/** One row that was looked at, by one delimiter. */
interface Candidate {
  readonly at: number
  readonly row: RowSplitter
  readonly names: ReadonlyArray<string>
}

/** What a search by one delimiter comes to. */
interface Search {
  first?: Candidate
  near?: Candidate
  header?: Candidate
  /** Where it stopped at a row that has no end. */
  cut?: { readonly at: number; readonly unclosed?: number }
}

/** Whether the first bytes of a file have a header, be it a wrong one. */
export const hasHeader = (head: Uint8Array, question: TableQuestion): boolean => {
  const search = findHeader(head, 0, head.length, true, question)
  return search.outcome === "header" || (search.outcome === "fault" && search.isHeader)
}

/** Searches the bytes from `from` to `end`, which are the last ones if `isLast`. */
export const findHeader = (
  bytes: Uint8Array,
  from: number,
  end: number,
  isLast: boolean,
  question: TableQuestion,
): HeaderSearch => {
  const limit = Math.min(end, from + HEADER_BYTES_MAX)
  const isWhole = limit === end && isLast
  const given = separatorLine(bytes, from, limit, isWhole)
  if (given === "more") return { outcome: "more" }
  const delimiters = given === undefined ? DELIMITERS : [given.delimiter]
  const start = given?.next ?? from
  const searches = delimiters.map((delimiter) => searchBy(delimiter, bytes, start, limit, isWhole, question))

  const header = earliest(searches.map((search) => search.header))
  const isOpen = limit === end && !isLast
  const isSure = header !== undefined && searches.every(({ cut }) => cut === undefined || cut.at > header.at)
  if (isOpen && !isSure && searches.some(({ cut }) => cut !== undefined)) return { outcome: "more" }
  if (header !== undefined) return found(header, searches, question)

  const near = earliest(searches.map((search) => search.near))
  const first = earliest(searches.map((search) => search.first))
  if (first === undefined) return nothing(searches[0]?.cut, start, limit, question)
  if (isList(first, question)) {
    return { outcome: "header", header: listHeader(first.row), at: first.at, next: first.at, isBelow: false }
  }
  const chosen = near ?? widest(searches, first.at) ?? first
  chosen.row.split(bytes, chosen.at, limit, true)
  const fault = faultOf(chosen.names, question)
  return { outcome: "fault", fault, at: chosen.row.start(fault.cell), isHeader: false }
}

/** Where no row was read: all are blank, or the first has no end. */
const nothing = (cut: Search["cut"], start: number, limit: number, question: TableQuestion): HeaderSearch => {
  if (cut?.unclosed !== undefined) return { outcome: "unclosed", at: cut.unclosed }
  const next = cut?.at ?? limit
  if (next > start || limit === start) return { outcome: "none", next }
  return { outcome: "fault", fault: faultOf([], question), at: start, isHeader: false }
}

const found = (candidate: Candidate, searches: ReadonlyArray<Search>, question: TableQuestion): HeaderSearch => {
  const { at, row, names } = candidate
  const header = readHeader(row, names, question)
  if ("rejection" in header) return { outcome: "fault", fault: header, at: row.start(header.cell), isHeader: true }
  const isBelow = searches.some((search) => search.header === candidate && search.first !== candidate)
  return { outcome: "header", header, at, next: row.next, isBelow }
}

const searchBy = (
  delimiter: number,
  bytes: Uint8Array,
  from: number,
  limit: number,
  isWhole: boolean,
  question: TableQuestion,
): Search => {
  const row = new RowSplitter(delimiter)
  const search: Search = {}
  let at = from
  for (let rows = 0; rows < ROWS_MAX && at < limit;) {
    const outcome = row.split(bytes, at, limit, isWhole)
    if (outcome !== "row") {
      search.cut = outcome === "unclosed" ? { at, unclosed: row.openQuote } : { at }
      return search
    }
    const names = namesOf(bytes, row)
    if (names.some((name) => name !== "")) {
      rows++
      const candidate = { at, row, names }
      search.first ??= candidate
      if (hasRequired(names, question)) {
        search.header = candidate
        return search
      }
      if (search.near === undefined && hasNear(names, question)) search.near = candidate
    }
    at = row.next
  }
  if (at >= limit && !isWhole) search.cut = { at }
  return search
}

/** The texts of a row's cells as names; a line break in one is a blank. */
const namesOf = (bytes: Uint8Array, row: RowSplitter): ReadonlyArray<string> => textsOf(bytes, row).map(nameOf)
export const nameOf = (text: string): string => text.replaceAll(/\s+/g, " ")

/** The texts of a row's cells. */
export const textsOf = (bytes: Uint8Array, row: RowSplitter): ReadonlyArray<string> =>
  Array.from({ length: row.count }, (_, cell) => cellText(row.text(bytes, cell) ?? NO_TEXT))

const flatKind = ({ kind }: TableQuestion): FlatKind => (kind === "any" ? "results" : kind)

/** Whether a row of names is the header of a table that can be read. */
export const hasRequired = (names: ReadonlyArray<string>, question: TableQuestion): boolean => {
  const headers = new HeaderNames(names, question.columns)
  const kind = flatKind(question)
  const isThere = (column: string) =>
    headers.has(column) ||
    (kind === "registrations" && headers.given(column) !== "" && nearNames(headers.free, column).length > 0)
  return columnsRequired[kind].every(isThere)
}

const nearRequired = (names: ReadonlyArray<string>, question: TableQuestion): HeaderFault | undefined => {
  if (question.kind === "registrations") return undefined
  const headers = new HeaderNames(names, question.columns)
  for (const column of columnsRequired[flatKind(question)]) {
    const near = nearOf(headers, column)
    if (near !== undefined) return near
  }
  return undefined
}

const hasNear = (names: ReadonlyArray<string>, question: TableQuestion): boolean =>
  nearRequired(names, question) !== undefined

/** Why a row is no header. */
const faultOf = (names: ReadonlyArray<string>, question: TableQuestion): HeaderFault => {
  const near = nearRequired(names, question)
  if (near !== undefined) return near
  const headers = new HeaderNames(names, question.columns)
  const required = columnsRequired[flatKind(question)]
  const column = required.find((name) => !headers.has(name)) ?? required[0]
  const given = headers.given(column)
  return given === undefined || given === ""
    ? { rejection: { code: "missing_column", path: [], expected: column }, cell: 0 }
    : missingGiven(column, given)
}

/** Whether a table of registrations is a list of BizTokens: only one of UUIDs can be told from other lines. */
const isList = ({ names }: Candidate, { kind }: TableQuestion): boolean =>
  kind === "registrations" && names.length === 1 && UUID.test(names[0] ?? "")

const earliest = (candidates: ReadonlyArray<Candidate | undefined>): Candidate | undefined =>
  candidates.reduce(
    (best, other) => (best === undefined || (other !== undefined && other.at < best.at) ? other : best),
    undefined,
  )

/** Of the first rows at `at` that with most cells. */
const widest = (searches: ReadonlyArray<Search>, at: number): Candidate | undefined =>
  searches
    .flatMap(({ first }) => (first?.at === at ? [first] : []))
    .reduce<Candidate | undefined>(
      (best, other) => (best === undefined || other.names.length > best.names.length ? other : best),
      undefined,
    )

/** `sep=;`, as Excel writes it: the delimiter, and where the next line begins. */
const separatorLine = (
  bytes: Uint8Array,
  from: number,
  limit: number,
  isWhole: boolean,
): { readonly delimiter: number; readonly next: number } | "more" | undefined => {
  const head = Buffer.from(bytes.subarray(from, Math.min(limit, from + 16))).toString("latin1")
  const line = /^(?:\xef\xbb\xbf)*"?sep=([\t !-~])"?[ \t]*(\r\n|\r(?!$)|\n|$)/i.exec(head)
  if (line === null) return undefined
  const [text, delimiter = "", lineEnd] = line
  const isCut = lineEnd === "" && from + text.length === limit && !isWhole
  return isCut ? "more" : { delimiter: delimiter.charCodeAt(0), next: from + text.length }
}
