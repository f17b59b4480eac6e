/** Reads the rows of a workbook, whoever wrote it. The reader is loaded when the first workbook is met. */

export type WorkbookCell = string | number | boolean | Date | null

export interface WorkbookRow {
  /** From 0; rows without a cell are left out. */
  readonly index: number
  /** Numbers, texts, booleans, dates at midnight UTC; of a formula its last value, of an error its sign. */
  readonly values: ReadonlyArray<WorkbookCell>
}

/** The rows of one sheet, by its place; none where there is no such sheet. Throws where it is no workbook. */
export async function* readWorkbook(workbook: Uint8Array, sheet: number): AsyncGenerator<WorkbookRow> {
  const { streamXlsxRows } = await import("hucre/xlsx")
  yield* streamXlsxRows(workbook, { sheet })
}
