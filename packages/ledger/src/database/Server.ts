/**
 * What a PostgreSQL says of itself over one connection that is closed again: what the program goes by when it opens a
 * ledger, and what `doctor` holds against what a ledger needs.
 */
import { PgConnection } from "@effect/sql-pg"
import { LedgerError } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"
import type { SqlError } from "effect/sql"

/** What the newest statements of the schema need. */
const VERSION_LEAST = 140_000
/** How a transaction of the program is isolated; its locks and the order of its writes do the rest. */
export const ISOLATION = "read committed"

export interface Server {
  /** As `18.4`. */
  readonly version: string
  readonly encoding: string
  /** A standby, or set to read only. */
  readonly isReadOnly: boolean
  /** Of transactions that do not name their own. */
  readonly isolation: string
  /** Between this program and the server stands a pooler. */
  readonly isPooled: boolean
  readonly connectionsMax: number
  /** 0 is no limit. */
  readonly statementTimeoutMs: number
  /** The schema in which tables are made and looked for; `null` where the search path leads to none. */
  readonly schema: string | null
  /** Whether tables may be made there, as the first opening and each upgrade do. */
  readonly mayCreate: boolean
  /** Whether all tables of the ledger that are there may be read and written; on a new database there are none. */
  readonly mayWrite: boolean
}

const question = `
  SELECT current_setting('server_version'), current_setting('server_version_num')::int, pg_backend_pid(),
    current_setting('server_encoding'), current_setting('default_transaction_isolation'),
    (pg_is_in_recovery() OR current_setting('default_transaction_read_only')::bool)::int,
    current_setting('max_connections')::int,
    (SELECT setting::int FROM pg_settings WHERE name = 'statement_timeout'),
    current_schema()::text, coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)::int,
    coalesce((
      SELECT bool_and(has_table_privilege(c.oid, 'SELECT') AND has_table_privilege(c.oid, 'INSERT')
        AND has_table_privilege(c.oid, 'UPDATE') AND has_table_privilege(c.oid, 'DELETE'))
      FROM pg_class AS c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
    ), true)::int`

/** Asks; fails where the version is one that this program does not know. */
export const askServer = (
  config: Parameters<typeof PgConnection.make>[0],
): Effect.Effect<Server, LedgerError | SqlError.SqlError> =>
  Effect.gen(function* () {
    const connection = yield* PgConnection.make(config)
    const [row = []] = yield* connection.queryValues(question, [], false)
    const [version, number, pid, encoding, isolation, isReadOnly, connectionsMax, timeout, schema, create, write] = row
    if (Number(number) < VERSION_LEAST) {
      return yield* new LedgerError({ operation: "open the ledger", reason: "too_old", code: String(version) })
    }
    return {
      // Debian writes more after it.
      version: String(version).split(" ")[0] ?? "",
      encoding: String(encoding),
      isReadOnly: isReadOnly === 1,
      isolation: String(isolation),
      // A pooler gives away a number of its own.
      isPooled: Number(pid) !== connection.processId,
      connectionsMax: Number(connectionsMax),
      statementTimeoutMs: Number(timeout),
      schema: typeof schema === "string" ? schema : null,
      mayCreate: create === 1,
      mayWrite: write === 1,
    }
  }).pipe(Effect.scoped)
