/** The port Sessions: one row for each session, by the digest of its id. */
import type { SessionsShape } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import { type Database, named, selectRows } from "../database/Database.ts"
import { deleteBefore } from "../database/deleteBefore.ts"
import { fromStored, toStored } from "../database/storedText.ts"
import { sessionTable } from "../tables/serviceTables.ts"

export const makeSessions = (db: Database): SessionsShape => ({
  begin: ({ digest, keyId, expiresAt }) =>
    db
      .rows("INSERT INTO session (digest, key_id, expires_at) VALUES (?, ?, ?)", digest, toStored(keyId), expiresAt)
      .pipe(Effect.asVoid, named("begin a session")),
  keyOf: (digest, now) =>
    selectRows(db, sessionTable.pick("key_id"), "WHERE digest = ? AND expires_at > ?", toStored(digest), now).pipe(
      Effect.map(([row]) => (row === undefined ? null : fromStored(row[0]))),
      named("find a session"),
    ),
  end: (digest) =>
    db.rows("DELETE FROM session WHERE digest = ?", toStored(digest)).pipe(Effect.asVoid, named("end a session")),
  forget: (before) => deleteBefore(db, sessionTable, "expires_at", before).pipe(named("forget sessions")),
})
