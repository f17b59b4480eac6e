/** Registrations, and what is known of the BizTokens: by all that was marked, and by what follows from it. */
import {
  dayOfInstant,
  deadlineOf,
  DEFAULT_ACCOUNT,
  isFinal,
  MS_CLOCK_SKEW,
  type VerificationFacts,
} from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"

import type { Row, Value } from "../tables/Table.ts"
import { CONTRADICTED, marksOf, neededMarks, statedByRegistration } from "./tokenFacts.ts"
import type { Verifying } from "./verifyObservations.ts"
import { registrationEvidence } from "../tables/fetchTables.ts"
import { verificationTable } from "../tables/resultTables.ts"

const ROWS_PER_PAGE = 5000

/** Rows: fingerprint, batch, the marks of the BizToken, then the values. */
const page = `
  SELECT r.fingerprint, r.batch, ${marksOf(statedByRegistration)}, ${registrationEvidence.of("r")}
  FROM registration AS r LEFT JOIN verification AS v ON v.biz_token = r.biz_token
  WHERE (r.batch, r.biz_token) > (?, ?) ORDER BY r.batch, r.biz_token LIMIT ?`

export const verifyRegistrations = Effect.fnUntraced(function* ({ db, trees, marks, findings }: Verifying) {
  let after: ReadonlyArray<Value> = [Number.MIN_SAFE_INTEGER, ""]
  for (;;) {
    const rows: ReadonlyArray<Row> = yield* db.rows(page, ...after, ROWS_PER_PAGE)
    yield* trees.open(rows.map(([, batch]) => batch))
    for (const row of rows) {
      const values = row.slice(3)
      trees.add(registrationEvidence, row[1], values, row[0])
      const [bizToken, bits] = [registrationEvidence.at.bizToken(values), Number(row[2])]
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
    const rows = yield* db.rows(
      `SELECT ${neededMarks}, ${known.text} FROM verification WHERE biz_token > ? ORDER BY biz_token LIMIT ?`,
      after,
      ROWS_PER_PAGE,
    )
    for (const [needed, ...row] of rows) {
      const [bizToken, account] = [at.bizToken(row), at.account(row)]
      const place = `${row[known.place.issueDay]} ${row[known.place.state]} ${account ?? DEFAULT_ACCOUNT}`
      sums.set(place, (sums.get(place) ?? 0) + 1)
      after = bizToken
      const bits = Number(needed)
      if ((marks.marksOf(bizToken) & bits) === bits && followsFromFacts(row, latest)) continue
      findings.add("derived", "view", { row: { table: "verification", key: [bizToken] } })
    }
    if (rows.length < ROWS_PER_PAGE) break
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

/** What must follow from what. A row is as it was found: what it has there may be anything. */
const known = verificationTable.pick(
  "biz_token",
  "account",
  "issued_at",
  "seen_at",
  "fetched_at",
  "passed",
  "nfc_at",
  "nfc",
  "first_day",
  "last_day",
  "issue_day",
  "state",
  "deadline",
)
const { at } = known

/** The day of issue, the deadline and the state; facts that come in pairs. */
const followsFromFacts = (row: Row, latest: number | undefined): boolean => {
  const [issuedAt, passed] = [at.issuedAt(row), row[known.place.passed]]
  const facts: VerificationFacts = {
    issuedAt: issuedAt ?? at.seenAt(row),
    estimated: issuedAt === null,
    fetchedAt: at.fetchedAt(row),
    passed: passed === 1,
  }
  return (
    at.issueDay(row) === dayOfInstant(facts.issuedAt) &&
    at.deadline(row) === deadlineOf(facts) &&
    (facts.fetchedAt !== null || passed === 0) &&
    (at.nfcAt(row) === null) === (at.nfc(row) === null) &&
    (at.firstDay(row) === null) === (at.lastDay(row) === null) &&
    isStateOf(facts, row[known.place.state], latest)
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
