/** Reads the sheets of a workbook, whoever wrote it. The reader is loaded when the first workbook is met. */

export type WorkbookCell = string | number | boolean | Date | null

export interface WorkbookRow {
  /** From 0; rows without a cell are left out. */
  readonly index: number
  /** Numbers, texts, booleans, dates with their clock at UTC; of a formula its last value, of an error its sign. */
  readonly values: ReadonlyArray<WorkbookCell>
}

export interface WorkbookSheet {
  readonly name: string
  readonly isHidden: boolean
  readonly rows: () => AsyncIterable<WorkbookRow>
}

/** The sheets of a workbook, in their order; charts are none. Fails where it is no workbook. */
export const readWorkbook = async (workbook: Uint8Array): Promise<ReadonlyArray<WorkbookSheet>> => {
  const { readXlsx, streamXlsxRows } = await import("hucre/xlsx")
  const sheets: Array<WorkbookSheet> = []
  await readXlsx(workbook, {
    // It is asked of each sheet before its rows are read: no is said to all.
    sheets: ({ name, hidden, veryHidden }, sheet) => {
      const isHidden = hidden === true || veryHidden === true
      sheets.push({ name, isHidden, rows: () => rowsOf(streamXlsxRows(workbook, { sheet })) })
      return false
    },
  })
  return sheets
}

async function* rowsOf(rows: AsyncIterable<WorkbookRow>): AsyncGenerator<WorkbookRow, undefined> {
  try {
    yield* rows
  } catch (error) {
    // A sheet that is a chart has a name, and no rows.
    if (!(error instanceof Error && error.message.includes("missing worksheet file"))) throw error
  }
}
