/** What reads workbooks: the app passes it in, and this package knows no format of spreadsheets. */

/** What a cell holds; of a date and time the clock of the cell stands at UTC. */
export type SpreadsheetCell = string | number | boolean | Date | null

export interface SpreadsheetRow {
  /** From 0. */
  readonly index: number
  readonly values: ReadonlyArray<SpreadsheetCell>
}

export interface SpreadsheetSheet {
  readonly name: string
  readonly isHidden: boolean
  readonly rows: () => AsyncIterable<SpreadsheetRow>
}

/** The sheets of a workbook, in their order. Fails if it is no workbook. */
export type SpreadsheetReader = (workbook: Uint8Array) => Promise<ReadonlyArray<SpreadsheetSheet>>
