/** Reads the records of a body as it comes in: nothing is held but what the visitor holds. */
import type { BillPage, DetectInfo, Remark } from "@faceid-tally/core/engine"
import { visitBills, visitResults } from "@faceid-tally/files"
import type { Context } from "hono"

import type { RequestContext } from "../edge/RequestContext.ts"
import type { Env } from "../edge/Env.ts"
import { Problem } from "../problem/Problem.ts"
import { FaultList, type RecordFault } from "./FaultList.ts"
import { OneDocument } from "./OneDocument.ts"
import { workbookReader } from "./workbookReader.ts"

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

export const readRecords = async (
  { service, readingRoom }: RequestContext,
  c: Context<Env>,
  { wanted, visit, pause, onApiError }: Visitor,
): Promise<Faults> => {
  const reader = readingRoom.enter()
  const faults = new FaultList()
  const { errors } = faults
  const remarks: Array<Remark> = []
  const one = new OneDocument()
  one.is = !isLines(c.req.header("content-type"))
  const options = {
    stdin: one.watch(c.get("body").chunks()),
    stdinName: isLines(c.req.header("content-type")) ? "-.ndjson" : "-",
    onRejected: faults.add,
    onRemark: ({ remark }: { readonly remark: Remark }) => void remarks.push(remark),
    ...(onApiError !== undefined && { onApiError }),
    // A bill is put under its day.
    isDayKnown: wanted === "BillPage",
    spreadsheet: workbookReader(reader),
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
  if (one.is && faults.rejected > 0) {
    throw new Problem("rejected", { members: { rejected: faults.rejected, errors, path: errors[0]?.path ?? "" } })
  }
  return { rejected: faults.rejected, errors, remarks }
}

const isLines = (type: string | undefined): boolean => /^application\/(x-ndjson|ndjson|jsonl)\b/i.test(type ?? "")
