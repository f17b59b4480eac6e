/** Reads the records of a body as it comes in: nothing is held but what the visitor holds. */
import type { BillPage, DetectInfo, Rejection, Remark } from "@faceid-tally/core"
import { type Fault, unpackedBytes, visitBills, visitResults } from "@faceid-tally/files"
import { readWorkbook } from "@faceid-tally/report"
import type { Context } from "hono"

import { pathText } from "../edge/decode.ts"
import type { RequestContext } from "../edge/RequestContext.ts"
import type { Env } from "../edge/Env.ts"
import { Problem } from "../problem/Problem.ts"
import { OneDocument } from "./OneDocument.ts"

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

export interface Faults {
  /** How many there are. */
  readonly rejected: number
  /** The first of them. */
  readonly errors: ReadonlyArray<RecordFault>
  /** What was noticed beside, each code once. */
  readonly remarks: ReadonlyArray<Remark>
}

export interface Visitor {
  readonly wanted: "DetectInfo" | "BillPage"
  readonly visit: (record: DetectInfo | BillPage) => void
  /** After each piece of the body: there what was visited is put away before more is read; not of one JSON document. */
  readonly pause?: (isDocument: boolean) => Promise<void>
  readonly onApiError?: () => void
}

const ERRORS_MAX = 100
/** What a workbook may unpack to here: its texts are held while it is read. */
const UNPACKED_BYTES_MAX = 256 << 20

export const readRecords = async (
  { service, readingRoom }: RequestContext,
  c: Context<Env>,
  { wanted, visit, pause, onApiError }: Visitor,
): Promise<Faults> => {
  const reader = readingRoom.enter()
  let rejected = 0
  const errors: Array<RecordFault> = []
  const remarks: Array<Remark> = []
  const onRejected = ({ line, column, sheet, rejection: { code, path, expected, met } }: Fault): void => {
    rejected++
    if (errors.length >= ERRORS_MAX) return
    const operation = operationOf[code]
    errors.push({
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
  const one = new OneDocument()
  one.is = !isLines(c.req.header("content-type"))
  const options = {
    stdin: one.watch(c.get("body").chunks()),
    stdinName: isLines(c.req.header("content-type")) ? "-.ndjson" : "-",
    onRejected,
    onRemark: ({ remark }: { readonly remark: Remark }) => void remarks.push(remark),
    ...(onApiError !== undefined && { onApiError }),
    // A bill is put under its day.
    isDayKnown: wanted === "BillPage",
    spreadsheet: async (workbook: Uint8Array) => {
      if ((unpackedBytes(workbook) ?? 0) > UNPACKED_BYTES_MAX) throw new RangeError("the workbook is too large")
      await reader.beAlone()
      return readWorkbook(workbook)
    },
  }
  const goOn = async (heldBytes: number): Promise<void> => {
    await pause?.(one.is)
    await reader.goOn(heldBytes)
  }
  const visiting =
    wanted === "DetectInfo" ? visitResults(["-"], visit, options, goOn) : visitBills(["-"], visit, options, goOn)
  const report = await service.run(visiting, { signal: c.get("signal") }).finally(() => reader.leave())
  // The connection broke off: nobody is left to hear of it.
  if (report.missing.length > 0) throw new Problem("timeout")
  if (one.is && rejected > 0) {
    throw new Problem("rejected", { members: { rejected, errors, path: errors[0]?.path ?? "" } })
  }
  return { rejected, errors, remarks }
}

const isLines = (type: string | undefined): boolean => /^application\/(x-ndjson|ndjson|jsonl)\b/i.test(type ?? "")
