// What the migrations make is what the tables say of themselves: else one of the two was forgotten.
import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { type Databases, databases } from "../../test/databases.ts"
import { migrationsTo } from "../../test/oldLedgers.ts"
import type { Database } from "../database/Database.ts"
import type { Value } from "../tables/Table.ts"
import { openDatabase } from "../opening/openDatabase.ts"
import { LATEST_VERSION, type Migration } from "./migrations.ts"

describe.each(databases)("the schema on %s", (_name, open) => {
  let all: Databases
  beforeAll(async () => {
    all = await open()
  })
  afterAll(() => all.close())

  /** The schema that versions make, or the tables themselves. */
  const schemaOf = async (versions?: ReadonlyArray<Migration>) => {
    const address = await all.empty()
    return Effect.runPromise(Effect.scoped(Effect.flatMap(openDatabase(address, "serves", versions), readSchema)))
  }

  it("is the same whether the migrations made it or the tables, column by column and index by index", async () => {
    const [migrated, described] = [await schemaOf(migrationsTo(LATEST_VERSION)), await schemaOf()]
    expect(described.map(([of]) => of)).toEqual(expect.arrayContaining(["columns", "indexes", "tables"]))
    expect(described).toEqual(migrated)
  })
})

/** A NOT NULL that a key implies need not be said. */
const onSqlite = {
  tables: "SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite%' ORDER BY name",
  columns: `SELECT m.name, c.cid, c.name, c.type, max(c."notnull", c.pk > 0), c.dflt_value, c.pk
    FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS c WHERE m.type = 'table' ORDER BY m.name, c.cid`,
  indexes: `SELECT tbl_name, name, sql FROM sqlite_schema
    WHERE type = 'index' AND sql IS NOT NULL ORDER BY name`,
}

const ours = "relnamespace = current_schema()::regnamespace"
const onPostgres = {
  tables: `SELECT relname, relkind, relpersistence, pg_get_partkeydef(oid), pg_get_expr(relpartbound, oid)
    FROM pg_class WHERE relkind IN ('r', 'p') AND ${ours} ORDER BY relname`,
  columns: `SELECT c.relname, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attcollation::regcollation::text,
      a.attnotnull, pg_get_expr(d.adbin, d.adrelid)
    FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_attrdef AS d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relkind IN ('r', 'p') AND c.${ours} ORDER BY c.relname, a.attnum`,
  indexes: `SELECT t.relname, i.relname, pg_get_indexdef(i.oid, 0, true) FROM pg_index AS x
      JOIN pg_class AS i ON i.oid = x.indexrelid JOIN pg_class AS t ON t.oid = x.indrelid
    WHERE i.${ours} ORDER BY i.relname`,
  constraints: `SELECT c.relname, o.conname, pg_get_constraintdef(o.oid) FROM pg_constraint AS o
      JOIN pg_class AS c ON c.oid = o.conrelid WHERE c.${ours} ORDER BY c.relname, o.conname`,
}

const inOneLine = (value: Value): Value => (typeof value === "string" ? value.replaceAll(/\s+/g, " ") : value)

const readSchema = (db: Database) =>
  Effect.forEach(Object.entries(db.dialect.name === "sqlite" ? onSqlite : onPostgres), ([of, statement]) =>
    Effect.map(db.rows(statement), (rows) => [of, rows.map((row) => row.map(inOneLine))] as const),
  )
