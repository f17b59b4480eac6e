/** What people decided, and months that they closed. */
import { acceptedReasons, decisionStates } from "@faceid-tally/core/money"

import { evidenceOf, int, oneOf, orNull, table, text } from "./Table.ts"

/** Appended, never edited: the latest of a key is that of the highest number. */
export const decisionTable = table(
  "decision",
  {
    month: text(),
    decision_key: text(),
    number: int(),
    facts: text(),
    state: oneOf(decisionStates),
    reason: orNull(oneOf(acceptedReasons)),
    ref: orNull(text()),
    /** A decimal text in yuan. */
    amount: orNull(text()),
    units: orNull(int()),
    note: orNull(text()),
    decided_by: text(),
    decided_at: int(),
    account: text(),
    kind: text(),
    seq: orNull(text()),
    biz_token: orNull(text()),
    rule_id: orNull(text()),
    /** YYYY-MM-DD */
    day: orNull(text()),
    fingerprint: text(),
    batch: int(),
  },
  {
    key: ["month", "decision_key", "number"],
    indexes: {
      decision_by_batch: { on: ["batch", "month", "decision_key", "number"] },
      decision_by_seq: { on: ["seq"], where: "seq IS NOT NULL" },
    },
    stands: "evidence",
  },
)

export const decisionEvidence = evidenceOf(decisionTable, "decision")

/** A month as it was closed: the whole document, from which it is printed ever after. */
export const statementTable = table(
  "statement",
  {
    month: text(),
    revision: int(),
    closed_at: int(),
    body: text(),
    fingerprint: text(),
    batch: int(),
  },
  {
    key: ["month", "revision"],
    indexes: { statement_by_batch: { on: ["batch"] } },
    stands: "evidence",
    isClustered: false,
  },
)

export const statementEvidence = evidenceOf(statementTable, "statement")
