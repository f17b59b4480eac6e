/** Reads the attempts of days into a tally's columns: as they stand, or as they stood after some batch. */
import type { LoadOptions } from "@faceid-tally/books/engine"
import { NEVER_FETCHED, NO_DAY, type Tally } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"

import { daysBetween } from "./attempts.ts"
import { lastBatchOf } from "../evidence/batches.ts"
import { type Database, selectRows } from "../database/Database.ts"
import { readTokens } from "./results.ts"
import { fromStored, toStored } from "../database/storedText.ts"
import { attemptColumns, type AttemptRow, TallyColumns } from "./TallyColumns.ts"
import { inObservation, observationEvidence } from "../tables/resultTables.ts"

/** Rows that are read at once. */
export const ROWS_PER_PAGE = 5000

export const loadTally = Effect.fnUntraced(function* (db: Database, tally: Tally, options: LoadOptions) {
  const lastBatch = yield* lastBatchOf(db, options)
  yield* lastBatch === null ? loadView(db, tally, options) : loadStatements(db, tally, options, lastBatch)
})

/** Reads the view day by day: what the observations resolve to. */
const loadView = Effect.fnUntraced(function* (db: Database, tally: Tally, { fromDay, toDay }: LoadOptions) {
  const columns = new TallyColumns(tally)
  for (const day of [...daysBetween(fromDay, toDay), NO_DAY]) {
    let after = ""
    for (;;) {
      const rows = yield* selectRows(
        db,
        attemptColumns,
        "WHERE day = ? AND seq > ? ORDER BY seq LIMIT ?",
        day,
        after,
        ROWS_PER_PAGE,
      )
      yield* addAttempts(db, columns, rows)
      const last = rows.at(-1)
      if (last === undefined || rows.length < ROWS_PER_PAGE) break
      after = last[attemptColumns.place.seq]
    }
  }
})

/** Adds rows of the view. That several BizTokens occur is known of the observations alone. */
export const addAttempts = Effect.fnUntraced(function* (
  db: Database,
  columns: TallyColumns,
  rows: ReadonlyArray<AttemptRow>,
) {
  const { seq, several } = attemptColumns.place
  const ofSeveralTokens: Array<string> = []
  for (const row of rows) {
    if (row[several]) ofSeveralTokens.push(row[seq])
    else columns.add(row)
  }
  if (ofSeveralTokens.length === 0) return
  const observations = yield* db.rows(
    `SELECT ${observationEvidence.of("o")} FROM observation AS o WHERE o.seq IN ${db.dialect.textsOf}`,
    JSON.stringify(ofSeveralTokens),
  )
  for (const observation of observations) columns.addObservationRow(observation)
})

/** Reads the observations up to a batch, those of the days and those of the same Seqs on other days. */
const loadStatements = Effect.fnUntraced(function* (
  db: Database,
  tally: Tally,
  { fromDay, toDay }: LoadOptions,
  lastBatch: number,
) {
  const columns = new TallyColumns(tally)
  for (const day of [...daysBetween(fromDay, toDay), NO_DAY]) {
    let [afterSeq, afterFingerprint] = ["", ""]
    for (;;) {
      const rows = yield* db.rows(
        `SELECT o.batch, o.fingerprint, ${observationEvidence.of("o")} FROM observation AS o
         WHERE o.day = ? AND o.seq >= ? AND (o.seq > ? OR o.fingerprint > ?) ORDER BY o.seq, o.fingerprint LIMIT ?`,
        day,
        afterSeq,
        afterSeq,
        afterFingerprint,
        ROWS_PER_PAGE,
      )
      for (const [batch, , ...observation] of rows) if (Number(batch) <= lastBatch) columns.addObservation(observation)
      const last = rows[rows.length - 1]
      if (last === undefined || rows.length < ROWS_PER_PAGE) break
      afterFingerprint = String(last[1])
      afterSeq = inObservation.seq(last.slice(2))
    }
    const elsewhere = yield* db.rows(
      `SELECT ${observationEvidence.of("o")} FROM strayed AS s JOIN observation AS o ON o.seq = s.seq
       WHERE s.day = ? AND o.batch <= ? AND (o.day < ? OR o.day > ?) AND o.day <> ?`,
      day,
      lastBatch,
      fromDay,
      toDay,
      NO_DAY,
    )
    for (const observation of elsewhere) columns.addObservationRow(observation)
  }
})

export const loadTokens = Effect.fnUntraced(function* (db: Database, tally: Tally, bizTokens: ReadonlyArray<string>) {
  for (let i = 0; i < bizTokens.length; i += ROWS_PER_PAGE) {
    const page = bizTokens.slice(i, i + ROWS_PER_PAGE).map(toStored)
    for (const token of (yield* readTokens(db, page)).values()) {
      if (token.fetchedAt === null) continue
      const id = tally.names.tokens.internText(fromStored(token.bizToken))
      tally.addObservation(id, fetchedAtOf(token.fetchedAt), token.passed)
      tally.tokens.observeIssue(id, token.issuedAt ?? token.seenAt)
      if (token.nfc !== null) tally.addNfc(id, fetchedAtOf(token.nfcAt), token.nfc, "")
    }
  }
})

const fetchedAtOf = (stored: number | null): number => (stored === null || stored < 0 ? NEVER_FETCHED : stored)
