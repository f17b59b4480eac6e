/** Everything in which the two databases differ: words of the schema, and the few statements that each has its own way for. */
import type { Table, Value } from "../tables/Table.ts"
import { columnsOf } from "../tables/Table.ts"

export interface Dialect {
  readonly name: "sqlite" | "pg"
  /** The type of a text that is ordered by its bytes. */
  readonly text: string
  /** The type of an integer of 53 bits. */
  readonly int: string
  /** The type of a number with a fraction. */
  readonly real: string
  /** The end of a table whose rows lie in the order of its key. */
  readonly clustered: string
  /** Before a table that need not survive a crash. */
  readonly unlogged: string
  /** Texts of one parameter, a JSON array, as rows of one column. */
  readonly textsOf: string
  /** The same of whole numbers. */
  readonly intsOf: string
  /** The same as a table `k (value)` from which a join to an index begins. */
  readonly textsJoining: string
  /** Rows of one parameter, a JSON array of arrays, with the columns of the table. */
  readonly rowsOf: (table: Table) => string
  /** A text of a column that holds a JSON object. */
  readonly textIn: (column: string, key: string) => string
  /** The function that says where in a text another stands; 0 where it does not. */
  readonly placeIn: string
  /** A join of which the first table is read first. */
  readonly joinInOrder: string
  /** After the table of attempts that are asked for by day and BizToken. */
  readonly byToken: string
  /** After the table of BizTokens where those that are open are counted by day. */
  readonly openByDay: string
  /** Before a sub-select of which few rows are expected, and all are wanted. */
  readonly materialized: string
  /** The end of a sub-select of rows that others may have locked. */
  readonly skipLocked: string
  /** Held by the transaction that writes evidence, so that batches have no gaps and a Seq is resolved by one at a time. */
  readonly lockWrites: string | null
  readonly explain: string
  /** The names of all tables, the database's own left out. */
  readonly tables: string
  /** What marks a ledger as one: how it is read and written, what it is, and what stands there without it. */
  readonly mark: { readonly read: string; readonly write: string; readonly ours: Value; readonly none: Value }
  /** Triggers, and rules that act as such, and indexes: their names and tables, without those of keys and of months. */
  readonly triggers: string
  readonly indexes: string
}

const types = { int: "BIGINT", text: "TEXT", real: "DOUBLE PRECISION" } as const

/** "FTLy", as `file` tells it. */
const APPLICATION_ID = 0x46_54_4c_79

export const sqlite: Dialect = {
  name: "sqlite",
  text: "TEXT",
  int: "INTEGER",
  real: "DOUBLE PRECISION",
  clustered: "WITHOUT ROWID",
  unlogged: "",
  textsOf: "(SELECT value FROM json_each(?))",
  intsOf: "(SELECT value FROM json_each(?))",
  // CROSS keeps the planner from turning the join round; it spares the sorted copy that IN makes of its list.
  textsJoining: "json_each(?) AS k CROSS JOIN",
  textIn: (column, key) => `(${column} ->> '${key}')`,
  placeIn: "instr",
  joinInOrder: "CROSS JOIN",
  rowsOf: (table) =>
    `(SELECT ${columnsOf(table)
      .map((column, i) => `value ->> ${i} AS ${column}`)
      .join(", ")} FROM json_each(?))`,
  // Without statistics the planner takes the key, and reads the whole day.
  byToken: "INDEXED BY attempt_by_token",
  openByDay: "INDEXED BY verification_open_by_day",
  materialized: "NOT MATERIALIZED",
  skipLocked: "",
  // BEGIN IMMEDIATE holds the whole file.
  lockWrites: null,
  explain: "EXPLAIN QUERY PLAN",
  tables: "SELECT name FROM sqlite_schema WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_'",
  mark: {
    read: "PRAGMA application_id",
    write: `PRAGMA application_id = ${APPLICATION_ID}`,
    ours: APPLICATION_ID,
    none: 0,
  },
  triggers: "SELECT name, tbl_name FROM sqlite_schema WHERE type = 'trigger' ORDER BY name",
  indexes: "SELECT name, tbl_name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY name",
}

export const pg: Dialect = {
  name: "pg",
  text: 'TEXT COLLATE "C"',
  int: "BIGINT",
  real: "DOUBLE PRECISION",
  clustered: "",
  unlogged: "UNLOGGED",
  textsOf: '(SELECT value COLLATE "C" FROM json_array_elements_text(?::json))',
  intsOf: "(SELECT value::bigint FROM json_array_elements_text(?::json))",
  textsJoining: '(SELECT value COLLATE "C" FROM json_array_elements_text(?::json)) AS k (value) JOIN',
  textIn: (column, key) => `(${column}::json ->> '${key}')`,
  placeIn: "strpos",
  joinInOrder: "JOIN",
  rowsOf: (table) =>
    `(SELECT ${Object.entries(table.columns)
      .map(
        ([column, type], i) => `(value ->> ${i})::${types[type]}${type === "text" ? ' COLLATE "C"' : ""} AS ${column}`,
      )
      .join(", ")} FROM jsonb_array_elements(?::jsonb))`,
  byToken: "",
  openByDay: "",
  // Else a limit makes the planner choose row by row.
  materialized: "MATERIALIZED",
  skipLocked: "FOR UPDATE SKIP LOCKED",
  // A process that hangs in its transaction lets go of the lock after two minutes.
  lockWrites:
    "SELECT pg_advisory_xact_lock(7219630031), set_config('idle_in_transaction_session_timeout', '120000', true)",
  explain: "EXPLAIN",
  tables: `
    SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')`,
  mark: {
    read: "SELECT obj_description(to_regclass('ledger_schema'), 'pg_class')",
    write: "COMMENT ON TABLE ledger_schema IS 'faceid-tally'",
    ours: "faceid-tally",
    none: null,
  },
  triggers: `
    SELECT t.tgname, c.relname FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
    WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace
    UNION ALL SELECT r.rulename, c.relname FROM pg_rewrite AS r JOIN pg_class AS c ON c.oid = r.ev_class
    WHERE r.rulename <> '_RETURN' AND c.relnamespace = current_schema()::regnamespace
    ORDER BY 1`,
  indexes: `
    SELECT i.relname, t.relname FROM pg_index AS x
      JOIN pg_class AS i ON i.oid = x.indexrelid JOIN pg_class AS t ON t.oid = x.indrelid
    WHERE NOT x.indisprimary AND NOT i.relispartition AND i.relnamespace = current_schema()::regnamespace
    ORDER BY 1`,
}
