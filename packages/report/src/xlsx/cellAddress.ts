/** How a workbook names cells. */

/** A, B, …, Z, AA, … */
export const letterOf = (column: number): string =>
  (column < 26 ? "" : letterOf(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26))

/** Cells of another sheet. */
export const cellsOn = (sheet: string, cells: string): string => `'${sheet.replaceAll("'", "''")}'!${cells}`
