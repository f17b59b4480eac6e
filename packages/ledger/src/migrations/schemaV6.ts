/** The schema, version 6: months that were removed, and of each batch that lost rows what is left of it. */
import type { Dialect } from "../database/Dialect.ts"

export const schemaV6 = ({ text, int, clustered }: Dialect): ReadonlyArray<string> => [
  // A row of a month has no batch that it is of, and holds the digest of its sums; one of a batch has no month.
  `CREATE TABLE removal (
    batch ${int} NOT NULL, month ${text} NOT NULL, of ${int} NOT NULL, left_rows ${int} NOT NULL, left_root ${text} NOT NULL,
    first_day ${int}, last_day ${int}, fingerprint ${text} NOT NULL,
    PRIMARY KEY (batch, month, of)
  ) ${clustered}`,
  "CREATE INDEX removal_by_batch ON removal (of, month)",
]
