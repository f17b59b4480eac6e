/** The port Inbox: one row for each event that arrived, and one for each other body that came under its id. */
import type { Arrival, InboxConflict, InboxEvent, InboxShape } from "@faceid-tally/books"
import * as Effect from "effect/Effect"

import { type Database, named } from "../database/Database.ts"
import { deleteBefore } from "../database/deleteBefore.ts"
import { fromStored, toStored } from "../database/StoredText.ts"

export const makeInbox = (db: Database): InboxShape => ({
  arrive: (event, now) => arrive(db, event, now).pipe(named("take an event")),
  finish: (id, now) =>
    db
      .rows("UPDATE inbox_event SET done_at = ? WHERE id = ? AND done_at IS NULL", now, toStored(id))
      .pipe(Effect.asVoid, named("finish an event")),
  conflicts: (limit) =>
    db
      .rows(
        `SELECT id, type, digest, other, noted_at FROM inbox_conflict
         ORDER BY noted_at DESC, id DESC, other DESC LIMIT ?`,
        limit,
      )
      .pipe(
        Effect.map((rows) =>
          rows.map(([id, type, digest, other, notedAt]): InboxConflict => ({
            id: fromStored(id as string),
            type: fromStored(type as string),
            digest: digest as string,
            other: other as string,
            notedAt: notedAt as number,
          })),
        ),
        named("list conflicts"),
      ),
  forget: (before) => deleteBefore(db, "inbox_event", ["id"], "done_at", before).pipe(named("forget events")),
})

const arrive = Effect.fnUntraced(function* (db: Database, event: InboxEvent, now: number) {
  const id = toStored(event.id)
  const type = toStored(event.type)
  const fresh = yield* db.rows(
    `INSERT INTO inbox_event (id, digest, type, arrived_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO NOTHING RETURNING id`,
    id,
    event.digest,
    type,
    now,
  )
  if (fresh.length > 0) return "open" satisfies Arrival
  const [row] = yield* db.rows("SELECT digest, done_at FROM inbox_event WHERE id = ?", id)
  // Only what was done is ever forgotten.
  if (row === undefined) return "done" satisfies Arrival
  const [digest, doneAt] = row
  if (digest === event.digest) return doneAt === null ? ("open" satisfies Arrival) : ("done" satisfies Arrival)
  yield* db.rows(
    `INSERT INTO inbox_conflict (id, other, type, digest, noted_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id, other) DO NOTHING`,
    id,
    event.digest,
    type,
    digest as string,
    now,
  )
  return "conflict" satisfies Arrival
})
