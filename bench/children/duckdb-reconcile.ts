// The peer DuckDB reconciles: node duckdb-reconcile.mjs columns|path RESULTS BILL response|slim, reading the results in
// the two ways of duckdb-count. The bill is read by its schema in both: pages by a JSON path took it four times as long.
// Each side is reduced to one row a Seq, a full outer join pairs them, and each kind of difference is a filtered count.
// It is spared what ours does beyond that: items with their reasons, tokens, charge counts, repeated pages, complete days.
import process from "node:process"
import { DuckDBInstance } from "@duckdb/node-api"

const [way, results, bill, shape] = process.argv.slice(2)

const details = way === "path" ? detailsByPath() : detailsByColumns()
const groups = `SELECT "Date" AS day, unnest(Response.WeChatBillDetails) AS g
  FROM read_json($bill, format = 'newline_delimited', columns = {
    Date: 'DATE',
    Response: 'STRUCT(WeChatBillDetails STRUCT(ChargeDetails STRUCT(Seq VARCHAR, IsNeedCharge BOOLEAN, ErrorCode INTEGER)[])[])'
  })`

function detailsByPath(): string {
  const path = shape === "slim" ? "$.LivenessDetail" : "$.Response.Text.LivenessDetail"
  const detail = `{"Seq":"VARCHAR","IsNeedCharge":"BOOLEAN","Errcode":"INTEGER","ReqTime":"BIGINT"}`
  return `SELECT unnest(from_json(json->'${path}', '[${detail}]')) AS d FROM read_ndjson_objects($results)`
}

function detailsByColumns(): string {
  const list = "STRUCT(Seq VARCHAR, IsNeedCharge BOOLEAN, Errcode INTEGER, ReqTime BIGINT)[]"
  const [column, field] =
    shape === "slim"
      ? [`LivenessDetail: '${list}'`, "LivenessDetail"]
      : [`Response: 'STRUCT("Text" STRUCT(LivenessDetail ${list}))'`, `Response."Text".LivenessDetail`]
  return `SELECT unnest(${field}) AS d FROM read_json($results, format = 'newline_delimited', columns = { ${column} })`
}

const instance = await DuckDBInstance.create(":memory:", { threads: "2", preserve_insertion_order: "false" })
const connection = await instance.connect()
const reader = await connection.runAndReadAll(
  `WITH attempts AS (
     SELECT d.Seq AS seq, any_value(d.IsNeedCharge) AS charge, any_value(d.Errcode) AS errcode,
            DATE '1970-01-01' + CAST((any_value(d.ReqTime) + 28800000) // 86400000 AS INTEGER) AS day
     FROM (${details})
     GROUP BY d.Seq
   ), lines AS (
     SELECT l.Seq AS seq, bool_or(l.IsNeedCharge) AS charge, min(l.ErrorCode) AS errcode, min(day) AS day,
            count(*) - 1 AS extras, count(*) FILTER (WHERE l.IsNeedCharge) AS charges
     FROM (SELECT day, unnest(g.ChargeDetails) AS l FROM (${groups}))
     GROUP BY l.Seq
   ), pairs AS (
     SELECT a.seq IS NOT NULL AS ours, l.seq IS NOT NULL AS theirs,
            coalesce(a.charge, false) AS our_charge, a.charge IS NULL AS our_unknown,
            coalesce(l.charge, false) AS their_charge, l.charge IS NULL AS their_unknown,
            a.errcode AS our_errcode, l.errcode AS their_errcode, a.day AS our_day, l.day AS their_day,
            coalesce(l.extras, 0) AS extras, coalesce(l.charges, 0) AS their_charges
     FROM attempts a FULL OUTER JOIN lines l ON a.seq = l.seq
   )
   SELECT
     count(*) FILTER (WHERE ours AND theirs AND our_charge = their_charge) AS matched,
     sum(their_charges) - count(*) FILTER (WHERE our_charge) AS difference,
     count(*) FILTER (WHERE ours AND theirs AND our_charge <> their_charge) AS charge_mismatch,
     count(*) FILTER (WHERE ours AND NOT theirs AND our_charge) AS missing_in_bill,
     count(*) FILTER (WHERE theirs AND NOT ours AND their_charge) AS missing_in_ledger,
     sum(extras) AS duplicate_in_bill,
     count(*) FILTER (WHERE ours AND theirs AND our_errcode <> their_errcode) AS code_mismatch,
     count(*) FILTER (WHERE ours AND theirs AND our_day <> their_day) AS day_shift,
     count(*) FILTER (WHERE theirs AND (their_unknown OR (ours AND our_unknown AND their_charge))) AS unknown_flag
   FROM pairs`,
  { results: results ?? "", bill: bill ?? "" },
)
const [row = {}] = reader.getRowObjects()
console.log(JSON.stringify(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number(value)]))))
