/**
 * Recomputes the evidence, both ways: every batch has exactly its rows, every row of every table of evidence is one of
 * its batch, every seal links its batches, and all that reports read besides follows from these. The first thing that
 * does not add up is named, the others are counted. Memory holds a page of rows, and a few bytes of each BizToken.
 */
import type { Verified } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import { accountBillEvidence } from "../tables/accountBillTable.ts"
import { type Database, readRows } from "../database/Database.ts"
import { int, orNull, shape, UnreadableValue } from "../tables/Table.ts"
import { decisionEvidence, statementEvidence } from "../tables/decisionTables.ts"
import { workInProgressNames } from "../evidence/coverage.ts"
import { removedMonths } from "../evidence/removals.ts"
import { BatchTrees } from "./BatchTrees.ts"
import { checkDatabase, isCorrupt } from "./checkDatabase.ts"
import { Findings } from "./Findings.ts"
import { TokenMarks } from "./TokenMarks.ts"
import { verifyBills } from "./verifyBills.ts"
import { type Verifying, verifyObservations } from "./verifyObservations.ts"
import { verifyRemovals } from "./verifyRemovals.ts"
import { verifyRuns } from "./verifyRuns.ts"
import { verifySchema } from "./verifySchema.ts"
import { verifySeals } from "./verifySeals.ts"
import { verifyRegistrations, verifyTokens } from "./verifyTokens.ts"

interface VerifyOptions {
  readonly head?: string | undefined
  readonly now?: number | undefined
}

export const verify = Effect.fnUntraced(function* (db: Database, options: VerifyOptions) {
  const findings = new Findings()
  // Apart from the reading: what fails in a transaction of PostgreSQL ends it.
  const checked = yield* checkDatabase(db)
  const evidence = yield* db
    .snapshot((reading) => verifyEvidence(reading, findings, options))
    // What cannot be read cannot be counted.
    .pipe(
      Effect.catchIf(isCorrupt, () => Effect.succeed(null)),
      Effect.catchDefect((defect) => (defect instanceof UnreadableValue ? Effect.succeed(null) : Effect.die(defect))),
    )
  const database = evidence === null ? "broken" : checked
  if (database === "broken") findings.add("database", "database")
  return {
    ok: findings.first === null,
    ...(evidence ?? NOTHING_READ),
    broken: evidence === null ? findings.first : yield* sealed(db, findings.first),
    breaks: findings.count,
    database,
    workInProgress: workInProgressNames,
  } satisfies Verified
})

const NOTHING_READ = { rows: 0, batches: 0, seals: 0, head: null, unsealed: 0, remarks: [], removed: [] }

/** The tables in the order in which rows of a batch stand, then the batches, the seals, and the schema. */
const verifyEvidence = Effect.fnUntraced(function* (db: Database, findings: Findings, { head, now }: VerifyOptions) {
  const verifying: Verifying = { db, findings, trees: new BatchTrees(db, findings), marks: new TokenMarks() }
  const [adopted] = yield* db.rows("SELECT min(batch) FROM batch WHERE kind = 'adopted'")
  const kept = yield* verifyRemovals(verifying)
  yield* verifyObservations(verifying, Number(adopted?.[0] ?? 0) - 1, kept)
  yield* verifyBills(verifying, kept)
  yield* verifyRuns(verifying)
  yield* verifyRegistrations(verifying)
  for (const table of [decisionEvidence, statementEvidence, accountBillEvidence])
    yield* verifying.trees.readTable(table)
  yield* verifyTokens(verifying, now)
  const batches = yield* verifying.trees.finish()
  const seals = yield* verifySeals(db, findings, batches.last, head)
  return {
    rows: batches.rows,
    batches: batches.count,
    seals: seals.count,
    head: seals.head,
    unsealed: batches.last - seals.lastBatch,
    remarks: yield* verifySchema(db, findings),
    removed: yield* removedMonths(db),
  }
})

/** Of a batch, the seal that links it. */
const sealed = Effect.fnUntraced(function* (db: Database, broken: Verified["broken"]) {
  if (broken === null || broken.seal !== null || broken.batch === null) return broken
  const [[seal] = [null]] = yield* readRows(
    db,
    shape(orNull(int())),
    "SELECT min(seal) FROM seal WHERE first_batch <= ? AND last_batch >= ?",
    broken.batch,
    broken.batch,
  )
  return { ...broken, seal }
})
