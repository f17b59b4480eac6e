/**
 * Tables as an Excel workbook (XLSX), written while its rows come in: a million of them need no memory. Numbers,
 * booleans, days and money are what they are; a time stays ISO 8601 text, since a spreadsheet's time knows no offset; no
 * text ever becomes a formula.
 */
import type { Table } from "../table/Table.ts"
import { RowQueue } from "./RowQueue.ts"
import { type Sheet, type SheetOptions, sheetOf } from "./Sheet.ts"
import { ROWS_MAX, sheetXml, XML } from "./sheetXml.ts"
import { stylesXml } from "./styles.ts"
import { xmlText } from "./xmlText.ts"
import type { Entry } from "./Zip.ts"

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
  const { zipped } = await import("./Zip.ts")
  yield* zipped(parts)
}

interface Written {
  readonly name: string
  table: string
}

async function* entries(sheets: ReadonlyArray<Sheet>, rowsMax: number): AsyncGenerator<Entry> {
  const written: Array<Written> = []
  for (const sheet of sheets) {
    const rows = new RowQueue(sheet)
    try {
      for (let part = 1; part === 1 || (await rows.peek(1)).length > 0; part++) {
        const one: Written = { name: freeName(sheet.name, part, written), table: "" }
        written.push(one)
        const pieces = sheetXml(sheet, rows, rowsMax, (table) => {
          one.table = table
        })
        yield { path: `xl/worksheets/sheet${written.length}.xml`, pieces }
      }
    } finally {
      await rows.close()
    }
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
const freeName = (wanted: string, part: number, written: ReadonlyArray<Written>): string => {
  const base = wanted.replaceAll(/[\\/?*[\]:]|^'|'$/g, " ").trim() || "Sheet"
  for (let n = part; ; n++) {
    const suffix = n === 1 ? "" : ` (${n})`
    const name = base.slice(0, NAME_CHARS_MAX - suffix.length) + suffix
    if (!written.some((other) => other.name.toLowerCase() === name.toLowerCase())) return name
  }
}

const workbookXml = (sheets: ReadonlyArray<Written>): string =>
  [
    `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><sheets>`,
    ...sheets.map(({ name }, i) => `<sheet name="${xmlText(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`),
    "</sheets><definedNames>",
    // Excel knows a filter by this name.
    ...sheets.map(({ name, table }, i) => {
      const place = xmlText(`'${name.replaceAll("'", "''")}'!${table}`)
      return `<definedName name="_xlnm._FilterDatabase" localSheetId="${i}" hidden="1">${place}</definedName>`
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
