/** The columns of tables: which are read of each kind, and which header stands for which (R5, R30, R31). */
import type { FlatKind } from "@faceid-tally/core/engine"

/** What is read of each kind of table, in the order in which a row's faults are told. */
export const columnsRead = {
  results: ["BizToken", "RuleId", "Account", "FetchedAt", "Seq", "IsNeedCharge", "Errcode", "ReqTime"],
  bills: [
    "Date",
    "Account",
    "BizToken",
    "RuleId",
    "ChargeCount",
    "Seq",
    "IsNeedCharge",
    "ErrorCode",
    "ReqTime",
    "ChargeType",
  ],
  registrations: ["BizToken", "RuleId", "IssuedAt", "Account"],
} as const satisfies Readonly<Record<FlatKind, ReadonlyArray<string>>>

/** A table without these is none of its kind. */
export const columnsRequired = {
  results: ["Seq", "IsNeedCharge"],
  bills: ["Seq", "IsNeedCharge"],
  registrations: ["BizToken"],
} as const satisfies Readonly<Record<FlatKind, ReadonlyArray<string>>>

export type Column = (typeof columnsRead)[FlatKind][number]

const columnNames = {
  charges: [
    "Seq",
    "IsNeedCharge",
    "Errcode",
    "ReqTime",
    "BizToken",
    "RuleId",
    "FetchedAt",
    "Account",
    "Date",
    "ChargeCount",
    "ChargeType",
    "ErrorCode",
  ],
  registrations: columnsRead.registrations,
} as const satisfies Readonly<Record<string, ReadonlyArray<Column>>>

/** The names that a map of columns may have. */
export const namesOfColumns = (kind: FlatKind | "any"): ReadonlyArray<Column> =>
  kind === "registrations" ? columnNames.registrations : columnNames.charges

/** Headers by the columns that they stand for, as the user gave them; an empty one says that a table has no such column. */
export type ColumnMap = Readonly<Record<string, string>>

/** The names of a header row: where each column stands in it. */
export class HeaderNames {
  readonly names: ReadonlyArray<string>
  readonly #columns: ColumnMap
  /** Headers that the user has given to a column: they stand for nothing else. */
  readonly #given: ReadonlySet<string>

  constructor(names: ReadonlyArray<string>, columns: ColumnMap) {
    this.names = names
    this.#columns = columns
    this.#given = new Set(Object.values(columns).filter((name) => name !== ""))
  }

  /** The header that the user gave for a column, `""` where the table is said to have none. */
  given(column: string): string | undefined {
    return Object.hasOwn(this.#columns, column) ? this.#columns[column] : undefined
  }

  /** The cell of a column by its given header or its own name, −1 if neither stands there. */
  cell(column: string): number {
    const given = this.given(column)
    if (given === "") return -1
    const cell = given === undefined ? -1 : this.names.indexOf(given)
    return cell >= 0 || this.#given.has(column) ? cell : this.names.indexOf(column)
  }

  has(column: string): boolean {
    return this.cell(column) >= 0
  }

  /** Headers that no column was given. */
  get free(): ReadonlyArray<string> {
    return this.names.filter((name) => name !== "" && !this.#given.has(name))
  }
}
