/**
 * Ledgers as the programs of earlier schemas left them: test/data holds a SQLite file of each, all written by the same
 * calls (results, BizTokens, fetches, bills, a pull under way, runs, seals); those of versions 4 and 6 are the one
 * before, which their programs brought up to date and sealed. PostgreSQL gets their rows in its own schema.
 */
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { gunzipSync } from "node:zlib"

import * as Effect from "effect/Effect"

import { type Database, named } from "../src/database/Database.ts"
import { openDatabase } from "../src/opening/openDatabase.ts"
import { ledgerTables } from "../src/tables/ledgerTables.ts"
import { migrations } from "../src/migrations/migrations.ts"
import type { Table, Value } from "../src/tables/Table.ts"

export const oldVersions = [1, 2, 3, 4, 6] as const
export type OldVersion = (typeof oldVersions)[number]

/** The name of each table, its columns, and its rows. */
export interface OldTable {
  readonly name: string
  readonly columns: ReadonlyArray<string>
  readonly rows: ReadonlyArray<ReadonlyArray<Value>>
}

/** The SQLite file of a version. */
export const writeOld = (version: OldVersion, path: string): void =>
  writeFileSync(path, gunzipSync(readFileSync(join(import.meta.dirname, `data/ledger-v${version}.db.gz`))))

export const tablesOf = (path: string): ReadonlyArray<OldTable> => {
  const db = new DatabaseSync(path, { readOnly: true })
  try {
    const names = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all()
    return names.map(({ name }): OldTable => {
      const columns = db.prepare(`SELECT name FROM pragma_table_info('${String(name)}')`).all()
      const select = db.prepare(`SELECT * FROM ${String(name)}`)
      select.setReturnArrays(true)
      return {
        name: String(name),
        columns: columns.map((column) => String(column["name"])),
        rows: select.all() as unknown as OldTable["rows"],
      }
    })
  } finally {
    db.close()
  }
}

/** Every statement of the schema of a SQLite file, sorted. */
export const schemaOf = (path: string): ReadonlyArray<string> => {
  const db = new DatabaseSync(path, { readOnly: true })
  try {
    const rows = db.prepare("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").all()
    return rows.map(({ sql }) => String(sql)).sort()
  } finally {
    db.close()
  }
}

/** Makes the ledger of a version at an address, and gives what is in it. */
export const restoreOld = async (version: OldVersion, address: string, folder: string) => {
  const isSqlite = address.startsWith("sqlite:")
  const path = isSqlite ? address.slice("sqlite:".length) : join(folder, `ledger-v${version}.db`)
  writeOld(version, path)
  const tables = tablesOf(path)
  if (!isSqlite) await replay(version, address, tables)
  return tables
}

const replay = (version: OldVersion, address: string, tables: ReadonlyArray<OldTable>): Promise<void> =>
  Effect.runPromise(
    Effect.scoped(
      Effect.flatMap(openDatabase(address, "serves", migrationsTo(version)), (db) =>
        db
          .write(
            Effect.forEach(
              tables.filter(({ name }) => name !== "ledger_schema"),
              // Since version 3 rows lie by month, which bulk writes make.
              (table) => (version >= 3 ? db.insert(tableOf(table), table.rows) : insertEach(db, table)),
              { discard: true },
            ),
          )
          .pipe(
            // Its program left no mark.
            Effect.andThen(db.rows("COMMENT ON TABLE ledger_schema IS NULL")),
            Effect.asVoid,
            named("restore"),
          ),
      ),
    ),
  )

const insertEach = (db: Database, { name, columns, rows }: OldTable) => {
  const marks = columns.map(() => "?").join(", ")
  const statement = `INSERT INTO ${name} (${columns.join(", ")}) VALUES (${marks})`
  return Effect.forEach(rows, (row) => db.rows(statement, ...row), { discard: true })
}

const tableOf = ({ name, columns, rows }: OldTable): Table => ({
  name,
  isPartitioned: ledgerTables.find((table) => table.name === name)?.isPartitioned,
  columns: Object.fromEntries(
    columns.map((column, i) => [column, rows.some((row) => typeof row[i] === "string") ? "text" : "int"]),
  ),
})

export const migrationsTo = (version: number) => migrations.filter((each) => each.version <= version)
