/** Registrations, and what is known of the BizTokens: by all that was marked, and by what follows from it. */
import {
  dayOfInstant,
  deadlineOf,
  DEFAULT_ACCOUNT,
  isFinal,
  MS_CLOCK_SKEW,
  type VerificationFacts,
} from "@faceid-tally/core"
import * as Effect from "effect/Effect"

import { registrationEvidence } from "../evidence/EvidenceTables.ts"
import type { Row, Value } from "../database/Tables.ts"
import { CONTRADICTED, marksOf, neededMarks, statedByRegistration } from "./tokenFacts.ts"
import type { Verifying } from "./verifyObservations.ts"

const ROWS_PER_PAGE = 5000

const registered = registrationEvidence.evidence.map((column) => `r.${column}`).join(", ")

/** Rows: fingerprint, batch, the marks of the BizToken, then the values. */
const page = `
  SELECT r.fingerprint, r.batch, ${marksOf(statedByRegistration)}, ${registered}
  FROM registration AS r LEFT JOIN verification AS v ON v.biz_token = r.biz_token
  WHERE (r.batch, r.biz_token) > (?, ?) ORDER BY r.batch, r.biz_token LIMIT ?`

export const verifyRegistrations = Effect.fnUntraced(function* ({ db, trees, marks, findings }: Verifying) {
  let after: ReadonlyArray<Value> = [Number.MIN_SAFE_INTEGER, ""]
  for (;;) {
    const rows: ReadonlyArray<Row> = yield* db.rows(page, ...after, ROWS_PER_PAGE)
    yield* trees.open(rows.map(([, batch]) => batch as number))
    for (const row of rows) {
      const values = row.slice(3)
      trees.add(registrationEvidence, row[1] as number, values, row[0] ?? null)
      const bizToken = values[0] as string
      const bits = row[2] as number
      if ((bits & CONTRADICTED) !== 0) {
        findings.add("derived", "view", { row: { table: "verification", key: [bizToken] } })
      }
      marks.add(bizToken, bits)
    }
    const last = rows[rows.length - 1]
    if (last === undefined || rows.length < ROWS_PER_PAGE) return
    after = [last[1] ?? 0, last[3] ?? ""]
  }
})

/** Holds every BizToken against the marks; without `now` nothing is said of what time decides. */
export const verifyTokens = Effect.fnUntraced(function* ({ db, marks, findings }: Verifying, now: number | undefined) {
  const [last] = yield* db.rows("SELECT max(written_at) FROM batch")
  const latest = now === undefined ? undefined : Math.max(now, Number(last?.[0] ?? 0)) + MS_CLOCK_SKEW
  const sums = new Map<string, number>()
  let after = ""
  for (;;) {
    const rows: ReadonlyArray<Row> = yield* db.rows(
      `SELECT biz_token, ${neededMarks}, account, issued_at, seen_at, fetched_at, passed, nfc_at IS NULL, nfc IS NULL,
         first_day IS NULL, last_day IS NULL, issue_day, state, deadline
       FROM verification WHERE biz_token > ? ORDER BY biz_token LIMIT ?`,
      after,
      ROWS_PER_PAGE,
    )
    for (const row of rows) {
      const [bizToken, needed, account] = row as [string, number, string | null]
      const place = `${row[ISSUE_DAY]} ${row[STATE]} ${account ?? DEFAULT_ACCOUNT}`
      sums.set(place, (sums.get(place) ?? 0) + 1)
      if ((marks.marksOf(bizToken) & needed) === needed && followsFromFacts(row, latest)) continue
      findings.add("derived", "view", { row: { table: "verification", key: [bizToken] } })
    }
    const end = rows[rows.length - 1]
    if (end === undefined || rows.length < ROWS_PER_PAGE) break
    after = end[0] as string
  }
  const kept = yield* db.rows("SELECT issue_day, account, state, tokens FROM token_sum ORDER BY 1, 2, 3")
  for (const [day = null, account = null, state = null, tokens] of kept) {
    const place = `${day} ${state} ${account}`
    if (sums.get(place) !== tokens) {
      findings.add("derived", "sums", {
        row: { table: "token_sum", key: [Number(day), String(account), String(state)] },
      })
    }
    sums.delete(place)
  }
  for (const place of sums.keys()) {
    const [day = "", state = "", ...account] = place.split(" ")
    findings.add("derived", "sums", { row: { table: "token_sum", key: [Number(day), account.join(" "), state] } })
  }
})

/** Of the rows of {@link verifyTokens}. */
const ISSUE_DAY = 11
const STATE = 12

/** The day of issue, the deadline and the state; facts that come in pairs. */
const followsFromFacts = (row: Row, latest: number | undefined): boolean => {
  const [, , , issuedAt, seenAt, fetchedAt, passed, noNfcAt, noNfc, noFirst, noLast, issueDay, state, deadline] = row
  const facts: VerificationFacts = {
    issuedAt: (issuedAt ?? seenAt) as number,
    estimated: issuedAt === null,
    fetchedAt: fetchedAt as number | null,
    passed: passed === 1,
  }
  return (
    issueDay === dayOfInstant(facts.issuedAt) &&
    deadline === deadlineOf(facts) &&
    (facts.fetchedAt !== null || passed === 0) &&
    noNfcAt === noNfc &&
    noFirst === noLast &&
    isStateOf(facts, state, latest)
  )
}

const isStateOf = (facts: VerificationFacts, state: Value | undefined, latest: number | undefined): boolean => {
  if (isFinal(facts)) return state === "final"
  // Who has noted that the deadline is over is left open; that it is over is not.
  const isOver = latest === undefined || latest >= deadlineOf(facts)
  return facts.fetchedAt === null
    ? state === "registered" || (state === "expired" && isOver)
    : state === "collected" || (state === "lapsed" && isOver)
}
