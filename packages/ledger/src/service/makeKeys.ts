/** The port Keys: API keys by their open part; of the secret part there is only the digest. */
import type { ApiKey, KeysShape } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import { type Database, named } from "../database/Database.ts"
import { fromStored, fromStoredName, toStored, toStoredName } from "../database/storedText.ts"
import type { Row } from "../tables/Table.ts"
import { apiKeyTable } from "../tables/serviceTables.ts"

export const makeKeys = (db: Database): KeysShape => ({
  create: ({ id, role, title, digest }, now) =>
    db
      .insert(apiKeyTable, [
        apiKeyTable.encode({
          id: toStored(id),
          digest,
          role,
          title: toStoredName(title),
          createdAt: now,
          revokedAt: null,
        }),
      ])
      .pipe(named("create an API key")),
  find: (id) =>
    db.rows(`SELECT ${apiKeyTable.text} FROM api_key WHERE id = ?`, toStored(id)).pipe(
      Effect.map(([row]) => (row === undefined ? null : { ...toKey(row), digest: apiKeyTable.at.digest(row) })),
      named("find an API key"),
    ),
  list: db.rows(`SELECT ${apiKeyTable.text} FROM api_key ORDER BY created_at, id`).pipe(
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

const toKey = (row: Row): ApiKey => {
  const { id, role, title, createdAt, revokedAt } = apiKeyTable.decode(row)
  return { id: fromStored(id), role, title: fromStoredName(title), createdAt, revokedAt }
}
