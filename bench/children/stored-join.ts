// The same day and bill joined by SQLite, with none of the report: node stored-join.ts FILE DATE
import process from "node:process"
import { DatabaseSync } from "node:sqlite"

const [file = "", date = ""] = process.argv.slice(2)
const day = Date.parse(`${date}T00:00:00Z`) / 86_400_000
const db = new DatabaseSync(file)
db.exec("PRAGMA cache_size = -65536")
const version = Number(db.prepare("SELECT max(id) AS id FROM bill_version WHERE day = ?").get(day)?.["id"])
const pairs = db
  .prepare(
    `SELECT sum((a.flag = 3) <> (b.flag = 3)) AS charge_mismatch,
       sum(a.errcode <> b.errcode) AS code_mismatch, sum(a.biz_token <> b.biz_token) AS token_mismatch,
       sum(b.seq IS NULL AND a.flag = 3) AS missing_in_bill
     FROM attempt AS a LEFT JOIN bill_line AS b ON b.day = a.day AND b.version_id = ? AND b.seq = a.seq
     WHERE a.day = ?`,
  )
  .get(version, day)
const alone = db
  .prepare(
    `SELECT count(*) AS lines, sum(flag = 3 AND NOT EXISTS (
       SELECT 1 FROM attempt AS a WHERE a.day = b.day AND a.seq = b.seq
     )) AS missing_in_ledger FROM bill_line AS b WHERE b.day = ? AND b.version_id = ?`,
  )
  .get(day, version)
console.log(JSON.stringify({ ...pairs, ...alone }))
