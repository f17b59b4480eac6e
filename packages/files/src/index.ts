/** Results, bills and attempt tables in files: every shape, encoding and container, at disk speed, in bounded memory. */
export { BrokenInstall } from "./scanner/BrokenInstall.ts"
export { readBills } from "./readBills.ts"
export {
  type Encoding,
  type Fault,
  type FileRemark,
  type InputError,
  type MissingFile,
  type MissingReason,
  NoFiles,
  type Place,
  type Progress,
  type ReadOptions,
  type ReadReport,
  UnknownColumn,
} from "./options/ReadOptions.ts"
export { readResults } from "./readResults.ts"
export { unpackedBytes } from "./limits/unpackedBytes.ts"
export { readSide } from "./agreement/readSide.ts"
export { readTotals } from "./totals/readTotals.ts"
export { type PreparedInputs, type InputSide, ReconcileInputs } from "./agreement/ReconcileInputs.ts"
export { fileKeys, realPath } from "./sources/fileIdentity.ts"
export { isGiven, type Written } from "./sources/givenFile.ts"
export { sameFile } from "./sources/sameFile.ts"
export { Totals } from "./totals/Totals.ts"
export { visitBills, visitRecords, visitRegistrations, visitResults } from "./visitRecords.ts"
export type { SpreadsheetCell, SpreadsheetReader, SpreadsheetRow, SpreadsheetSheet } from "./options/spreadsheet.ts"
