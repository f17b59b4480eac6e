/** Reading attempts: one with its observations, and those of a BizToken. */
import type { AttemptHistory } from "@faceid-tally/books"
import { type Attempt, chargeOfFlag, NO_DAY, NO_TIME } from "@faceid-tally/core"
import * as Effect from "effect/Effect"

import { ATTEMPT, AttemptResolver } from "./AttemptView.ts"
import type { Database } from "../database/Database.ts"
import { observationEvidence } from "../evidence/EvidenceTables.ts"
import { OBSERVED } from "./ObservationRows.ts"
import { readTokens } from "./Results.ts"
import { fromStored, fromStoredName, isIdentityKey, toStored } from "../database/StoredText.ts"
import { attemptTable, columnsOf, type Value } from "../database/Tables.ts"

const observed = observationEvidence.evidence.map((column) => `o.${column}`).join(", ")
const viewed = columnsOf(attemptTable).join(", ")

/** An attempt in words, of a row of the view or the values of an observation. */
export const toAttempt = (row: ReadonlyArray<Value>): Attempt => {
  const seq = row[ATTEMPT.seq] as string
  return {
    seq: isIdentityKey(seq) ? null : fromStored(seq),
    charge: chargeOfFlag(row[ATTEMPT.flag] as number),
    errcode: row[ATTEMPT.errcode] as number | null,
    at: row[ATTEMPT.at] as number | null,
    bizToken: fromStoredName(row[ATTEMPT.bizToken] as string | null),
    ruleId: fromStoredName(row[ATTEMPT.ruleId] as string | null),
    account: fromStoredName(row[ATTEMPT.account] as string | null),
  }
}

export const readAttempt = Effect.fnUntraced(function* (db: Database, seq: string) {
  const key = toStored(seq)
  const rows = yield* db.rows(
    `SELECT b.written_at, b.batch, ${observed} FROM observation AS o JOIN batch AS b ON b.batch = o.batch
     WHERE o.seq = ? ORDER BY b.batch, o.fingerprint`,
    key,
  )
  const attempt = new AttemptResolver().resolve(
    key,
    rows.map(([, , ...values]) => values),
  )
  if (attempt === undefined) return null
  return {
    attempt: toAttempt(attempt),
    severalTokens: attempt[ATTEMPT.several] === 1,
    statements: rows.map(([storedAt, batch, ...values]) => ({
      ...toAttempt(values),
      fetchedAt: values[OBSERVED.fetchedAt] as number | null,
      storedAt: storedAt as number,
      batch: batch as number,
    })),
  } satisfies AttemptHistory
})

export const attemptsOf = Effect.fnUntraced(function* (db: Database, bizToken: string) {
  const key = toStored(bizToken)
  const token = (yield* readTokens(db, [key])).get(key)
  const attempts: Array<Attempt> = []
  if (token === undefined) return attempts
  const { firstDay, lastDay } = token
  for (const day of [...daysBetween(firstDay ?? 0, lastDay ?? -1), NO_DAY]) {
    const rows = yield* db.rows(
      `SELECT ${viewed} FROM attempt ${db.dialect.byToken} WHERE day = ? AND biz_token = ?`,
      day,
      key,
    )
    attempts.push(...rows.map(toAttempt))
  }
  return attempts.sort((a, b) => (a.at ?? NO_TIME) - (b.at ?? NO_TIME))
})

export const daysBetween = (first: number, last: number): Array<number> =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
