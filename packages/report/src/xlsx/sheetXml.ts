/** A sheet as XML: sentences, a header that stays in view and on every printed page, rows, and a filter over them. */
import stringWidth from "fast-string-width"

import { letterOf } from "./cellAddress.ts"
import type { ChoiceLists } from "./ChoiceLists.ts"
import type { RowQueue } from "./RowQueue.ts"
import { headCell, type Sheet, type SheetColumn, textCell } from "./Sheet.ts"
import { worksheet, XML, xmlText } from "./xmlText.ts"

/** More rows than a spreadsheet has go on in a further sheet. */
export const ROWS_MAX = 1_048_576
/** So many rows tell how wide the columns are. */
export const ROWS_MEASURED = 100
/** So many rows go on at a time. */
const ROWS_PER_STEP = 20
const WIDTH_MIN = 8
const WIDTH_MAX = 60
/** The arrow of the filter stands beside the title. */
const WIDTH_BESIDE = 3

/** Where the table of a sheet stands: what a workbook names. */
export interface TablePlace {
  /** The cells of the table with its header. */
  readonly cells: string
  /** The row of the header. */
  readonly head: string
}

export interface SheetXmlOptions {
  readonly rowsMax: number
  readonly lists: ChoiceLists
  /** Told once all rows are written. */
  readonly onTable: (place: TablePlace) => void
}

/** The elements stand in the order that the format has for them; a spreadsheet refuses any other. */
export async function* sheetXml(
  { above, below, columns }: Sheet,
  rows: RowQueue,
  { rowsMax, lists, onTable }: SheetXmlOptions,
): AsyncGenerator<string> {
  const letters = columns.map((_, i) => letterOf(i))
  const head = above.length === 0 ? 1 : above.length + 2
  const pane = `<pane ySplit="${head}" topLeftCell="A${head + 1}" activePane="bottomLeft" state="frozen"/>`
  yield `${XML}${worksheet}`
  yield '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
  yield `<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><cols>`
  yield* (await widthsOf(columns, rows)).map(
    (width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`,
  )
  yield "</cols><sheetData>"
  const line = (row: number, cells: ReadonlyArray<string>): string => {
    let xml = `<row r="${row}">`
    for (let i = 0; i < cells.length; i++) if (cells[i] !== "") xml += `<c r="${letters[i]}${row}"${cells[i]}</c>`
    return `${xml}</row>`
  }
  yield* above.map((text, i) => line(i + 1, [textCell(text)]))
  yield line(
    head,
    columns.map(({ title }) => headCell(title)),
  )
  let row = head
  const last = rowsMax - (below.length === 0 ? 0 : below.length + 1)
  while (row < last) {
    const taken = await rows.take(Math.min(ROWS_PER_STEP, last - row))
    if (taken.length === 0) break
    let text = ""
    for (const { cells } of taken) text += line(++row, cells)
    yield text
  }
  yield* below.map((text, i) => line(row + 2 + i, [textCell(text)]))
  const lastLetter = letters.at(-1) ?? "A"
  onTable({ cells: `$A$${head}:$${lastLetter}$${row}`, head: `$${head}:$${head}` })
  yield `</sheetData><autoFilter ref="A${head}:${lastLetter}${row}"/>`
  if (row > head) yield validations(columns, lists, (letter) => `${letter}${head + 1}:${letter}${row}`)
  yield `${PRINTED}</worksheet>`
}

/** A4 across, all columns on its width; the sheet's name at the foot, and which page of how many. */
const PRINTED = [
  '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>',
  '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
  "<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>",
].join("")

/** The rows of a column with choices take nothing else, but may be empty. */
const validations = (
  columns: ReadonlyArray<SheetColumn>,
  lists: ChoiceLists,
  cellsOf: (letter: string) => string,
): string => {
  const each = columns.flatMap(({ choices }, i) => {
    const list = choices === undefined ? undefined : lists.cellsOf(choices)
    if (list === undefined) return []
    const rule = `type="list" allowBlank="1" showErrorMessage="1" sqref="${cellsOf(letterOf(i))}"`
    return [`<dataValidation ${rule}><formula1>${xmlText(list)}</formula1></dataValidation>`]
  })
  return each.length === 0 ? "" : `<dataValidations count="${each.length}">${each.join("")}</dataValidations>`
}

const widthsOf = async (columns: ReadonlyArray<SheetColumn>, rows: RowQueue): Promise<ReadonlyArray<number>> => {
  const widths = columns.map(({ title, choices = [] }) =>
    Math.max(stringWidth(title) + WIDTH_BESIDE, ...choices.map((text) => stringWidth(text) + 1)),
  )
  for (const row of await rows.peek(ROWS_MEASURED)) {
    for (const [i, width] of row.widths().entries()) widths[i] = Math.max(widths[i] ?? 0, width + 1)
  }
  return widths.map((width) => Math.min(Math.max(width, WIDTH_MIN), WIDTH_MAX))
}
