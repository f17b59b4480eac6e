/**
 * Reads the cells of a row as what their columns hold: a result with one entry, a line of the bill, or a registration.
 * What a cell may hold is what the same field may hold in JSON, as far as text can say it (R5, R26).
 */
import {
  type BillPage,
  type Charge,
  DATE_EXPECTED,
  type DetectInfo,
  inDays,
  INSTANT_EXPECTED,
  type InstantFault,
  readDate,
  readInstant,
  readLooseCode,
  type RegistrationRow,
  type Rejection,
  type RejectionCode,
  rejection,
  timeRejection,
} from "@faceid-tally/core/engine"

import type { Decoded } from "../records/RecordSink.ts"
import type { Column } from "../options/tableColumns.ts"
import {
  cellText,
  hasHidden,
  isFormulaError,
  isGrouped,
  isEmptyName,
  isNothing,
  isSpoiled,
  withoutZeros,
} from "./cell.ts"
import type { Header } from "./Header.ts"

/** A row's first fault. */
export interface RowFault {
  readonly _tag: "Fault"
  readonly rejection: Rejection
  readonly cell: number
}

/** Names and numbers of the provider's or the customer's own. */
const identifiers: ReadonlySet<Column> = new Set(["Seq", "BizToken", "RuleId", "Account"])
/** Of names a dash says that there is none; what a formula failed to give is none either, but a Seq identifies a charge. */
const names: ReadonlySet<Column> = new Set([...identifiers, "ChargeType"])
/** What a spreadsheet spoils: it shows long numbers rounded. */
const spoilable: ReadonlySet<Column> = new Set([...identifiers, "ReqTime", "FetchedAt", "IssuedAt"])

export class RowReader {
  readonly #header: Header
  readonly #isWorkbook: boolean
  readonly #utcOffset: number | undefined
  #bytes: Uint8Array = new Uint8Array(0)
  #fault: RowFault | undefined

  constructor(header: Header, isWorkbook: boolean, utcOffset: number | undefined) {
    this.#header = header
    this.#isWorkbook = isWorkbook
    this.#utcOffset = utcOffset
  }

  /** Reads the row that the header's splitter has split. */
  read(bytes: Uint8Array): Decoded | RowFault {
    this.#bytes = bytes
    this.#fault = undefined
    const { kind, row, width } = this.#header
    for (let cell = width; cell < row.count; cell++) {
      if (this.#cell(cell) !== "") this.#reject("too_many_cells", cell)
    }
    const record = kind === "bills" ? this.#billRow() : kind === "results" ? this.#attemptRow() : this.#registration()
    return this.#firstFault() ?? record
  }

  /** What is read of the row that was split, for telling rows apart. */
  key(bytes: Uint8Array): string {
    this.#bytes = bytes
    return Object.values(this.#header.cells)
      .map((cell) => (cell < 0 ? "" : this.#cell(cell)))
      .join("\0")
  }

  #attemptRow(): DetectInfo {
    return {
      _tag: "DetectInfo",
      bizToken: this.#text("BizToken"),
      ruleId: this.#text("RuleId"),
      account: this.#text("Account"),
      fetchedAt: this.#instant("FetchedAt"),
      errCode: null,
      nfcBillingCounts: null,
      flat: true,
      entries: [
        {
          seq: this.#text("Seq"),
          charge: this.#charge(),
          errcode: this.#integer("Errcode"),
          at: this.#instant("ReqTime"),
        },
      ],
    }
  }

  #billRow(): BillPage {
    return {
      _tag: "BillPage",
      day: this.#time("Date", this.#isWorkbook ? readSheetDate : readDate, DATE_EXPECTED),
      account: this.#text("Account"),
      askedRuleId: null,
      cursor: null,
      nextCursor: null,
      hasNextPage: false,
      flat: true,
      groups: [
        {
          bizToken: this.#text("BizToken"),
          ruleId: this.#text("RuleId"),
          chargeCount: this.#integer("ChargeCount"),
          lines: [
            {
              seq: this.#text("Seq"),
              charge: this.#charge(),
              errcode: this.#looseCode(),
              at: this.#instant("ReqTime"),
              chargeType: this.#text("ChargeType"),
            },
          ],
        },
      ],
    }
  }

  #registration(): RegistrationRow {
    const bizToken = this.#text("BizToken")
    if (bizToken === null) this.#reject("missing_value", this.#header.cells.BizToken, "BizToken")
    return {
      _tag: "Registration",
      bizToken: bizToken ?? "",
      ruleId: this.#text("RuleId"),
      issuedAt: this.#instant("IssuedAt"),
      account: this.#text("Account"),
    }
  }

  /** What a cell holds, `null` where that is nothing or cannot be read. */
  #text(column: Column): string | null {
    const cell = this.#header.cells[column]
    if (cell < 0) return null
    const text = this.#cell(cell)
    if (text === undefined) {
      this.#reject("invalid_encoding", cell, column)
      return null
    }
    if (names.has(column) ? isEmptyName(text) : isNothing(text)) return null
    if (isFormulaError(text)) {
      if (column === "Seq" || !names.has(column)) this.#reject("formula_error", cell, column)
      return null
    }
    if (spoilable.has(column) && isSpoiled(text)) this.#reject("spoiled_number", cell, column)
    if (identifiers.has(column) && hasHidden(text)) this.#reject("hidden_character", cell, column)
    return text
  }

  #cell(cell: number): string | undefined {
    const raw = this.#header.row.text(this.#bytes, cell)
    return raw === undefined ? undefined : cellText(raw)
  }

  /** A cell that, if it holds anything, must hold what `read` can read. */
  #value<A>(column: Column, read: (text: string) => A | undefined, expected: string): A | null {
    const text = this.#text(column)
    if (text === null) return null
    const value = read(text)
    if (value === undefined) this.#reject("wrong_type", this.#header.cells[column], column, expected)
    return value ?? null
  }

  #integer(column: Column): number | null {
    if (this.#isGrouped(column)) return null
    return this.#value(column, readInteger, "an integer below 2^31")
  }

  /** What is no integer is no code, but one with separators would be lost without a word. */
  #looseCode(): number | null {
    if (this.#isGrouped("ErrorCode")) return null
    return readLooseCode(withoutZeros(this.#text("ErrorCode") ?? ""))
  }

  #isGrouped(column: Column): boolean {
    const cell = this.#header.cells[column]
    const isDigits = cell >= 0 && isGrouped(this.#cell(cell) ?? "")
    if (isDigits) this.#reject("digit_separators", cell, column)
    return isDigits
  }

  #charge(): Charge {
    return this.#value("IsNeedCharge", readFlag, "true or false")
  }

  #instant(column: "ReqTime" | "FetchedAt" | "IssuedAt"): number | null {
    if (this.#isGrouped(column)) return null
    const utcOffset = this.#utcOffset
    const written = (text: string): string => (this.#isWorkbook && utcOffset !== undefined ? withClock(text) : text)
    return this.#time(column, (text) => readInstant(withoutZeros(written(text)), utcOffset), INSTANT_EXPECTED)
  }

  #time(column: Column, read: (text: string) => number | InstantFault, expected: string): number | null {
    const text = this.#text(column)
    if (text === null) return null
    const time = read(text)
    if (typeof time === "number") return time
    this.#fault ??= {
      _tag: "Fault",
      rejection: timeRejection(time, [column], expected),
      cell: this.#header.cells[column],
    }
    return null
  }

  #firstFault() {
    return this.#fault
  }

  #reject(code: RejectionCode, cell: number, column?: Column, expected?: string): void {
    const path = column === undefined ? [] : [column]
    this.#fault ??= { _tag: "Fault", rejection: rejection(code, path, expected), cell }
  }
}

const readInteger = (text: string): number | undefined => {
  const digits = withoutZeros(text)
  if (!/^[+-]?\d+$/.test(digits)) return undefined
  const value = Number(digits)
  return Math.abs(value) < 2 ** 31 ? value + 0 : undefined
}

const readFlag = (text: string): boolean | undefined => {
  const word = text.toLowerCase()
  return word === "true" ? true : word === "false" ? false : undefined
}

/** A day as a spreadsheet counts them where the cell is not marked as a date: 25,569 is 1970-01-01. */
const readSheetDate = (text: string): number | InstantFault =>
  /^[1-9]\d{4}$/.test(text) ? inDays(Number(text) - 25_569) : readDate(text)

/** A cell of date and time that stands at midnight looks like a day. */
const withClock = (text: string): string => (typeof readDate(text) === "number" ? `${text} 00:00` : text)
