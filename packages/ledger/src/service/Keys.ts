/** The port Keys: API keys by their open part; of the secret part there is only the digest. */
import type { ApiKey, KeysShape, Role } from "@faceid-tally/books"
import * as Effect from "effect/Effect"

import { type Database, named } from "../database/Database.ts"
import { fromStored, fromStoredName, toStored, toStoredName } from "../database/StoredText.ts"
import type { Value } from "../database/Tables.ts"

export const makeKeys = (db: Database): KeysShape => ({
  create: ({ id, role, title, digest }, now) =>
    db
      .rows(
        "INSERT INTO api_key (id, digest, role, title, created_at) VALUES (?, ?, ?, ?, ?)",
        toStored(id),
        digest,
        role,
        toStoredName(title),
        now,
      )
      .pipe(Effect.asVoid, named("create an API key")),
  find: (id) =>
    db.rows(`SELECT ${columns}, digest FROM api_key WHERE id = ?`, toStored(id)).pipe(
      Effect.map(([row]) => (row === undefined ? null : { ...toKey(row), digest: row[5] as string })),
      named("find an API key"),
    ),
  list: db.rows(`SELECT ${columns} FROM api_key ORDER BY created_at, id`).pipe(
    Effect.map((rows) => rows.map(toKey)),
    named("list the API keys"),
  ),
  revoke: (id, now) =>
    db
      .rows("UPDATE api_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL RETURNING id", now, toStored(id))
      .pipe(
        Effect.map((rows) => rows.length > 0),
        named("revoke an API key"),
      ),
})

const columns = "id, role, title, created_at, revoked_at"

const toKey = (row: ReadonlyArray<Value>): ApiKey => ({
  id: fromStored(row[0] as string),
  role: row[1] as Role,
  title: fromStoredName(row[2] as string | null),
  createdAt: row[3] as number,
  revokedAt: row[4] as number | null,
})
