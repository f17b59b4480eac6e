/**
 * Request limits that processes share through their PostgreSQL: a token bucket of each key is one row, and taking from it
 * one statement. Times are those of the processes, which differ a little: who is behind adds nothing to the bucket.
 */
import type { LedgerError } from "@faceid-tally/books"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as RateLimiter from "effect/persistence/RateLimiter"
import type { SqlError } from "effect/sql"

import { parseAddress } from "./Address.ts"
import { type Database, toLedgerError } from "./Database.ts"
import { openDatabase } from "./LedgerLayer.ts"

/** A bucket that was filled later than this from now was filled by a clock that is wrong, and is filled anew. */
const SKEW_MS_MAX = 60_000

/** Limits for all who work on the ledger at this address; a ledger in a file is worked on by one process. */
export const limitsLayer = (address: string): Layer.Layer<RateLimiter.RateLimiter, LedgerError> =>
  RateLimiter.layer.pipe(
    Layer.provide(
      Layer.unwrap(
        Effect.map(Effect.fromResult(parseAddress(address)), ({ dialect }) =>
          dialect === "sqlite"
            ? RateLimiter.layerStoreMemory
            : Layer.effect(RateLimiter.RateLimiterStore, Effect.map(openDatabase(address), makeStore)),
        ),
      ),
    ),
  )

/** From the inside out: since when the bucket gains, what it has gained, what is in it now, what is left. */
const take = `
  INSERT INTO request_limit AS r (limit_key, tokens, answer, filled_at) VALUES (?, ?, ?, ?)
  ON CONFLICT (limit_key) DO UPDATE SET (tokens, answer, filled_at) = (
    SELECT CASE WHEN i.allow = 1 OR filled >= i.taken THEN filled - i.taken ELSE filled END, filled - i.taken,
      CASE WHEN filled >= i.most THEN i.now ELSE since + gained * i.rate END
    FROM (SELECT ?::float8 AS now, ?::float8 AS rate, ?::float8 AS most, ?::float8 AS taken, ?::int AS allow) AS i,
      LATERAL (SELECT CASE WHEN r.filled_at > i.now + ${SKEW_MS_MAX} THEN i.now ELSE r.filled_at END AS since) AS s,
      LATERAL (SELECT greatest(0, floor((i.now - since) / i.rate)) AS gained) AS g,
      LATERAL (SELECT least(i.most, r.tokens + gained) AS filled) AS f
  )
  RETURNING answer, filled_at`

/** The store over one database that is open. */
export const makeStore = (db: Database) =>
  RateLimiter.RateLimiterStore.of({
    tokenBucket: ({ key, tokens, limit, refillRate, allowOverflow }) =>
      Effect.gen(function* () {
        const now = yield* Clock.currentTimeMillis
        const left = limit - tokens
        const [row] = yield* db.rows(
          take,
          key,
          left >= 0 || allowOverflow ? left : limit,
          left,
          now,
          now,
          Duration.toMillis(refillRate),
          limit,
          tokens,
          allowOverflow ? 1 : 0,
        )
        const [answer, filledAt] = row as [number, number]
        return [answer, Math.max(0, now - filledAt)] as const
      }).pipe(Effect.mapError(storeError)),
    // The provider's limits are buckets; nothing here asks for another kind.
    fixedWindow: () => Effect.fail(notShared),
    adaptiveConsume: () => Effect.fail(notShared),
    adaptiveFeedback: () => Effect.fail(notShared),
  })

const storeError = (error: SqlError.SqlError): RateLimiter.RateLimiterError =>
  failure(toLedgerError("read the shared request limit", error).message)

const failure = (message: string) =>
  new RateLimiter.RateLimiterError({ reason: new RateLimiter.RateLimitStoreError({ message }) })

const notShared = failure("only token buckets are shared through the ledger")
