/** Reading attempts: one with its observations, and those of a BizToken. */
import type { AttemptHistory } from "@faceid-tally/books/engine"
import { type Attempt, chargeOfFlag, NO_DAY, NO_TIME } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"

import { AttemptResolver } from "./attemptView.ts"
import type { Database } from "../database/Database.ts"
import { readTokens } from "./results.ts"
import { fromStored, fromStoredName, isIdentityKey, toStored } from "../database/storedText.ts"
import type { Value } from "../tables/Table.ts"
import { attemptTable, inAttempt, inObservation, observationEvidence } from "../tables/resultTables.ts"

/** An attempt in words, of a row of the view or the values of an observation. */
export const toAttempt = (row: ReadonlyArray<Value>): Attempt => {
  const seq = inAttempt.seq(row)
  return {
    seq: isIdentityKey(seq) ? null : fromStored(seq),
    charge: chargeOfFlag(inAttempt.flag(row)),
    errcode: inAttempt.errcode(row),
    at: inAttempt.at(row),
    bizToken: fromStoredName(inAttempt.bizToken(row)),
    ruleId: fromStoredName(inAttempt.ruleId(row)),
    account: fromStoredName(inAttempt.account(row)),
  }
}

export const readAttempt = Effect.fnUntraced(function* (db: Database, seq: string) {
  const key = toStored(seq)
  const rows = yield* db.rows(
    `SELECT b.written_at, b.batch, ${observationEvidence.of("o")} FROM observation AS o JOIN batch AS b ON b.batch = o.batch
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
    severalTokens: inAttempt.several(attempt),
    statements: rows.map(([storedAt, batch, ...values]) => ({
      ...toAttempt(values),
      fetchedAt: inObservation.fetchedAt(values),
      storedAt: Number(storedAt),
      batch: Number(batch),
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
      `SELECT ${attemptTable.text} FROM attempt ${db.dialect.byToken} WHERE day = ? AND biz_token = ?`,
      day,
      key,
    )
    attempts.push(...rows.map(toAttempt))
  }
  return attempts.sort((a, b) => (a.at ?? NO_TIME) - (b.at ?? NO_TIME))
})

export const daysBetween = (first: number, last: number): Array<number> =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i)
