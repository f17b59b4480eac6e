/** The PostgreSQL client of effect, with integers of 8 bytes as numbers, and bulk writes as one JSON parameter. */
import { PgClient, PgTypes } from "@effect/sql-pg"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"

import type { RunMany } from "./Database.ts"
import { pg } from "./Dialect.ts"

/** Rows that one statement carries: a few megabytes of JSON. */
const ROWS_PER_STATEMENT = 10_000
const CONNECTIONS_MAX = 10
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

export const makePostgresClient = Effect.fnUntraced(function* (url: string) {
  const sql = yield* PgClient.make({
    url: Redacted.make(url),
    applicationName: "faceid-tally",
    maxConnections: CONNECTIONS_MAX,
    connectTimeout: Duration.seconds(CONNECT_SECONDS_MAX),
    keepAlive: Duration.seconds(KEEP_ALIVE_SECONDS),
    types,
  })
  const runMany: RunMany = (statement, table, rows) => {
    const text = statement.all(pg.rowsOf(table)).replace("?", "$1")
    const chunks: Array<string> = []
    for (let i = 0; i < rows.length; i += ROWS_PER_STATEMENT) {
      chunks.push(JSON.stringify(rows.slice(i, i + ROWS_PER_STATEMENT)))
    }
    return Effect.forEach(chunks, (chunk) => sql.unsafe(text, [chunk]).raw, { discard: true })
  }
  // A transaction has a connection of its own.
  return { sql, runMany, reader: null }
})
