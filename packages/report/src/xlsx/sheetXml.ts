/** A sheet as XML: sentences, a header that stays in view, rows, and a filter over them. */
import stringWidth from "fast-string-width"

import type { RowQueue } from "./RowQueue.ts"
import { headCell, type Sheet, textCell } from "./Sheet.ts"

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

/** `onTable` is told which cells the table takes. */
export async function* sheetXml(
  { above, below, titles }: Sheet,
  rows: RowQueue,
  rowsMax: number,
  onTable: (cells: string) => void,
): AsyncGenerator<string> {
  const letters = titles.map((_, i) => letterOf(i))
  const head = above.length === 0 ? 1 : above.length + 2
  const pane = `<pane ySplit="${head}" topLeftCell="A${head + 1}" activePane="bottomLeft" state="frozen"/>`
  yield `${XML}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`
  yield `<sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><cols>`
  yield* (await widthsOf(titles, rows)).map(
    (width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`,
  )
  yield "</cols><sheetData>"
  const line = (row: number, cells: ReadonlyArray<string>): string => {
    let xml = `<row r="${row}">`
    for (let i = 0; i < cells.length; i++) if (cells[i] !== "") xml += `<c r="${letters[i]}${row}"${cells[i]}</c>`
    return `${xml}</row>`
  }
  yield* above.map((text, i) => line(i + 1, [textCell(text)]))
  yield line(head, titles.map(headCell))
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
  onTable(`$A$${head}:$${lastLetter}$${row}`)
  yield `</sheetData><autoFilter ref="A${head}:${lastLetter}${row}"/></worksheet>`
}

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

const widthsOf = async (titles: ReadonlyArray<string>, rows: RowQueue): Promise<ReadonlyArray<number>> => {
  const widths = titles.map((title) => stringWidth(title) + WIDTH_BESIDE)
  for (const row of await rows.peek(ROWS_MEASURED)) {
    for (const [i, width] of row.widths().entries()) widths[i] = Math.max(widths[i] ?? 0, width + 1)
  }
  return widths.map((width) => Math.min(Math.max(width, WIDTH_MIN), WIDTH_MAX))
}

/** A, B, …, Z, AA, … */
const letterOf = (column: number): string =>
  (column < 26 ? "" : letterOf(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26))
