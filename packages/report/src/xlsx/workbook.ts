/**
 * Tables as an Excel workbook (XLSX), written while its rows come in: a million of them need no memory. Numbers,
 * booleans, days, times and money are what they are; a spreadsheet's time knows no offset, so it is that of China, where
 * the bill is cut. It prints on A4 as it is; no text ever becomes a formula.
 */
import type { Table } from "../table/Table.ts"
import { cellsOn } from "./cellAddress.ts"
import { ChoiceLists } from "./ChoiceLists.ts"
import { RowQueue } from "./RowQueue.ts"
import { type Sheet, type SheetOptions, sheetOf } from "./Sheet.ts"
import { ROWS_MAX, sheetXml, type TablePlace } from "./sheetXml.ts"
import { stylesXml } from "./styles.ts"
import { XML, xmlText } from "./xmlText.ts"
import type { Entry } from "./zip.ts"

export const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

export interface WorkbookOptions {
  /** Rows of one sheet; what is more goes on in the next. As many as Excel has, unless told. */
  readonly rowsMax?: number
}

/** One table as a workbook of one sheet. */
export const xlsxStream = <Row>(
  table: Table<Row>,
  rows: AsyncIterable<Row> | Iterable<Row>,
  options: SheetOptions & WorkbookOptions,
): ReadableStream<Uint8Array> => workbookStream([sheetOf(table, rows, options)], options)

/** Several tables as a workbook, in their order. */
export const workbookStream = (
  sheets: ReadonlyArray<Sheet>,
  { rowsMax = ROWS_MAX }: WorkbookOptions = {},
): ReadableStream<Uint8Array> => ReadableStream.from(archive(entries(sheets, rowsMax)))

/** Whoever prints no workbook loads nothing that packs one. */
async function* archive(parts: AsyncIterable<Entry>): AsyncGenerator<Uint8Array> {
  const { zipped } = await import("./zip.ts")
  yield* zipped(parts)
}

interface Written {
  readonly name: string
  /** `undefined` of the sheet that is hidden: it has none. */
  table?: TablePlace
}

async function* entries(sheets: ReadonlyArray<Sheet>, rowsMax: number): AsyncGenerator<Entry> {
  const written: Array<Written> = []
  const lists = new ChoiceLists(sheets)
  for (const sheet of sheets) {
    const rows = new RowQueue(sheet)
    try {
      for (let part = 1; part === 1 || (await rows.peek(1)).length > 0; part++) {
        const one: Written = { name: freeName(sheet.name, part, lists.isEmpty ? written : [...written, lists]) }
        written.push(one)
        const onTable = (table: TablePlace) => {
          one.table = table
        }
        const pieces = sheetXml(sheet, rows, { rowsMax, lists, onTable })
        yield { path: `xl/worksheets/sheet${written.length}.xml`, pieces }
      }
    } finally {
      await rows.close()
    }
  }
  if (!lists.isEmpty) {
    written.push({ name: lists.name })
    yield { path: `xl/worksheets/sheet${written.length}.xml`, pieces: lists.xml() }
  }
  yield { path: "xl/styles.xml", pieces: [XML, stylesXml] }
  yield { path: "xl/workbook.xml", pieces: [XML, workbookXml(written)] }
  yield {
    path: "xl/_rels/workbook.xml.rels",
    pieces: [
      XML,
      relationships([
        ...written.map((_, i) => [`${OFFICE}/worksheet`, `worksheets/sheet${i + 1}.xml`] as const),
        [`${OFFICE}/styles`, "styles.xml"],
      ]),
    ],
  }
  yield { path: "_rels/.rels", pieces: [XML, relationships([[`${OFFICE}/officeDocument`, "xl/workbook.xml"]])] }
  yield { path: "[Content_Types].xml", pieces: [XML, contentTypes(written.length)] }
}

const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
const PACKAGE = "http://schemas.openxmlformats.org/package/2006"
const SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
const NAME_CHARS_MAX = 31

/** The name as Excel allows it, with a number where another sheet has it. */
const freeName = (wanted: string, part: number, taken: ReadonlyArray<{ readonly name: string }>): string => {
  const base = wanted.replaceAll(/[\\/?*[\]:]|^'|'$/g, " ").trim() || "Sheet"
  for (let n = part; ; n++) {
    const suffix = n === 1 ? "" : ` (${n})`
    const name = base.slice(0, NAME_CHARS_MAX - suffix.length) + suffix
    if (!taken.some((other) => other.name.toLowerCase() === name.toLowerCase())) return name
  }
}

const workbookXml = (sheets: ReadonlyArray<Written>): string =>
  [
    `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><sheets>`,
    ...sheets.map(({ name, table }, i) => {
      const hidden = table === undefined ? ' state="hidden"' : ""
      return `<sheet name="${xmlText(name)}" sheetId="${i + 1}"${hidden} r:id="rId${i + 1}"/>`
    }),
    "</sheets><definedNames>",
    // Excel knows a filter, and the row that is printed on every page, by these names.
    ...sheets.flatMap(({ name, table }, i) => {
      if (table === undefined) return []
      const [cells, head] = [table.cells, table.head].map((place) => xmlText(cellsOn(name, place)))
      return [
        `<definedName name="_xlnm._FilterDatabase" localSheetId="${i}" hidden="1">${cells}</definedName>`,
        `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${head}</definedName>`,
      ]
    }),
    "</definedNames></workbook>",
  ].join("")

const relationships = (targets: ReadonlyArray<readonly [type: string, target: string]>): string =>
  [
    `<Relationships xmlns="${PACKAGE}/relationships">`,
    ...targets.map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${type}" Target="${target}"/>`),
    "</Relationships>",
  ].join("")

const contentTypes = (sheets: number): string => {
  const override = (part: string, type: string) =>
    `<Override PartName="/xl/${part}.xml" ContentType="${SPREADSHEET}.${type}+xml"/>`
  return [
    `<Types xmlns="${PACKAGE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    override("workbook", "sheet.main"),
    override("styles", "styles"),
    ...Array.from({ length: sheets }, (_, i) => override(`worksheets/sheet${i + 1}`, "worksheet")),
    "</Types>",
  ].join("")
}
