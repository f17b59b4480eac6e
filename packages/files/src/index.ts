/** Results, bills and attempt tables in files: every shape, encoding and container, at disk speed, in bounded memory. */
export { readBills } from "./readBills.ts"
export {
  type Encoding,
  type Fault,
  type InputError,
  type MissingFile,
  NoFiles,
  type Place,
  type Progress,
  type ReadOptions,
  type ReadReport,
  UnknownColumn,
} from "./ReadOptions.ts"
export { readResults } from "./readResults.ts"
export { visitRecords } from "./visitRecords.ts"
