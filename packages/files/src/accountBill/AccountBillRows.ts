/** What a reading of account bills gathers from one file: the rows that are kept, and how many others there were (F3.2). */
import type { Rejection } from "@faceid-tally/core/engine"
import {
  type AccountBillCells,
  type AccountBillField,
  type AccountBillRow,
  isAccountBillRowKept,
  readAccountBillRow,
} from "@faceid-tally/core/money"
import * as Result from "effect/Result"

/** Why a row is rejected, and the field at fault. */
export interface RowRejection {
  readonly field: AccountBillField | undefined
  readonly rejection: Rejection
}

export class AccountBillRows {
  readonly rows: Array<AccountBillRow> = []
  dropped = 0
  /** Of pages: how many records they hold, and how many there are by the provider. */
  records = 0
  total = 0

  /** Whether a row is kept; one that is not is counted. */
  keeps(cells: AccountBillCells): boolean {
    const isKept = isAccountBillRowKept(cells)
    if (!isKept) this.dropped++
    return isKept
  }

  /** Takes a row by the texts of its cells; gives why it is rejected. */
  take(cells: AccountBillCells): RowRejection | undefined {
    const read = readAccountBillRow(cells)
    if (Result.isFailure(read)) {
      const [field] = read.failure.path
      return { field: isField(field, cells) ? field : undefined, rejection: read.failure }
    }
    if (read.success === null) this.dropped++
    else this.rows.push(read.success)
    return undefined
  }
}

const isField = (field: string | number | undefined, cells: AccountBillCells): field is AccountBillField =>
  field !== undefined && Object.hasOwn(cells, field)
