/** What a caller may ask of a reading, and what the reading tells: shared by results, bills and `visitRecords`. */
import type { Place as RecordPlace, Rejection, Remark } from "@faceid-tally/core/engine"
import * as Data from "effect/Data"

import type { SpreadsheetReader } from "./spreadsheet.ts"

export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030"

export interface ReadOptions {
  /** In tables: the header that stands for a column, by the column's own name (`{ Seq: "流水号" }`). */
  readonly columns?: Readonly<Record<string, string>>
  /** The headers in `columns` may be those of other tables: whether they stood in one, the report tells. */
  readonly mayLackColumns?: boolean
  /** Of a bill: what has no day is rejected. */
  readonly needsDays?: boolean
  /** In `visitBills`: whoever asks knows the day of pages that say none, and gets them as they are. */
  readonly isDayKnown?: boolean
  /** The encoding of files that have no byte order mark. */
  readonly encoding?: Encoding
  /** The offset from UTC, in minutes, of times that are written without one; by default these are rejected. */
  readonly utcOffset?: number
  /** In JSON: the keys to the records of a value that has none at its top (`["data", "rows"]`). */
  readonly at?: RecordPlace
  /** Stop at the first rejected record. */
  readonly strict?: boolean
  /** Called while reading, in the order of the files and of the records in them. */
  readonly onRejected?: (fault: Fault) => void
  /** Called once a code and file. */
  readonly onRemark?: (remark: FileRemark) => void
  readonly onProgress?: (progress: Progress) => void
  /** How many threads may read, this one included: by default as many as there are cores. */
  readonly threads?: number
  /** Reads workbooks; without it a workbook is rejected. */
  readonly spreadsheet?: SpreadsheetReader
  /** The one sheet of a workbook that is read; by default all visible ones with a header. */
  readonly sheet?: string
  /** What the file `-` stands for, by default the process's own standard input. */
  readonly stdin?: AsyncIterable<Uint8Array>
  /** A name that tells its format where its content leaves that open: `.ndjson` says one value a line. */
  readonly stdinName?: string
  /** In `visitRecords`: called for each record that is the provider's error. */
  readonly onApiError?: () => void
}

/** Bytes read so far of those on disk; the total is unknown where standard input is among the files. */
export interface Progress {
  readonly bytes: number
  readonly bytesTotal: number | null
}

/** 1-based; the column counts code points. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
  /** The sheet of a workbook of which several are read. */
  readonly sheet?: string
}

/** One rejected record: where, and why. */
export interface Fault extends Place {
  readonly rejection: Rejection
}

/** What was noticed of a file, or of a folder. */
export interface FileRemark {
  readonly file: string
  readonly remark: Remark
}

/** A file that could not be read; the others still were. */
export interface MissingFile {
  readonly file: string
  readonly reason: MissingReason
}

export type MissingReason = "not_found" | "link_loop" | "name_too_long" | "no_permission" | "unreadable"

export interface ReadReport {
  readonly missing: ReadonlyArray<MissingFile>
  /** How many files were read. */
  readonly files: number
  /** Rejected records. */
  readonly faults: number
  readonly apiErrors: number
  /** Whether any record was accepted. */
  readonly hasRecords: boolean
  /** Whether a list or a table was met, which says so where nothing is in it. */
  readonly hasList: boolean
  /** Whether the reading ended at the first of them, as `strict` asks. */
  readonly stopped: boolean
  /** The columns in `columns` that stood in a table that was read; missing where no table was. */
  readonly columnsMet?: ReadonlySet<string>
}

/** A folder or glob in which there is no file to read; `left` are the names of those that are there. */
export class NoFiles extends Data.TaggedError("NoFiles")<{
  readonly pattern: string
  readonly left: ReadonlyArray<string>
}> {
  override get message(): string {
    return `No files to read in ${this.pattern}`
  }
}

/** `columns` names a column that no table has. */
export class UnknownColumn extends Data.TaggedError("UnknownColumn")<{
  readonly column: string
  readonly known: ReadonlyArray<string>
}> {
  override get message(): string {
    return `There is no column ${this.column}: the columns are ${this.known.join(", ")}`
  }
}

/** What a reading can fail with: the call was wrong, nothing was read. */
export type InputError = NoFiles | UnknownColumn
