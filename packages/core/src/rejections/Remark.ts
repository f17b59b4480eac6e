/**
 * What a reading noticed beside what it read: where a record was found, which rows were no records. A remark is no
 * record and no rejection, and changes no exit code. It is a stable code with parameters, told once a code and file;
 * sentences for people are made elsewhere.
 */

/** A published list: codes are added, never renamed. */
export type Remark =
  /** Records were found below the top of their documents: `place` is the keys to it, joined by dots. */
  | { readonly code: "found_below"; readonly place: string }
  /** Records were found at the ends of lines that begin with other text. */
  | { readonly code: "log_line" }
  /** A name of people's own was read in another spelling. */
  | { readonly code: "read_as"; readonly met: string; readonly name: string }
  /** Rows stand above the header of a table, which is on `line`. */
  | { readonly code: "rows_above_header"; readonly line: number; readonly sheet?: string }
  /** A row gives the total of others. */
  | { readonly code: "total_row"; readonly line: number; readonly sheet?: string }
  /** A row is the header once more. */
  | { readonly code: "repeated_header"; readonly line: number; readonly sheet?: string }
  /** Sheets of a workbook were not read. */
  | { readonly code: "sheets_left"; readonly sheets: number; readonly names: ReadonlyArray<string> }
  /** Of a folder: so many files in it were not read, for nothing that can be read is in them. The first of their names. */
  | { readonly code: "files_left"; readonly files: number; readonly names: ReadonlyArray<string> }
  /** A table that a folder gave has no header by which it could be read. */
  | { readonly code: "no_header" }
  /** A page of the bill says no day: it has that of its file's or folder's name, a day number. */
  | { readonly code: "day_of_name"; readonly day: number }
  /** So many BizTokens were issued more than three days ago: their results can no longer be fetched. */
  | { readonly code: "issued_long_ago"; readonly bizTokens: number }
  /** So many BizTokens are in the ledger in another case of their letters as well; the first of them as it was given. */
  | { readonly code: "token_in_other_case"; readonly bizTokens: number; readonly bizToken: string }
  /** The bill of a day that is not over, which can still grow. */
  | { readonly code: "day_not_over"; readonly day: string; readonly days: number }
  /** Pages of an account bill hold fewer records than the provider says that there are. */
  | { readonly code: "pages_lacking"; readonly records: number; readonly total: number }
export type RemarkCode = Remark["code"]

const names: Readonly<Record<RemarkCode, true>> = {
  found_below: true,
  read_as: true,
  log_line: true,
  rows_above_header: true,
  total_row: true,
  repeated_header: true,
  sheets_left: true,
  files_left: true,
  no_header: true,
  day_of_name: true,
  issued_long_ago: true,
  token_in_other_case: true,
  day_not_over: true,
  pages_lacking: true,
}

export const remarkCodes = Object.keys(names) as ReadonlyArray<RemarkCode>
