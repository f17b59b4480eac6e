// The peer DuckDB counts: node duckdb-count.mjs columns|path FILE. It is asked for the charges alone, which is less than
// ours answers. `columns` is the way of its manual, read_json with a schema, here of the one field that matters;
// `path` takes the list out of each raw document by a JSON path, which is longer to write and turned out to be faster.
import process from "node:process"
import { DuckDBInstance } from "@duckdb/node-api"

const [way, file] = process.argv.slice(2)

const details =
  way === "path"
    ? `SELECT unnest(from_json(json->'$.Response.Text.LivenessDetail', '[{"Seq":"VARCHAR","IsNeedCharge":"BOOLEAN"}]')) AS d
       FROM read_ndjson_objects($file)`
    : `SELECT unnest(Response."Text".LivenessDetail) AS d
       FROM read_json($file, format = 'newline_delimited', columns = {
         Response: 'STRUCT("Text" STRUCT(LivenessDetail STRUCT(Seq VARCHAR, IsNeedCharge BOOLEAN)[]))'
       })`

const instance = await DuckDBInstance.create(":memory:", { threads: "2", preserve_insertion_order: "false" })
const connection = await instance.connect()
const reader = await connection.runAndReadAll(
  `SELECT count(DISTINCT d.Seq) FILTER (WHERE d.IsNeedCharge) AS charges FROM (${details})`,
  { file: file ?? "" },
)
const [row] = reader.getRowObjects()
console.log(JSON.stringify({ charges: Number(row?.["charges"]) }))
