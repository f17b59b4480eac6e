/**
 * Request limits that the processes of one ledger share: a token bucket of each key is one row, and taking from it one
 * statement. The provider counts by real time, so these do, too, whatever clock the books go by. The clocks of machines
 * differ a little: who is behind adds nothing to the bucket.
 */
import type { LedgerError } from "@faceid-tally/books/engine"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as RateLimiter from "effect/persistence/RateLimiter"
import * as Reactivity from "effect/reactivity/Reactivity"
import * as Scope from "effect/Scope"
import * as Semaphore from "effect/Semaphore"
import type { SqlError } from "effect/sql"

import { parseAddress, withConnections } from "../database/Address.ts"
import { type Database, makeDatabase, named, readRows, toLedgerError } from "../database/Database.ts"
import { pg, sqlite } from "../database/Dialect.ts"
import { identifyAt } from "../opening/openDatabase.ts"
import { requestLimitTable } from "../tables/serviceTables.ts"
import { makePostgresClient } from "../database/postgresClient.ts"
import { makeSqliteClient } from "../database/sqliteClient.ts"

/** A bucket that was filled later than this from now was filled by a clock that is wrong, and is filled anew. */
const SKEW_MS_MAX = 60_000

/** Turns are taken one statement each. */
const LIMIT_CONNECTIONS = 2

type Store = RateLimiter.RateLimiterStore["Service"]

/** Limits for all who work on the ledger at this address. */
export const limitsLayer = (address: string): Layer.Layer<RateLimiter.RateLimiter, LedgerError> =>
  RateLimiter.layer.pipe(
    Layer.provide(
      Layer.effect(
        RateLimiter.RateLimiterStore,
        // A database that is away is told now, and not by each request.
        Effect.andThen(identifyAt(address), () => storeAt(address)),
      ),
    ),
    Layer.provide(RateLimiter.layerStoreMemory),
  )

/**
 * The store at an address, opened with the first request. Where there is no ledger by then, nobody can share it, and the
 * limits are those of this process.
 */
const storeAt = Effect.fnUntraced(function* (address: string) {
  const inMemory = yield* RateLimiter.RateLimiterStore
  const scope = yield* Effect.scope
  const opening = yield* Semaphore.make(1)
  let opened: Store | undefined
  const open = Effect.gen(function* () {
    opened ??= (yield* openStore(address).pipe(Scope.provide(scope))) ?? inMemory
    return opened
  }).pipe(
    Effect.mapError((error) => failure(error.message)),
    opening.withPermits(1),
  )
  return RateLimiter.RateLimiterStore.of({
    ...unshared,
    tokenBucket: (options) => Effect.flatMap(open, (store) => store.tokenBucket(options)),
  })
})

const OPERATION = "read the shared request limit"

/**
 * Connections of its own. That to a file does not wait for the disk: a commit that does takes twenty times as long, and
 * what a power cut takes back of a bucket is worth nothing.
 */
const openStore = Effect.fnUntraced(
  function* (text: string) {
    const identity = yield* identifyAt(text)
    const address = yield* Effect.fromResult(parseAddress(withConnections(text, LIMIT_CONNECTIONS)))
    if (identity._tag !== "Ledger") return undefined
    const db =
      address.dialect === "pg"
        ? makeDatabase(pg, yield* makePostgresClient(address.url, address.connections))
        : makeDatabase(sqlite, yield* makeSqliteClient(address.path, { synchronous: "NORMAL" }))
    const tables = yield* db.rows(db.dialect.tables)
    return tables.some(([name]) => name === "request_limit") ? makeStore(db) : undefined
  },
  named(OPERATION),
  Effect.provide(Reactivity.layer),
)

/** From the inside out: what is given, since when the bucket gains, what it has gained, what is in it now, what is left. */
const take = `
  INSERT INTO request_limit AS r (limit_key, tokens, answer, filled_at) VALUES (?, ?, ?, ?)
  ON CONFLICT (limit_key) DO UPDATE SET (tokens, answer, filled_at) = (
    SELECT CASE WHEN allow = 1 OR filled >= taken THEN filled - taken ELSE filled END, filled - taken,
      CASE WHEN filled >= most THEN at ELSE since + gained * rate END
    FROM (
      SELECT i.*, CASE WHEN had + gained < most THEN had + gained ELSE most END AS filled FROM (
        SELECT h.*, CASE WHEN at > since THEN floor((at - since) / rate) ELSE 0 END AS gained FROM (
          SELECT g.*, CASE WHEN had_at > at + ${SKEW_MS_MAX} THEN at ELSE had_at END AS since FROM (
            SELECT r.tokens AS had, r.filled_at AS had_at, CAST(? AS DOUBLE PRECISION) AS at,
              CAST(? AS DOUBLE PRECISION) AS rate, CAST(? AS DOUBLE PRECISION) AS most,
              CAST(? AS DOUBLE PRECISION) AS taken, CAST(? AS INTEGER) AS allow
          ) AS g
        ) AS h
      ) AS i
    ) AS f
  )
  RETURNING answer, filled_at`

/** The store over one database that is open. `now` is epoch milliseconds. */
export const makeStore = (db: Database, now: Effect.Effect<number> = Effect.sync(Date.now)): Store =>
  RateLimiter.RateLimiterStore.of({
    ...unshared,
    tokenBucket: ({ key, tokens, limit, refillRate, allowOverflow }) =>
      Effect.gen(function* () {
        const at = yield* now
        const left = limit - tokens
        const [[answer, filledAt] = [0, at]] = yield* readRows(
          db,
          requestLimitTable.pick("answer", "filled_at"),
          take,
          key,
          left >= 0 || allowOverflow ? left : limit,
          left,
          at,
          at,
          Duration.toMillis(refillRate),
          limit,
          tokens,
          allowOverflow ? 1 : 0,
        )
        return [answer, Math.max(0, at - filledAt)] as const
      }).pipe(Effect.mapError(storeError)),
  })

const storeError = (error: SqlError.SqlError): RateLimiter.RateLimiterError =>
  failure(toLedgerError(OPERATION, error).message)

const failure = (message: string) =>
  new RateLimiter.RateLimiterError({ reason: new RateLimiter.RateLimitStoreError({ message }) })

const notShared = failure("only token buckets are shared through the ledger")

/** The provider's limits are buckets; nothing here asks for another kind. */
const unshared = {
  fixedWindow: () => Effect.fail(notShared),
  adaptiveConsume: () => Effect.fail(notShared),
  adaptiveFeedback: () => Effect.fail(notShared),
}
