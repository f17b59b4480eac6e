/** The port Inbox: one row for each event that arrived, and one for each other body that came under its id. */
import type { Arrival, InboxConflict, InboxEvent, InboxShape } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import { type Database, named, selectRows } from "../database/Database.ts"
import { deleteBefore } from "../database/deleteBefore.ts"
import { fromStored, toStored } from "../database/storedText.ts"
import { inboxConflictTable, inboxEventTable } from "../tables/serviceTables.ts"

export const makeInbox = (db: Database): InboxShape => ({
  arrive: (event, now) => arrive(db, event, now).pipe(named("take an event")),
  finish: (id, now) =>
    db
      .rows("UPDATE inbox_event SET done_at = ? WHERE id = ? AND done_at IS NULL", now, toStored(id))
      .pipe(Effect.asVoid, named("finish an event")),
  conflicts: (limit) =>
    db
      .rows(
        `SELECT ${inboxConflictTable.text} FROM inbox_conflict ORDER BY noted_at DESC, id DESC, other DESC LIMIT ?`,
        limit,
      )
      .pipe(
        Effect.map((rows) =>
          rows.map((row): InboxConflict => {
            const conflict = inboxConflictTable.decode(row)
            return { ...conflict, id: fromStored(conflict.id), type: fromStored(conflict.type) }
          }),
        ),
        named("list conflicts"),
      ),
  forget: (before) => deleteBefore(db, inboxEventTable, "done_at", before).pipe(named("forget events")),
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
  const [row] = yield* selectRows(db, inboxEventTable.pick("digest", "done_at"), "WHERE id = ?", id)
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
    digest,
    now,
  )
  return "conflict" satisfies Arrival
})
