/** What a service keeps beside the books: nothing of it is evidence. */
import { roles, workKinds, workStates } from "@faceid-tally/books/engine"

import { int, oneOf, orNull, real, table, text } from "./Table.ts"

export const apiKeyTable = table(
  "api_key",
  {
    id: text(),
    digest: text(),
    role: oneOf(roles),
    title: orNull(text()),
    created_at: int(),
    revoked_at: orNull(int()),
  },
  { key: ["id"], stands: "work" },
)

/** Without status it is not answered yet. */
export const requestTable = table(
  "request",
  {
    sender: text(),
    request_key: text(),
    digest: text(),
    begun_at: int(),
    lease_until: int(),
    answered_at: orNull(int()),
    status: orNull(int()),
    content_type: orNull(text()),
    body: orNull(text()),
  },
  { key: ["sender", "request_key"], indexes: { request_by_time: { on: ["begun_at"] } }, stands: "work" },
)

/** Who is signed in to the console: by the digest of an id that the browser alone has. */
export const sessionTable = table(
  "session",
  { digest: text(), key_id: text(), expires_at: int() },
  { key: ["digest"], indexes: { session_by_end: { on: ["expires_at"] } }, stands: "work" },
)

export const inboxEventTable = table(
  "inbox_event",
  { id: text(), digest: text(), type: text(), arrived_at: int(), done_at: orNull(int()) },
  {
    key: ["id"],
    indexes: { inbox_event_done: { on: ["done_at"], where: "done_at IS NOT NULL" } },
    stands: "work",
  },
)

export const inboxConflictTable = table(
  "inbox_conflict",
  { id: text(), other: text(), type: text(), digest: text(), noted_at: int() },
  {
    key: ["id", "other"],
    indexes: { inbox_conflict_by_time: { on: ["noted_at", "id", "other"] } },
    stands: "work",
  },
)

export const workTable = table(
  "work",
  {
    id: int(),
    kind: oneOf(workKinds),
    subject: text(),
    body: text(),
    state: oneOf(workStates),
    due_at: int(),
    planned_at: int(),
    ended_at: orNull(int()),
    failures: int(),
    code: orNull(text()),
    lease_until: orNull(int()),
    worker: orNull(text()),
  },
  {
    key: ["id"],
    indexes: {
      work_by_subject: { on: ["kind", "subject"], isUnique: true },
      work_due: { on: ["due_at", "id"], where: "state = 'open'" },
      work_by_state: { on: ["state", "kind", "id"] },
      work_by_kind: { on: ["kind", "id"] },
    },
    stands: "work",
    isClustered: false,
  },
)

/** Written at every request, and worth nothing after a crash. */
export const requestLimitTable = table(
  "request_limit",
  { limit_key: text(), tokens: real(), answer: real(), filled_at: real() },
  { key: ["limit_key"], stands: "work", isClustered: false, isUnlogged: true },
)
