// The schema itself is read: of each table a row is deleted, copied and swapped with another, of each column a value is
// changed. Either `verify` finds it, or the column is work in progress and says so; a table that is neither fails.
import { readFileSync } from "node:fs"
import { join } from "node:path"

import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { isSoak } from "../../../core/test/runs.ts"
import { type Databases, databases } from "../../test/databases.ts"
import { fillEverything } from "../../test/everything.ts"
import { withBooks, withDatabase, withLedger } from "../../test/run.ts"
import type { Database } from "../database/Database.ts"
import { verify } from "../verify/verify.ts"
import { derivedTables, evidenceTables, workInProgress, workInProgressNames } from "./coverage.ts"

const tables = new Set<string>([...evidenceTables, ...derivedTables, ...Object.keys(workInProgress)])

describe.each(databases)("every column on %s", (database, open) => {
  // Both databases are verified by the same statements. On PostgreSQL, which is slower at it, each third column is tried,
  // each time others, and all in the long run; rows are tried on both.
  const turn = isSoak || database === "SQLite" ? null : Math.floor(Math.random() * 3)
  const isTried = (index: number) => turn === null || index % 3 === turn

  let all: Databases
  beforeAll(async () => {
    all = await open()
  })
  afterAll(() => all.close())

  it("is evidence, follows from it, or is work in progress", async () => {
    const address = await all.fresh()
    const { head, now } = await withBooks(address, fillEverything)
    const seen = await withDatabase(address, (db) =>
      Effect.gen(function* () {
        const columns = yield* columnsOf(db)
        const missed: Array<string> = []
        for (const [table, of] of columns) {
          if (!tables.has(table)) missed.push(`${table}: in no list`)
          const progress = workInProgress[table] ?? []
          if (progress === "all") continue
          const proved = of.columns.filter(({ name }) => !progress.includes(name))
          const changes = changesOf(table, { ...of, columns: proved })
          for (const [index, [what, statements]] of changes.entries()) {
            if (index < proved.length && !isTried(index)) continue
            if (!(yield* isFound(db, statements, { head, now }))) missed.push(`${table}: ${what}`)
          }
        }
        expect([...tables].filter((table) => !columns.has(table))).toEqual([])
        return missed
      }),
    )
    expect(seen).toEqual([])
    // What was tried was taken back each time.
    expect(await withLedger(address, (ledger) => ledger.verify({ head, now }))).toMatchObject({ ok: true })
  }, 900_000)
})

/** Makes a change, looks whether it is found, and takes it back. What the database refuses cannot be done at all. */
const isFound = (
  db: Database,
  statements: ReadonlyArray<string>,
  options: { readonly head: string; readonly now: number },
): Effect.Effect<boolean> =>
  db
    .write(
      Effect.gen(function* () {
        for (const statement of statements) yield* db.rows(statement)
        // In the same transaction, which alone sees the change.
        const { ok } = yield* verify({ ...db, snapshot: (body) => body(db) }, options)
        return yield* Effect.fail(new TakenBack(ok))
      }),
    )
    .pipe(
      Effect.as(false),
      Effect.catch((error) => Effect.succeed(!(error instanceof TakenBack) || !error.isWhole)),
    )

class TakenBack {
  readonly isWhole: boolean
  constructor(isWhole: boolean) {
    this.isWhole = isWhole
  }
}

it("is listed in SECURITY.md as it is here", () => {
  const text = readFileSync(join(import.meta.dirname, "../../../../SECURITY.md"), "utf8")
  const [, section = ""] = /## What verify proves\n(.*?)\n## /s.exec(text) ?? []
  const items = section.split("\n- ").slice(1)
  const names = items.map((item) =>
    [...(item.split("\n\n")[0] ?? "").matchAll(/`([a-z_.]+)`/g)].map(([, name]) => name),
  )
  expect(names).toEqual([[...evidenceTables], [...derivedTables], [...workInProgressNames]])
})

interface Columns {
  readonly columns: ReadonlyArray<{ readonly name: string; readonly isText: boolean }>
  readonly key: ReadonlyArray<string>
}

/** The tables with their columns and keys, as the database has them; months are parts of their tables. */
const columnsOf = (db: Database) =>
  Effect.map(
    db.rows(
      db.dialect.name === "sqlite"
        ? `SELECT m.name, c.name, c.type, c.pk FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS c
           WHERE m.type = 'table' ORDER BY m.name, c.cid`
        : `SELECT t.relname, a.attname, format_type(a.atttypid, NULL),
             coalesce(array_position(x.indkey::int2[], a.attnum), -1) + 1
           FROM pg_class AS t JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
             LEFT JOIN pg_index AS x ON x.indrelid = t.oid AND x.indisprimary
           WHERE t.relkind IN ('r', 'p') AND NOT t.relispartition AND t.relnamespace = current_schema()::regnamespace
           ORDER BY t.relname, a.attnum`,
    ),
    (rows) =>
      new Map(
        [...Map.groupBy(rows, ([table]) => String(table))].map(([table, of]): [string, Columns] => [
          table,
          {
            columns: of.map(([, name, type]) => ({ name: String(name), isText: /text/i.test(String(type)) })),
            key: of
              .filter(([, , , place]) => Number(place) > 0)
              .sort((a, b) => Number(a[3]) - Number(b[3]))
              .map(([, name]) => String(name)),
          },
        ]),
      ),
  )

/** Rows that are no evidence yet are of a pull that goes on. */
const proven: Readonly<Record<string, string>> = {
  bill_version: "WHERE batch IS NOT NULL",
  bill_page: "WHERE batch IS NOT NULL",
  bill_line: "WHERE batch IS NOT NULL",
}

/** One changed value of each column, a deleted, a copied and a swapped row. */
const changesOf = (
  table: string,
  { columns, key }: Columns,
): ReadonlyArray<[what: string, statements: Array<string>]> => {
  const where = proven[table] ?? ""
  const nth = (n: number) =>
    `(${key.join(", ")}) = (SELECT ${key.join(", ")} FROM ${table} ${where} ORDER BY ${key.join(", ")} LIMIT 1 OFFSET ${n})`
  const last = key[key.length - 1] ?? ""
  const names = columns.map(({ name }) => name)
  const more = (name: string) => {
    const of = columns.find((column) => column.name === name)
    return of?.isText === true ? `coalesce(${name}, '') || 'x'` : `coalesce(${name}, 0) + 1000003`
  }
  const rest = names.filter((name) => !key.includes(name))
  return [
    ...columns.map(({ name }): [string, Array<string>] => [
      `${name} changed`,
      [`UPDATE ${table} SET ${name} = ${more(name)} WHERE ${nth(0)}`],
    ]),
    ["a row deleted", [`DELETE FROM ${table} WHERE ${nth(0)}`]],
    ["all rows deleted", [`DELETE FROM ${table} ${where}`]],
    [
      "a row copied",
      [
        `INSERT INTO ${table} (${names.join(", ")})
         SELECT ${names.map((name) => (name === last ? more(name) : name)).join(", ")} FROM ${table} WHERE ${nth(0)}`,
      ],
    ],
    ...(rest.length === 0
      ? []
      : [
          [
            "two rows swapped",
            [
              `CREATE TEMPORARY TABLE swap AS SELECT * FROM ${table} WHERE ${nth(0)} OR ${nth(1)}`,
              `UPDATE ${table} SET (${rest.join(", ")}) = (
                 SELECT ${rest.map((name) => `s.${name}`).join(", ")} FROM swap AS s
                 WHERE (${key.map((name) => `s.${name}`).join(", ")}) <> (${key.map((name) => `${table}.${name}`).join(", ")}))
               WHERE ${nth(0)} OR ${nth(1)}`,
              "DROP TABLE swap",
            ],
          ] satisfies [string, Array<string>],
        ]),
  ]
}
