/** What of a body is rejected: how many there are, and the first of them as answers list them. */
import { pathText, type Rejection } from "@faceid-tally/core/engine"
import type { Fault } from "@faceid-tally/files"

/** A rejected record, as answers list it. */
export interface RecordFault {
  readonly line: number
  readonly column: number
  readonly code: Rejection["code"]
  readonly path: string
  readonly expected?: string
  /** A name that stood where another is read. */
  readonly met?: string
  /** The sheet of a workbook of which several are read. */
  readonly sheet?: string
  /** The operation that takes such a record. */
  readonly operation?: string
}

/** Where records of the other side belong. */
const operationOf: { readonly [C in Rejection["code"]]?: string } = {
  bill_among_results: "putBill",
  result_among_bills: "storeResults",
}

const ERRORS_MAX = 100

export class FaultList {
  rejected = 0
  readonly errors: Array<RecordFault> = []

  readonly add = ({ line, column, sheet, rejection: { code, path, expected, met } }: Fault): void => {
    this.rejected++
    if (this.errors.length >= ERRORS_MAX) return
    const operation = operationOf[code]
    this.errors.push({
      line,
      column,
      code,
      path: pathText(path),
      ...(expected !== undefined && { expected }),
      ...(met !== undefined && { met }),
      ...(sheet !== undefined && { sheet }),
      ...(operation !== undefined && { operation }),
    })
  }
}
