/** The schema, version 7: decisions about discrepancies, and months that were closed. */
import type { Dialect } from "../database/Dialect.ts"

export const schemaV7 = ({ text, int, clustered }: Dialect): ReadonlyArray<string> => [
  `CREATE TABLE decision (
    month ${text} NOT NULL, decision_key ${text} NOT NULL, number ${int} NOT NULL, facts ${text} NOT NULL,
    state ${text} NOT NULL, reason ${text}, ref ${text}, amount ${text}, units ${int}, note ${text},
    decided_by ${text} NOT NULL, decided_at ${int} NOT NULL, account ${text} NOT NULL, kind ${text} NOT NULL,
    seq ${text}, biz_token ${text}, rule_id ${text}, day ${text},
    fingerprint ${text} NOT NULL, batch ${int} NOT NULL,
    PRIMARY KEY (month, decision_key, number)
  ) ${clustered}`,
  "CREATE INDEX decision_by_batch ON decision (batch, month, decision_key, number)",
  "CREATE INDEX decision_by_seq ON decision (seq) WHERE seq IS NOT NULL",
  `CREATE TABLE statement (
    month ${text} NOT NULL, revision ${int} NOT NULL, closed_at ${int} NOT NULL, body ${text} NOT NULL,
    fingerprint ${text} NOT NULL, batch ${int} NOT NULL,
    PRIMARY KEY (month, revision)
  )`,
  "CREATE INDEX statement_by_batch ON statement (batch)",
]
