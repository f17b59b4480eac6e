/** Runs an effect against the ledger at an address, opened for it alone; and statements around the port. */
import { Ledger, type LedgerError, type LedgerShape } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import { type Database, named } from "../src/database/Database.ts"
import { type Books, booksLayer, ledgerLayer } from "../src/layer/ledgerLayer.ts"
import { openDatabase } from "../src/opening/openDatabase.ts"

export const withLedger = <A, E>(address: string, use: (ledger: LedgerShape) => Effect.Effect<A, E>): Promise<A> =>
  Effect.runPromise(Effect.flatMap(Ledger, use).pipe(Effect.provide(ledgerLayer(address, "serves"))))

export const withDatabase = <A, E>(address: string, use: (db: Database) => Effect.Effect<A, E>): Promise<A> =>
  Effect.runPromise(Effect.scoped(Effect.flatMap(openDatabase(address, "serves"), (db) => use(db).pipe(named("test")))))

/** The same with all ports of the books. */
export const withBooks = <A, E>(address: string, use: Effect.Effect<A, E, Books>): Promise<A> =>
  Effect.runPromise(use.pipe(Effect.provide(booksLayer(address, "serves"))))

export type { Books }

/** Changes the database behind the ledger's back. */
export const tamper = (address: string, ...statements: ReadonlyArray<string>): Promise<void> =>
  withDatabase(address, (db) => Effect.forEach(statements, (statement) => db.rows(statement), { discard: true }))

export const rowsOf = (address: string, statement: string): Promise<ReadonlyArray<ReadonlyArray<unknown>>> =>
  withDatabase(address, (db) => db.rows(statement))

/** Observations and view as sorted rows, without times of writing, batches and seals. */
export const snapshot = async (address: string): Promise<Record<string, ReadonlyArray<string>>> => {
  const tables = {
    observation:
      "day, seq, fingerprint, flag, errcode, at, fetched_at, biz_token, rule_id, account, err_code, nfc, nfc_record",
    attempt: "day, seq, flag, errcode, at, fetched_at, biz_token, rule_id, account, several, statements",
    strayed: "day, seq",
    day_sum: "day, account, rule_id, errcode, attempts, charges, uncharged, unknown",
    verification: "biz_token, account, rule_id, issued_at, fetched_at, passed, nfc_at, nfc, first_day, last_day",
  }
  const sorted: Record<string, ReadonlyArray<string>> = {}
  for (const [table, columns] of Object.entries(tables)) {
    const rows = await rowsOf(address, `SELECT ${columns} FROM ${table}`)
    sorted[table] = rows.map((row) => JSON.stringify(row)).sort()
  }
  return sorted
}

const contents =
  "observation attempt strayed day_sum verification token_sum bill_version bill_day bill_page bill_line bill_sum bill_count batch seal"

/** Empties a ledger, which is faster than making a new one. */
export const emptied = (db: Database) =>
  db
    .write(Effect.forEach(contents.split(" "), (table) => db.rows(`DELETE FROM ${table}`), { discard: true }))
    .pipe(named("test"))

export type { LedgerError }
