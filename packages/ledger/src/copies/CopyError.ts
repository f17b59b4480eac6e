/** Why a copy of a ledger was not made, or not put in place: stable reasons, paths, and never a value of a row. */
import type { Break } from "@faceid-tally/books/engine"
import * as Data from "effect/Data"

export type CopyFault =
  | { readonly reason: "on_postgres" }
  /** Nothing is there. */
  | { readonly reason: "not_found"; readonly path: string }
  /** It is no SQLite database, or none of this program. */
  | { readonly reason: "not_a_ledger"; readonly path: string }
  | { readonly reason: "same_file"; readonly path: string }
  | { readonly reason: "no_folder"; readonly path: string }
  | { readonly reason: "unwritable"; readonly path: string }
  /** What is there is no earlier copy of this ledger, and would be lost. */
  | { readonly reason: "not_continued"; readonly path: string }
  /** Processes that have the ledger open, as far as they can be told. */
  | { readonly reason: "held"; readonly path: string; readonly pids: ReadonlyArray<number> }
  /** A later version of this program wrote it. */
  | { readonly reason: "newer"; readonly path: string }
  /** `verify` finds that it was changed, or the database that it is damaged: then `broken` is null. */
  | { readonly reason: "broken"; readonly path: string; readonly broken: Break | null }

export class CopyError extends Data.TaggedError("CopyError")<{ readonly fault: CopyFault }> {
  override get message(): string {
    return `the copy was not made: ${this.fault.reason}`
  }
}
