/** The schema, version 8: account bills, what was really paid. */
import type { Dialect } from "../database/Dialect.ts"

export const schemaV8 = ({ text, int, clustered }: Dialect): ReadonlyArray<string> => [
  // Of a version the head has place 0, its rows those above, and each time at which it was seen again one below.
  `CREATE TABLE account_bill (
    month ${text} NOT NULL, account ${text} NOT NULL, version ${int} NOT NULL, place ${int} NOT NULL,
    fingerprint ${text} NOT NULL, batch ${int} NOT NULL, seen_at ${int}, dropped ${int}, body ${text} NOT NULL,
    PRIMARY KEY (month, account, version, place)
  ) ${clustered}`,
  "CREATE INDEX account_bill_by_batch ON account_bill (batch)",
]
