// What durable writes over HTTP cost at least: a bare Hono handler that parses a result and inserts the rows that the ledger
// has of it into the same tables of the same SQLite, in one transaction a request. It hashes, checks and knows nothing.
import { DatabaseSync } from "node:sqlite"
import process from "node:process"
import { serve } from "@hono/node-server"
import { Hono } from "hono"

interface Result {
  readonly BizToken: string
  readonly RuleId: string
  readonly Response: { readonly Text: { readonly ErrCode: number; readonly LivenessDetail: ReadonlyArray<Entry> } }
}
interface Entry {
  readonly Seq: string
  readonly ReqTime: string
  readonly IsNeedCharge: boolean
  readonly Errcode: number
}

const [file = ""] = process.argv.slice(2)
const db = new DatabaseSync(file)
for (const setting of [
  "journal_mode = WAL",
  "synchronous = FULL",
  "cache_size = -65536",
  "wal_autocheckpoint = 8000",
]) {
  db.exec(`PRAGMA ${setting}`)
}
const marks = (count: number) => Array.from({ length: count }, () => "?").join(", ")
const insertBatch = db.prepare(`INSERT INTO batch VALUES (${marks(5)})`)
const insertObservation = db.prepare(
  `INSERT INTO observation (day, seq, fingerprint, batch, flag, errcode, at, fetched_at, biz_token, rule_id, account, err_code, nfc, nfc_record)
   VALUES (${marks(14)})`,
)
const insertAttempt = db.prepare(
  `INSERT INTO attempt (day, seq, flag, errcode, at, fetched_at, biz_token, rule_id, account, several, statements) VALUES (${marks(11)})`,
)
const addSum = db.prepare(
  `INSERT INTO day_sum VALUES (${marks(8)}) ON CONFLICT (day, account, rule_id, errcode) DO UPDATE SET
   attempts = attempts + excluded.attempts, charges = charges + excluded.charges`,
)
const insertToken = db.prepare(
  `INSERT INTO verification (biz_token, rule_id, seen_at, fetched_at, passed, first_day, last_day, registered_at, failures,
   refused, issue_day, state, deadline) VALUES (${marks(13)})`,
)
let batch = 0
const hash = "0".repeat(64)

const app = new Hono()
app.post("/v1/results", async (c) => {
  const { BizToken, RuleId, Response } = await c.req.json<Result>()
  const { ErrCode, LivenessDetail } = Response.Text
  const now = Date.now()
  db.exec("BEGIN IMMEDIATE")
  insertBatch.run(++batch, "results", now, LivenessDetail.length, hash)
  for (const { Seq, ReqTime, IsNeedCharge, Errcode } of LivenessDetail) {
    const [at, flag, day] = [
      Number(ReqTime),
      IsNeedCharge ? 3 : 1,
      Math.floor((Number(ReqTime) + 28_800_000) / 86_400_000),
    ]
    insertObservation.run(day, Seq, Seq, batch, flag, Errcode, at, null, BizToken, RuleId, null, ErrCode, null, null)
    insertAttempt.run(day, Seq, flag, Errcode, at, null, BizToken, RuleId, null, 0, 1)
    addSum.run(day, "default", RuleId, Errcode, 1, flag === 3 ? 1 : 0, flag === 1 ? 1 : 0, 0)
    insertToken.run(BizToken, RuleId, now, now, 1, day, day, now, 0, 0, day, "final", at + 259_200_000)
  }
  db.exec("COMMIT")
  return c.json({ new: LivenessDetail.length })
})

const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) => {
  process.stdout.write(`http://127.0.0.1:${port}\n`)
})
process.once("SIGTERM", () => server.close(() => process.exit(0)))
