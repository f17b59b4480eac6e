/**
 * The schema, version 2: what a service keeps beside the books (API keys, requests, events, work), what came of each
 * fetch, and what a run's items are listed by.
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

import type { Database } from "../database/Database.ts"
import type { Dialect } from "../database/Dialect.ts"

export const schemaV2 = ({ text, int, clustered }: Dialect): ReadonlyArray<string> => [
  `CREATE TABLE api_key (
    id ${text} PRIMARY KEY, digest ${text} NOT NULL, role ${text} NOT NULL, title ${text}, created_at ${int} NOT NULL,
    revoked_at ${int}
  ) ${clustered}`,

  // Without status it is not answered yet.
  `CREATE TABLE request (
    sender ${text} NOT NULL, request_key ${text} NOT NULL, digest ${text} NOT NULL, begun_at ${int} NOT NULL,
    lease_until ${int} NOT NULL, answered_at ${int}, status ${int}, content_type ${text}, body ${text},
    PRIMARY KEY (sender, request_key)
  ) ${clustered}`,
  "CREATE INDEX request_by_time ON request (begun_at)",

  `CREATE TABLE inbox_event (
    id ${text} PRIMARY KEY, digest ${text} NOT NULL, type ${text} NOT NULL, arrived_at ${int} NOT NULL, done_at ${int}
  ) ${clustered}`,
  "CREATE INDEX inbox_event_done ON inbox_event (done_at) WHERE done_at IS NOT NULL",
  `CREATE TABLE inbox_conflict (
    id ${text} NOT NULL, other ${text} NOT NULL, type ${text} NOT NULL, digest ${text} NOT NULL, noted_at ${int} NOT NULL,
    PRIMARY KEY (id, other)
  ) ${clustered}`,
  "CREATE INDEX inbox_conflict_by_time ON inbox_conflict (noted_at, id, other)",

  `CREATE TABLE work (
    id ${int} PRIMARY KEY, kind ${text} NOT NULL, subject ${text} NOT NULL, body ${text} NOT NULL, state ${text} NOT NULL,
    due_at ${int} NOT NULL, planned_at ${int} NOT NULL, ended_at ${int}, failures ${int} NOT NULL, code ${text},
    lease_until ${int}, worker ${text}
  )`,
  "CREATE UNIQUE INDEX work_by_subject ON work (kind, subject)",
  "CREATE INDEX work_due ON work (due_at, id) WHERE state = 'open'",
  "CREATE INDEX work_by_state ON work (state, kind, id)",
  "CREATE INDEX work_by_kind ON work (kind, id)",

  // One row a fetch, numbered within its BizToken; the oldest make room for the newest.
  `CREATE TABLE fetch_note (
    biz_token ${text} NOT NULL, number ${int} NOT NULL, at ${int} NOT NULL, outcome ${text} NOT NULL, code ${text},
    attempts ${int} NOT NULL, observations ${int} NOT NULL,
    PRIMARY KEY (biz_token, number)
  ) ${clustered}`,

  // BizTokens are listed by day, with a state or all states side by side.
  "DROP INDEX verification_by_day",
  "CREATE INDEX verification_by_state ON verification (issue_day, state, biz_token)",

  // When a lease was given, and what a clock that was ahead may have closed.
  `ALTER TABLE verification ADD COLUMN leased_at ${int}`,
  "CREATE INDEX verification_closed ON verification (deadline) WHERE state IN ('lapsed', 'expired')",

  // What the items of a run are listed by; the body stays what it is.
  `ALTER TABLE run_item ADD COLUMN kind ${text} NOT NULL DEFAULT ''`,
  `ALTER TABLE run_item ADD COLUMN impact ${int} NOT NULL DEFAULT 0`,
  `ALTER TABLE run_item ADD COLUMN day ${int}`,
  `ALTER TABLE run_item ADD COLUMN account ${text} NOT NULL DEFAULT ''`,
  "CREATE INDEX run_item_by_kind ON run_item (run, kind, place)",
  "CREATE INDEX run_item_by_day ON run_item (run, day, place)",
  "CREATE INDEX run_item_by_account ON run_item (run, account, place)",
  "CREATE INDEX run_item_adding ON run_item (run, place) WHERE impact <> 0",
  "CREATE INDEX run_item_not_adding ON run_item (run, place) WHERE impact = 0",
]

/** Items that are filled in at once. */
const ITEMS_PER_PAGE = 5000

const runItem = {
  name: "run_item",
  columns: { run: "int", place: "int", body: "text", kind: "text", impact: "int", day: "int", account: "text" },
} as const

/** Fills the new columns of the items that are there, from their bodies. */
export const fillV2 = Effect.fnUntraced(function* (db: Database) {
  let [run, place]: ReadonlyArray<unknown> = [-1, -1]
  for (;;) {
    const rows = yield* db.rows(
      "SELECT run, place, body FROM run_item WHERE (run, place) > (?, ?) ORDER BY run, place LIMIT ?",
      Number(run),
      Number(place),
      ITEMS_PER_PAGE,
    )
    yield* db.insert(
      runItem,
      rows.map(([ofRun = null, at = null, body = null]) => [ofRun, at, body, ...listedBy(String(body))]),
      `ON CONFLICT (run, place) DO UPDATE SET kind = excluded.kind, impact = excluded.impact, day = excluded.day,
       account = excluded.account`,
    )
    const last = rows[rows.length - 1]
    if (last === undefined || rows.length < ITEMS_PER_PAGE) return
    ;[run, place] = last
  }
})

const Item = Schema.fromJsonString(
  Schema.Struct({
    kind: Schema.String,
    impact: Schema.Int,
    day: Schema.NullOr(Schema.String),
    account: Schema.String,
  }),
)
const decodeItem = Schema.decodeUnknownSync(Item)
const MS_PER_DAY = 86_400_000

/** Kind, impact, day and account, in the order of their columns. */
const listedBy = (body: string): ReadonlyArray<string | number | null> => {
  const { kind, impact, day, account } = decodeItem(body)
  return [kind, impact, day === null ? null : Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY, storedText(account)]
}

/** What no plain text has: a tilde in front, a NUL, or half a pair of surrogates. */
const suspicious = /^~|[\0\ud800-\udfff]/

/** A text as version 2 stored it. */
const storedText = (text: string): string => {
  if (!suspicious.test(text)) return text
  if (text.isWellFormed() && !text.includes("\0")) return text.startsWith("~") ? `~${text}` : text
  return `~x${Buffer.from(text, "utf16le").toString("hex")}`
}
