// What the fastest program would do that keeps no evidence: prepared statements in a loop, into the tables of a ledger.
// node bare-import.ts FILE TOKENS
import { rmSync } from "node:fs"
import process from "node:process"
import { DatabaseSync } from "node:sqlite"
import { ledgerLayer } from "@faceid-tally/ledger"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { recordOf } from "../generate/ledgerWorld.ts"

const [file = "", count = "0"] = process.argv.slice(2)
const tokens = Number(count)
const recordsPerTransaction = 10_000
rmSync(file, { force: true })
await Effect.runPromise(Effect.scoped(Layer.build(ledgerLayer(`sqlite:${file}`))))

const db = new DatabaseSync(file)
for (const setting of [
  "journal_mode = WAL",
  "synchronous = FULL",
  "cache_size = -65536",
  "wal_autocheckpoint = 8000",
]) {
  db.exec(`PRAGMA ${setting}`)
}
const marks = (columns: string) => columns.replaceAll(/\w+/g, "?")
const insert = (table: string, columns: string) =>
  db.prepare(`INSERT INTO ${table} (${columns}) VALUES (${marks(columns)})`)
const observation = insert(
  "observation",
  "day, seq, fingerprint, batch, flag, errcode, at, fetched_at, biz_token, rule_id, account, err_code, nfc, nfc_record",
)
const attempt = insert(
  "attempt",
  "day, seq, flag, errcode, at, fetched_at, biz_token, rule_id, account, several, statements",
)
const verification = insert(
  "verification",
  `biz_token, rule_id, seen_at, fetched_at, passed, first_day, last_day, registered_at, failures, refused, issue_day,
   state, deadline`,
)
/** As long as one that is computed. */
const fingerprint = "x".repeat(43)

let attempts = 0
for (let first = 0; first < tokens; first += recordsPerTransaction) {
  db.exec("BEGIN IMMEDIATE")
  for (let token = first; token < Math.min(tokens, first + recordsPerTransaction); token++) {
    const { bizToken, ruleId, fetchedAt, errCode, entries } = recordOf(token, tokens, false)
    let day = 0
    for (const { seq, charge, errcode, at } of entries) {
      day = Math.floor(((at ?? 0) + 8 * 3_600_000) / 86_400_000)
      const flag = charge === null ? 2 : charge ? 3 : 1
      observation.run(
        day,
        seq,
        fingerprint,
        1,
        flag,
        errcode,
        at,
        fetchedAt,
        bizToken,
        ruleId,
        null,
        errCode,
        null,
        null,
      )
      attempt.run(day, seq, flag, errcode, at, fetchedAt, bizToken, ruleId, null, 0, 1)
      attempts++
    }
    const [seenAt, deadline] = [entries[0]?.at ?? 0, (fetchedAt ?? 0) + 259_200_000]
    const passed = errCode === 0 ? 1 : 0
    verification.run(bizToken, ruleId, seenAt, fetchedAt, passed, day, day, deadline, 0, 0, day, "final", deadline)
  }
  db.exec("COMMIT")
}
db.close()
console.log(JSON.stringify({ attempts }))
rmSync(file)
