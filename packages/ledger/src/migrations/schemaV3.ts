/**
 * The schema, version 3: what closed bills sum up to, request limits that processes share, and on PostgreSQL a partition
 * for each month.
 */
import * as Effect from "effect/Effect"

import type { Database } from "../database/Database.ts"
import type { Dialect } from "../database/Dialect.ts"

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

/** In one piece as they were, and then by month: their keys, and their indexes by name. */
const byMonth: Readonly<Record<string, { readonly key: string; readonly indexes: Readonly<Record<string, string>> }>> =
  {
    observation: {
      key: "day, seq, fingerprint",
      indexes: { observation_by_seq: "seq", observation_by_batch: "batch" },
    },
    attempt: { key: "day, seq", indexes: { attempt_by_token: "day, biz_token" } },
    bill_page: { key: "day, version_id, page", indexes: {} },
    bill_line: { key: "day, version_id, seq, page, place", indexes: {} },
  }

/** From 2015-01-01 to before 2100-01-01, in days since 1970-01-01. */
const FIRST_DAY = 16_436
const END_DAY = 47_482

/** Puts tables as they were in one piece aside, and makes them anew in partitions. */
const partitionTables = Object.entries(byMonth).flatMap(([table, { key, indexes }]) => [
  `ALTER TABLE ${table} RENAME TO ${table}_whole`,
  `ALTER INDEX ${table}_pkey RENAME TO ${table}_whole_pkey`,
  ...Object.keys(indexes).map((index) => `DROP INDEX ${index}`),
  `CREATE TABLE ${table} (LIKE ${table}_whole) PARTITION BY RANGE (day)`,
  `ALTER TABLE ${table} ADD PRIMARY KEY (${key})`,
  ...Object.entries(indexes).map(([index, columns]) => `CREATE INDEX ${index} ON ${table} (${columns})`),
  `CREATE TABLE ${table}_other PARTITION OF ${table} (CHECK (day < ${FIRST_DAY} OR day >= ${END_DAY})) DEFAULT`,
])

/** Moves the rows that were put aside into their months. */
const fillPartitions = Effect.fnUntraced(function* (db: Database) {
  for (const table of Object.keys(byMonth)) {
    const days = yield* db.rows(
      `SELECT DISTINCT day FROM ${table}_whole WHERE day >= ${FIRST_DAY} AND day < ${END_DAY}`,
    )
    for (const month of new Set(days.map(([day]) => monthOf(Number(day))))) {
      const [first, end] = [firstDayOf(month), firstDayOf(month + 1)]
      const name = new Date(first * MS_PER_DAY).toISOString().slice(0, 7).replace("-", "_")
      yield* db.rows(`CREATE TABLE ${table}_${name} PARTITION OF ${table} FOR VALUES FROM (${first}) TO (${end})`)
    }
    yield* db.rows(`INSERT INTO ${table} SELECT * FROM ${table}_whole`)
    yield* db.rows(`DROP TABLE ${table}_whole`)
  }
})

const MS_PER_DAY = 86_400_000

/** Months since January of the year 0. */
const monthOf = (day: number): number => {
  const date = new Date(day * MS_PER_DAY)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}
const firstDayOf = (month: number): number => Date.UTC(Math.floor(month / 12), month % 12) / MS_PER_DAY

/** A charged line. */
const CHARGED = 3
const charges = `sum(CASE WHEN flag = ${CHARGED} THEN 1 ELSE 0 END)`
const closed = "(SELECT id FROM bill_version WHERE version > 0)"

/** On a page each group states its count, in a table its rows repeat one. */
const counted = `
  WITH statement AS (
    SELECT l.day, l.version_id, l.biz_token, l.rule_id, max(l.charge_count) AS stated, ${charges} AS charged
    FROM bill_line AS l JOIN bill_page AS p ON p.day = l.day AND p.version_id = l.version_id AND p.page = l.page
    WHERE l.version_id IN ${closed}
    GROUP BY l.day, l.version_id, l.biz_token, l.rule_id, l.page, CASE WHEN p.kind = 'table' THEN -1 ELSE l.grp END
  ), counted AS (
    SELECT day, version_id, coalesce(biz_token, '') AS biz_token, coalesce(rule_id, '') AS rule_id,
      sum(stated) AS stated, sum(charged) AS charged
    FROM statement WHERE stated IS NOT NULL GROUP BY 1, 2, 3, 4
  )`

/** Sums up every bill that is closed. */
const fillSums = [
  `INSERT INTO bill_sum (day, version_id, charge_type, rule_id, line_count, charges)
   SELECT day, version_id, coalesce(charge_type, ''), coalesce(rule_id, ''), count(*), ${charges}
   FROM bill_line WHERE flag <> 0 AND version_id IN ${closed} GROUP BY 1, 2, 3, 4`,
  `INSERT INTO bill_count (day, version_id, biz_token, rule_id, charge_count, charged)
   ${counted} SELECT day, version_id, biz_token, rule_id, stated, charged FROM counted WHERE stated <> charged`,
  `UPDATE bill_version SET stated = 0 WHERE version > 0`,
  `${counted}, total AS (SELECT version_id, sum(stated) AS stated FROM counted GROUP BY version_id)
   UPDATE bill_version SET stated = (SELECT stated FROM total WHERE total.version_id = bill_version.id)
   WHERE id IN (SELECT version_id FROM total)`,
]

export const fillV3 = Effect.fnUntraced(function* (db: Database) {
  if (db.dialect.name === "pg") yield* fillPartitions(db)
  for (const statement of fillSums) yield* db.rows(statement)
})
