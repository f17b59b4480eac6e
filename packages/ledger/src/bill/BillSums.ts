/**
 * What a closed version of a bill day sums up to: its lines by what they are priced by, and where its ChargeCounts differ
 * from its own lines. Kept with the write, so that lines that agree with the ledger need not be read again.
 */
import { CHARGED } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"

import { type Database, readRows, selectRows } from "../database/Database.ts"
import { int, orNull, type Row, type RowOf, shape, text } from "../tables/Table.ts"
import { billCountTable, billSumTable, billVersionTable } from "../tables/billTables.ts"

/** A version by the columns that its rows lie under. */
interface VersionKey {
  readonly day: number
  readonly id: number
}

const sumColumns = billSumTable.pick("charge_type", "rule_id", "line_count", "charges")
const countColumns = billCountTable.pick("biz_token", "rule_id", "charge_count", "charged")

export interface BillSums {
  /** ChargeType, RuleId (empty: none), lines, charges. */
  readonly types: ReadonlyArray<RowOf<typeof sumColumns>>
  /** BizToken, RuleId (empty: none), stated ChargeCount, charged lines; only those that differ. */
  readonly counts: ReadonlyArray<RowOf<typeof countColumns>>
  /** The sum of all stated ChargeCounts. */
  readonly stated: number
}

const charges = `sum(CASE WHEN flag = ${CHARGED} THEN 1 ELSE 0 END)`

const typesOf = `
  SELECT coalesce(charge_type, ''), coalesce(rule_id, ''), count(*), ${charges}
  FROM bill_line WHERE day = ? AND version_id = ? AND flag <> 0 GROUP BY 1, 2 ORDER BY 1, 2`

/** As the core compares them (ChargeCounts): on a page each group states its count, in a table its rows repeat one. */
const countsOf = `
  WITH statement AS (
    SELECT l.biz_token, l.rule_id, max(l.charge_count) AS stated, ${charges} AS charged
    FROM bill_line AS l JOIN bill_page AS p ON p.day = l.day AND p.version_id = l.version_id AND p.page = l.page
    WHERE l.day = ? AND l.version_id = ?
    GROUP BY l.biz_token, l.rule_id, l.page, CASE WHEN p.kind = 'table' THEN -1 ELSE l.grp END
  ), counted AS MATERIALIZED (
    SELECT coalesce(biz_token, '') AS biz_token, coalesce(rule_id, '') AS rule_id, sum(stated) AS stated,
      sum(charged) AS charged
    FROM statement WHERE stated IS NOT NULL GROUP BY 1, 2
  )
  SELECT biz_token, rule_id, stated, charged FROM counted WHERE stated <> charged
  UNION ALL SELECT NULL, NULL, coalesce(sum(stated), 0), 0 FROM counted
  ORDER BY 1, 2`

const counted = shape(orNull(text()), orNull(text()), int(), int())

/** Sums up the lines of a version. */
export const sumLines = Effect.fnUntraced(function* (db: Database, { day, id }: VersionKey) {
  const types = yield* readRows(db, sumColumns, typesOf, day, id)
  const rows = yield* readRows(db, counted, countsOf, day, id)
  let total = 0
  const counts = rows.flatMap(([bizToken, ruleId, stated, charged]): Array<RowOf<typeof countColumns>> => {
    if (bizToken !== null) return [[bizToken, ruleId ?? "", stated, charged]]
    total = stated
    return []
  })
  return { types, counts, stated: total } satisfies BillSums
})

/** Keeps what the lines of a version sum up to; inside a transaction of the writer. */
export const storeSums = Effect.fnUntraced(function* (db: Database, version: VersionKey) {
  const { types, counts, stated } = yield* sumLines(db, version)
  const { day, id } = version
  yield* db.insert(
    billSumTable,
    types.map((sum): Row => [day, id, ...sum]),
  )
  yield* db.insert(
    billCountTable,
    counts.map((count): Row => [day, id, ...count]),
  )
  yield* db.rows("UPDATE bill_version SET stated = ? WHERE id = ?", stated, id)
})

/** What was kept; `null` for a version that is not closed. */
export const readSums = Effect.fnUntraced(function* (db: Database, { day, id }: VersionKey) {
  const [version] = yield* selectRows(db, billVersionTable.pick("stated"), "WHERE id = ?", id)
  const stated = version?.[0] ?? null
  if (stated === null) return null
  const ofVersion = "WHERE day = ? AND version_id = ?"
  const types = yield* selectRows(db, sumColumns, `${ofVersion} ORDER BY charge_type, rule_id`, day, id)
  const counts = yield* selectRows(db, countColumns, `${ofVersion} ORDER BY biz_token, rule_id`, day, id)
  return { types, counts, stated } satisfies BillSums
})
