/** The port Requests: one row for each write that named itself, leased by whoever does it until it is answered. */
import type { KeptRequest, RequestAnswer, RequestName, RequestsShape, RequestState } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import { type Database, named } from "../database/Database.ts"
import { deleteBefore } from "../database/deleteBefore.ts"
import { fromStored, toStored } from "../database/storedText.ts"
import type { RecordIn } from "../tables/Table.ts"
import { requestTable } from "../tables/serviceTables.ts"

export const makeRequests = (db: Database): RequestsShape => ({
  begin: (request, now) => begin(db, request, now).pipe(named("begin a request")),
  find: (request) => find(db, request).pipe(named("find a request")),
  extend: (request, leaseUntil) =>
    db
      .rows(`UPDATE request SET lease_until = ? ${ofName} AND status IS NULL`, leaseUntil, ...keyOf(request))
      .pipe(Effect.asVoid, named("extend a request")),
  finish: (request, { status, contentType, body }, now) =>
    db
      .rows(
        `UPDATE request SET answered_at = ?, status = ?, content_type = ?, body = ? ${ofName} AND status IS NULL`,
        now,
        status,
        toStored(contentType),
        toStored(body),
        ...keyOf(request),
      )
      .pipe(Effect.asVoid, named("finish a request")),
  abandon: (request) =>
    db
      .rows(`DELETE FROM request ${ofName} AND status IS NULL`, ...keyOf(request))
      .pipe(Effect.asVoid, named("abandon a request")),
  forget: (before) => deleteBefore(db, requestTable, "begun_at", before).pipe(named("forget requests")),
})

const ofName = "WHERE sender = ? AND request_key = ?"
const keyOf = ({ sender, key }: RequestName) => [toStored(sender), toStored(key)] as const

/** One statement leases it, where it is new or its process died: of two that begin at once, one does it. */
const begin = Effect.fnUntraced(function* (
  db: Database,
  request: RequestName & { readonly digest: string; readonly leaseUntil: number },
  now: number,
) {
  const begun = yield* db.rows(
    `INSERT INTO request (sender, request_key, digest, begun_at, lease_until) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (sender, request_key) DO UPDATE SET begun_at = excluded.begun_at, lease_until = excluded.lease_until
     WHERE request.status IS NULL AND request.digest = excluded.digest AND request.lease_until <= ?
     RETURNING begun_at`,
    ...keyOf(request),
    request.digest,
    now,
    request.leaseUntil,
    now,
  )
  if (begun.length > 0) return { _tag: "Begun" } satisfies RequestState
  const row = yield* read(db, request)
  // Abandoned this instant: the sender's next try begins it.
  if (row === null) return { _tag: "UnderWay" } satisfies RequestState
  if (row.digest !== request.digest) return { _tag: "Mismatch" } satisfies RequestState
  const answer = toAnswer(row)
  return answer === null
    ? ({ _tag: "UnderWay" } satisfies RequestState)
    : ({ _tag: "Answered", answer } satisfies RequestState)
})

const find = Effect.fnUntraced(function* (db: Database, request: RequestName) {
  const row = yield* read(db, request)
  if (row === null) return null
  return { begunAt: row.begunAt, leaseUntil: row.leaseUntil, answer: toAnswer(row) } satisfies KeptRequest
})

const read = (db: Database, request: RequestName) =>
  Effect.map(db.rows(`SELECT ${requestTable.text} FROM request ${ofName}`, ...keyOf(request)), ([row]) =>
    row === undefined ? null : requestTable.decode(row),
  )

/** `null` where there is none yet. */
const toAnswer = ({ status, contentType, body }: RecordIn<typeof requestTable>): RequestAnswer | null =>
  status === null ? null : { status, contentType: fromStored(contentType ?? ""), body: fromStored(body ?? "") }
