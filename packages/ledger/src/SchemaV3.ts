/**
 * The schema, version 3: what closed bills sum up to, request limits that processes share, and on PostgreSQL a partition
 * for each month.
 */
import * as Effect from "effect/Effect"

import { storeSums } from "./BillSums.ts"
import type { Database } from "./Database.ts"
import type { Dialect } from "./Dialect.ts"
import { fillPartitions, partitionTables } from "./Partitions.ts"

export const schemaV3 = ({ name, text, int, clustered, unlogged }: Dialect): ReadonlyArray<string> => [
  // The sum of the ChargeCounts that the bill states, once it is closed and summed up.
  `ALTER TABLE bill_version ADD COLUMN stated ${int}`,
  `CREATE TABLE bill_sum (
    day ${int} NOT NULL, version_id ${int} NOT NULL, charge_type ${text} NOT NULL, rule_id ${text} NOT NULL,
    line_count ${int} NOT NULL, charges ${int} NOT NULL,
    PRIMARY KEY (day, version_id, charge_type, rule_id)
  ) ${clustered}`,
  // Stated ChargeCounts that differ from the charged lines.
  `CREATE TABLE bill_count (
    day ${int} NOT NULL, version_id ${int} NOT NULL, biz_token ${text} NOT NULL, rule_id ${text} NOT NULL,
    charge_count ${int} NOT NULL, charged ${int} NOT NULL,
    PRIMARY KEY (day, version_id, biz_token, rule_id)
  ) ${clustered}`,
  // Written at every request, and worth nothing after a crash.
  `CREATE ${unlogged} TABLE request_limit (
    limit_key ${text} PRIMARY KEY, tokens DOUBLE PRECISION NOT NULL, answer DOUBLE PRECISION NOT NULL,
    filled_at DOUBLE PRECISION NOT NULL
  )`,

  ...(name === "pg" ? partitionTables : []),
]

export const fillV3 = Effect.fnUntraced(function* (db: Database) {
  if (db.dialect.name === "pg") yield* fillPartitions(db.rows)
  const closed = yield* db.rows("SELECT day, id FROM bill_version WHERE version > 0")
  for (const [day, id] of closed as ReadonlyArray<[number, number]>) yield* storeSums(db, { day, id })
})
