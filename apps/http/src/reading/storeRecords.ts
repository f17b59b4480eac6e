/** Counts the results of a body, and keeps them batch by batch while they come in. */
import { RowNumbers, type StoredRecord } from "@faceid-tally/books/engine"
import { type DetectInfo, Tally } from "@faceid-tally/core/engine"
import type { Context } from "hono"

import type { RequestContext } from "../edge/RequestContext.ts"
import type { Env } from "../edge/Env.ts"
import { Problem } from "../problem/Problem.ts"
import { readSingle } from "./readSingle.ts"
import { type Faults, readRecords } from "./readRecords.ts"

/** Records of one transaction: the database's disk sync costs little, and others wait for milliseconds alone. */
const RECORDS_PER_BATCH = 500

/** So many records of one JSON document are held until all of it is seen to be right; more of them come as NDJSON. */
const DOCUMENT_RECORDS_MAX = 250_000

export interface Counted extends Faults {
  readonly tally: Tally
}

export interface Kept extends Counted {
  readonly new: number
  readonly changed: number
}

export const countRecords = async (context: RequestContext, c: Context<Env>): Promise<Counted> => {
  const tally = new Tally()
  const rows = new RowNumbers()
  const faults = await readRecords(context, c, {
    wanted: "DetectInfo",
    visit: (record) => {
      if (record._tag === "DetectInfo") add(tally, rows.number(record))
    },
    onApiError: () => void tally.apiErrors++,
  })
  return { tally, ...faults }
}

export const keepRecords = async (context: RequestContext, c: Context<Env>): Promise<Kept> => {
  const single = await readSingle(c)
  if (single !== undefined) return keepSingle(context, single)
  const tally = new Tally()
  const rows = new RowNumbers()
  const kept = { new: 0, changed: 0 }
  let waiting: Array<StoredRecord> = []
  const store = async (batch: ReadonlyArray<StoredRecord>): Promise<void> => {
    const stored = await context.writer.store(batch)
    kept.new += stored.attempts
    kept.changed += stored.changed
  }
  const faults = await readRecords(context, c, {
    wanted: "DetectInfo",
    visit: (record) => {
      if (record._tag !== "DetectInfo") return
      const numbered = rows.number(record)
      add(tally, numbered)
      waiting.push(numbered)
    },
    onApiError: () => void tally.apiErrors++,
    pause: async (isDocument) => {
      if (isDocument && waiting.length <= DOCUMENT_RECORDS_MAX) return
      if (isDocument) throw new Problem("too_large", { members: { records: DOCUMENT_RECORDS_MAX } })
      while (waiting.length >= RECORDS_PER_BATCH) {
        const batch = waiting.slice(0, RECORDS_PER_BATCH)
        waiting = waiting.slice(RECORDS_PER_BATCH)
        await store(batch)
      }
    },
  })
  while (waiting.length > 0) {
    await store(waiting.slice(0, RECORDS_PER_BATCH))
    waiting = waiting.slice(RECORDS_PER_BATCH)
  }
  return { tally, ...faults, ...kept }
}

/** One result, as most requests bring it. */
const keepSingle = async (context: RequestContext, record: DetectInfo): Promise<Kept> => {
  const numbered = new RowNumbers().number(record)
  const stored = await context.writer.store([numbered])
  const tally = new Tally().add(record, numbered.rowsBefore)
  return { tally, rejected: 0, errors: [], remarks: [], new: stored.attempts, changed: stored.changed }
}

const add = (tally: Tally, { record, rowsBefore }: StoredRecord): void => void tally.add(record, rowsBefore)
