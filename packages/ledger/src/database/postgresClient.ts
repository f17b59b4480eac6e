/** The PostgreSQL client of effect, with integers of 8 bytes as numbers, and bulk writes as one JSON parameter. */
import { PgClient, PgTypes } from "@effect/sql-pg"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"

import type { RunMany } from "./Database.ts"
import { pg } from "./Dialect.ts"
import { askServer, ISOLATION } from "./Server.ts"

/** Rows that one statement carries: a few megabytes of JSON. */
const ROWS_PER_STATEMENT = 10_000
/** A machine that is busy takes long to let somebody in. */
const CONNECT_SECONDS_MAX = 30
/** An idle connection whose server went away without a word is found out after so long. */
const KEEP_ALIVE_SECONDS = 30

const int8 = (bytes: Uint8Array): number =>
  Number(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigInt64(0))

const types = PgTypes.makeRegistry()
types.register<bigint | number>(PgTypes.OID.int8, {
  encode: (value) => {
    const bytes = new Uint8Array(8)
    new DataView(bytes.buffer).setBigInt64(0, BigInt(value))
    return Result.succeed(bytes)
  },
  decode: (bytes) => Result.succeed(int8(bytes)),
})

export const serverConfig = (url: string) => ({
  url: Redacted.make(url),
  applicationName: "faceid-tally",
  connectTimeout: Duration.seconds(CONNECT_SECONDS_MAX),
  keepAlive: Duration.seconds(KEEP_ALIVE_SECONDS),
})

/**
 * A pooler may give the next transaction to another connection, where nothing is prepared; and in its session mode who
 * holds on to a connection keeps it from others, so there none is kept for long.
 */
const pooled = { prepare: false, connectionTTL: "5 seconds", idleTimeout: "1 second" } as const

export const makePostgresClient = Effect.fnUntraced(function* (url: string, connections: number) {
  const config = serverConfig(url)
  const { isPooled, isolation } = yield* askServer(config)
  const sql = yield* PgClient.make({ ...config, maxConnections: connections, types, ...(isPooled && pooled) })
  const runMany: RunMany = (statement, table, rows) => {
    const text = statement.all(pg.rowsOf(table)).replace("?", "$1")
    const chunks: Array<string> = []
    for (let i = 0; i < rows.length; i += ROWS_PER_STATEMENT) {
      chunks.push(JSON.stringify(rows.slice(i, i + ROWS_PER_STATEMENT)))
    }
    return Effect.forEach(chunks, (chunk) => sql.unsafe(text, [chunk]).raw, { discard: true })
  }
  // A transaction has a connection of its own.
  const isolate = isolation === ISOLATION ? undefined : `SET TRANSACTION ISOLATION LEVEL ${ISOLATION.toUpperCase()}`
  return { sql, runMany, reader: null, isolate }
})
