/**
 * A workbook (XLSX) as a table: the app gives the reader of its format, and the rows of each sheet become lines of CSV, the
 * row of the sheet being the line, so that everything else is as in a table of text. All sheets with a header are one
 * table. It is read by the main thread, into which alone a reader can be passed.
 */
import { type Rejection, rejection } from "@faceid-tally/core/engine"

import type { Content } from "../options/Content.ts"
import type { ContentReader } from "./ContentReader.ts"
import type { SpreadsheetCell, SpreadsheetReader, SpreadsheetSheet, SpreadsheetRow } from "../options/spreadsheet.ts"
import { isBomb } from "../limits/unpackedBytes.ts"
import { formatOfZip } from "../sniffing/magic.ts"
import { findHeader, type HeaderSearch } from "../table/findHeader.ts"
import { SameRows } from "../table/SameRows.ts"

/** A workbook is held as a whole while it is read. */
const WORKBOOK_BYTES_MAX = 512 << 20
/** So many sheets are looked at. */
const SHEETS_MAX = 1024
/** So many names of sheets that are not read are told. */
const NAMES_MAX = 20
/** No sheet has more rows. */
const ROW_INDEX_MAX = (1 << 20) - 1
const CHUNK_CHARS = 1 << 16

/** How a workbook is read, and what is asked of its table. */
export interface WorkbookReading {
  readonly read: SpreadsheetReader | undefined
  readonly content: Content
  /** Reads the sheets, where they are no tables of records of charges. */
  readonly readSheets?: (sheets: ReadonlyArray<SpreadsheetSheet>, pause: () => Promise<void>) => Promise<void>
}

/** Reads the zip that `packed` is; `pause` is called after each piece of it. */
export const readWorkbook = async (
  packed: AsyncIterable<Uint8Array>,
  { read, content, readSheets }: WorkbookReading,
  reader: ContentReader,
  pause: (heldBytes: number) => Promise<void>,
): Promise<void> => {
  const zip = await gathered(packed, pause)
  const why = workbookFailure(zip, read)
  if (why !== undefined || read === undefined) return reader.refuse(why ?? rejection("broken_workbook"))
  try {
    const sheets = await sheetsOf(read, zip.bytes)
    if (readSheets !== undefined) return await readSheets(sheets, () => pause(zip.bytes.length))
    const chosen = await choose(sheets, content, reader)
    const isOne = chosen.length < 2
    const sameRows = isOne ? undefined : new SameRows()
    for (const { name, rows } of chosen) {
      reader.beginSheet({ name: isOne ? undefined : name, sameRows })
      for await (const lines of linesOf(rows())) {
        reader.push(lines)
        await pause(zip.bytes.length)
        if (reader.isEnded) break
      }
      reader.endSheet()
      sameRows?.nextSheet()
    }
  } catch (error) {
    if (!(error instanceof BrokenWorkbook)) throw error
    reader.breakOff()
  }
}

/** The sheets of a workbook, to look at before it is read; none where it cannot be. */
export const sheetsIn = async <A>(
  packed: AsyncIterable<Uint8Array>,
  read: SpreadsheetReader,
  look: (sheets: ReadonlyArray<SpreadsheetSheet>) => Promise<A>,
): Promise<A | undefined> => {
  const zip = await gathered(packed, () => Promise.resolve())
  if (workbookFailure(zip, read) !== undefined) return undefined
  try {
    return await look(await sheetsOf(read, zip.bytes))
  } catch (error) {
    if (!(error instanceof BrokenWorkbook)) throw error
    return undefined
  }
}

/** Why what was gathered is no workbook that can be read. */
const workbookFailure = (
  { bytes, isWhole }: { readonly bytes: Uint8Array; readonly isWhole: boolean },
  read: SpreadsheetReader | undefined,
): Rejection | undefined => {
  const format = formatOfZip(bytes)
  if (format !== "workbook") return rejection("other_format", [], format)
  if (read === undefined || !isWhole) return rejection("broken_workbook")
  return isBomb(bytes) ? rejection("workbook_bomb") : undefined
}

/** What the reader of workbooks stumbled over; what was read before stands. */
class BrokenWorkbook extends Error {}

const sheetsOf = async (read: SpreadsheetReader, zip: Uint8Array): Promise<ReadonlyArray<SpreadsheetSheet>> => {
  try {
    const sheets = await read(zip)
    return sheets.slice(0, SHEETS_MAX).map((sheet) => ({ ...sheet, rows: () => rowsOf(sheet) }))
  } catch (cause) {
    throw new BrokenWorkbook(undefined, { cause })
  }
}

async function* rowsOf(sheet: SpreadsheetSheet): AsyncGenerator<SpreadsheetRow, undefined> {
  try {
    for await (const row of sheet.rows()) {
      if (row.index > ROW_INDEX_MAX) throw new RangeError("a row behind the last that a sheet can have")
      yield row
    }
  } catch (cause) {
    throw new BrokenWorkbook(undefined, { cause })
  }
}

const gathered = async (packed: AsyncIterable<Uint8Array>, pause: (heldBytes: number) => Promise<void>) => {
  const chunks: Array<Uint8Array> = []
  let length = 0
  for await (const chunk of packed) {
    chunks.push(chunk)
    length += chunk.length
    if (length > WORKBOOK_BYTES_MAX) return { bytes: Buffer.concat(chunks), isWhole: false }
    await pause(length)
  }
  return { bytes: Buffer.concat(chunks), isWhole: true }
}

/** The sheets that are read; what of the others is told (R33). */
const choose = async (
  sheets: ReadonlyArray<SpreadsheetSheet>,
  content: Content,
  reader: ContentReader,
): Promise<ReadonlyArray<SpreadsheetSheet>> => {
  if (content.sheet !== undefined) {
    const named = sheets.find(({ name }) => name === content.sheet)
    if (named === undefined) reader.refuse({ ...rejection("missing_sheet"), met: content.sheet })
    return named === undefined ? [] : [named]
  }
  const seen: Array<{ readonly sheet: SpreadsheetSheet; readonly search: HeaderSearch }> = []
  for (const sheet of sheets) seen.push({ sheet, search: await searchHeader(sheet, content) })
  const fitting = seen.filter(({ sheet, search }) => !sheet.isHidden && hasHeader(search))
  // Without any, the first that is not empty says what it lacks; of those, one whose header is misspelt.
  const others = seen.filter(({ sheet, search }) => !sheet.isHidden && search.outcome !== "none" && !hasHeader(search))
  const misspelt = others.find(
    ({ search }) => search.outcome === "fault" && search.fault.rejection.code === "near_name",
  )
  const chosen = fitting.length > 0 ? fitting : [misspelt ?? others[0]].flatMap((one) => one ?? [])
  const left = seen.filter(
    (one) => !chosen.includes(one) && (one.sheet.isHidden ? hasHeader(one.search) : one.search.outcome !== "none"),
  )
  if (left.length > 0) {
    const names = left.slice(0, NAMES_MAX).map(({ sheet }) => sheet.name)
    reader.remark({ code: "sheets_left", sheets: left.length, names })
  }
  return chosen.map(({ sheet }) => sheet)
}

const hasHeader = (search: HeaderSearch): boolean =>
  search.outcome === "header" || (search.outcome === "fault" && search.isHeader)

const searchHeader = async ({ rows }: SpreadsheetSheet, content: Content): Promise<HeaderSearch> => {
  let head = ""
  for await (const row of rows()) {
    if (row.values.every((value) => cellText(value).trim() === "")) continue
    head += lineOf(row)
    const search = searchIn(head, false, content)
    if (search.outcome !== "more") return search
  }
  return searchIn(head, true, content)
}

const searchIn = (head: string, isLast: boolean, content: Content): HeaderSearch => {
  const bytes = Buffer.from(head)
  return findHeader(bytes, 0, bytes.length, isLast, content)
}

async function* linesOf(rows: AsyncIterable<SpreadsheetRow>): AsyncGenerator<Uint8Array, undefined> {
  let text = ""
  let line = 0
  for await (const row of rows) {
    text += `${"\n".repeat(Math.max(0, row.index - line))}${lineOf(row)}`
    line = row.index + 1
    if (text.length < CHUNK_CHARS) continue
    yield Buffer.from(text)
    text = ""
  }
  yield Buffer.from(text)
}

const lineOf = ({ values }: SpreadsheetRow): string => `${values.map(csvCell).join(",")}\n`

/** A line is a row: what breaks lines within a cell becomes a vertical tab, a blank at its edges and hidden inside. */
const csvCell = (cell: SpreadsheetCell): string => {
  const text = cellText(cell).replaceAll(/[\r\n]+/g, "\v")
  return /[",\t;|]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** More digits than a spreadsheet keeps. */
const EXACT_MAX = 1e15

const cellText = (cell: SpreadsheetCell): string => {
  if (cell === null) return ""
  if (cell instanceof Date) {
    // The cell has no offset, and is written without one: where its clock stood, only the user can say.
    const iso = Number.isNaN(cell.getTime()) ? "" : cell.toISOString()
    return iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : iso.replace("Z", "")
  }
  // So written it is seen to be spoiled.
  if (typeof cell === "number" && Math.abs(cell) >= EXACT_MAX) return cell.toExponential()
  return String(cell)
}
