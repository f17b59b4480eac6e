/** What results say: the observations, which are evidence, and what follows from them. */
import { verificationStates } from "@faceid-tally/core/engine"

import { bool, evidenceOf, int, oneOf, orNull, table, text } from "./Table.ts"

/**
 * Observations, never changed. They lie by day: Seqs are random, but a day's worth of them stays in memory, and a day is
 * what is read. Measured before choosing (SQLite, processor time for one observation and its attempt, a month of random
 * Seqs): by day and Seq in sorted batches 21 µs, the same unsorted 26 µs; rowid tables with an index 20 and 33 µs.
 * Clustered rows are read 1.3 times as fast, so they were taken.
 */
export const observationTable = table(
  "observation",
  {
    day: int(),
    seq: text(),
    fingerprint: text(),
    batch: int(),
    flag: int(),
    errcode: orNull(int()),
    at: orNull(int()),
    fetched_at: orNull(int()),
    biz_token: orNull(text()),
    rule_id: orNull(text()),
    account: orNull(text()),
    err_code: orNull(int()),
    nfc: orNull(int()),
    nfc_record: orNull(text()),
  },
  {
    key: ["day", "seq", "fingerprint"],
    indexes: { observation_by_seq: { on: ["seq"] } },
    stands: "evidence",
    byMonth: "partitions",
  },
)

export const observationEvidence = evidenceOf(observationTable, "observation")
/** Reads the values of an observation, as evidence has them. */
export const inObservation = observationEvidence.at

/** The current view: what the observations of each Seq resolve to. */
export const attemptTable = table(
  "attempt",
  {
    day: int(),
    seq: text(),
    flag: int(),
    errcode: orNull(int()),
    at: orNull(int()),
    fetched_at: orNull(int()),
    biz_token: orNull(text()),
    rule_id: orNull(text()),
    account: orNull(text()),
    several: bool(),
    statements: int(),
  },
  {
    key: ["day", "seq"],
    indexes: { attempt_by_token: { on: ["day", "biz_token"] } },
    stands: "derived",
    byMonth: "partitions",
  },
)

/** Reads the row of an attempt. */
export const inAttempt = attemptTable.at

/** Seqs whose observations lie on several days, under each of these days. */
export const multiDaySeqTable = table(
  "strayed",
  { day: int(), seq: text() },
  { key: ["day", "seq"], stands: "derived", byMonth: "rows" },
)

export const daySumTable = table(
  "day_sum",
  {
    day: int(),
    account: text(),
    rule_id: text(),
    errcode: int(),
    attempts: int(),
    charges: int(),
    uncharged: int(),
    unknown: int(),
  },
  { key: ["day", "account", "rule_id", "errcode"], stands: "derived" },
)

const open = "state IN ('registered', 'collected')"

/** BizTokens: what is known of them, and who has them leased. */
export const verificationTable = table(
  "verification",
  {
    biz_token: text(),
    account: orNull(text()),
    rule_id: orNull(text()),
    issued_at: orNull(int()),
    seen_at: int(),
    fetched_at: orNull(int()),
    passed: bool(),
    nfc_at: orNull(int()),
    nfc: orNull(int()),
    first_day: orNull(int()),
    last_day: orNull(int()),
    registered_at: int(),
    failures: int(),
    failure_code: orNull(text()),
    refused: bool(),
    issue_day: int(),
    state: oneOf(verificationStates),
    deadline: int(),
    next_due: orNull(int()),
    lease_until: orNull(int()),
    worker: orNull(text()),
    leased_at: orNull(int()),
  },
  {
    key: ["biz_token"],
    indexes: {
      verification_due: { on: ["next_due"], where: "next_due IS NOT NULL" },
      verification_open: { on: ["deadline"], where: open },
      verification_closed: { on: ["deadline"], where: "state IN ('lapsed', 'expired')" },
      verification_by_state: { on: ["issue_day", "state", "biz_token"] },
      // NFC charges are few: they are summed without looking at the others.
      verification_nfc: { on: ["issue_day", "nfc"], where: "nfc > 0" },
      // All that is counted of what is open: the rows themselves are not read.
      verification_open_by_day: {
        on: ["issue_day", "account", "state", "deadline", "next_due", "lease_until", "rule_id"],
        where: open,
      },
    },
    stands: "derived",
    work: ["failures", "failure_code", "refused", "next_due", "lease_until", "worker", "leased_at"],
  },
)

/** How many BizTokens there are, by where they are counted. */
export const tokenSumTable = table(
  "token_sum",
  { issue_day: int(), account: text(), state: oneOf(verificationStates), tokens: int(), refused: int() },
  { key: ["issue_day", "account", "state"], stands: "derived", work: ["refused"] },
)
