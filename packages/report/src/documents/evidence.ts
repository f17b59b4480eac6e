/** What proves that the books were not touched: seals, what `verify` found, receipts, and copies of a ledger. */
import { receiptKinds } from "@faceid-tally/books/engine"
import * as Schema from "effect/Schema"

import { Count, described, Hash, MonthName, NullableHash, NullableInt, NullableText, Ordinal, Time } from "./values.ts"

export const Seal = Schema.Struct({ seal: Schema.Int, head: Hash, sealedAt: Time }).annotate({
  identifier: "Seal",
  description: "The seal that covers what was written; keep its head",
})
export type Seal = typeof Seal.Type

const Break = Schema.Struct({
  what: Schema.Literals([
    "row",
    "row_missing",
    "row_added",
    "batch",
    "batch_missing",
    "seal",
    "seal_missing",
    "view",
    "sums",
    "head",
    "trigger",
    "database",
  ]),
  batch: NullableInt,
  seal: NullableInt,
  row: Schema.NullOr(
    Schema.Struct({ table: Schema.String, key: Schema.Array(Schema.Union([Schema.String, Schema.Int])) }),
  ),
}).annotate({ identifier: "Break" })

export const Verified = Schema.Struct({
  ok: Schema.Boolean,
  rows: Count,
  batches: Count,
  seals: Count,
  head: NullableHash,
  unsealed: Count,
  broken: described(Schema.NullOr(Break), "The first thing that does not add up"),
  breaks: described(Count, "How many things do not add up"),
  remarks: described(
    Schema.Array(
      Schema.Struct({
        what: Schema.Literals(["trigger", "index_missing", "index_added"]),
        table: Schema.String,
        name: Schema.String,
      }),
    ),
    "What is not as this program made it, and proves nothing",
  ),
  removed: described(
    Schema.Array(Schema.Struct({ month: MonthName, removedAt: described(Schema.Int, "Epoch milliseconds") })),
    "Months that were removed, the earliest first; all that is left is proved beside",
  ),
  database: described(
    Schema.Literals(["whole", "broken", "not_checked"]),
    "What the database's own check of its files says",
  ),
  workInProgress: described(Schema.Array(Schema.String), "What is no evidence: tables, and columns as table.column"),
}).annotate({ identifier: "Verified" })
export type Verified = typeof Verified.Type

const Hashes = Schema.Array(Hash)

export const Receipt = Schema.Struct({
  version: Schema.Literal(1),
  kind: Schema.Literals(receiptKinds),
  key: described(Schema.String, "Which row of its kind: a Seq, a BizToken, or its numbers, joined by /"),
  seq: described(NullableText, "Of an observation and a line of the bill"),
  row: described(Schema.String, "The canonical bytes of the row, in UTF-8"),
  batch: Schema.Struct({ number: Ordinal, rows: Count, index: Count, path: Hashes, root: Hash }),
  seal: Schema.Struct({
    number: Ordinal,
    sealedAt: described(Schema.Int, "Epoch milliseconds, as they were hashed"),
    firstBatch: Ordinal,
    lastBatch: Ordinal,
    previous: Hash,
    root: Hash,
    path: Hashes,
    head: Hash,
  }),
}).annotate({ identifier: "Receipt" })
export type Receipt = typeof Receipt.Type

/** What is said of a copy; counts are null of one that could not be verified. */
const copied = {
  schema: described(Ordinal, "The version of its schema"),
  verified: described(Schema.Boolean, "False for an older schema, of which only the database's own check was made"),
  head: described(NullableHash, "The head of its last seal"),
  rows: NullableInt,
  batches: NullableInt,
  seals: NullableInt,
  unsealed: NullableInt,
}
const Copied = Schema.Struct(copied)
export type Copied = typeof Copied.Type

export const Backup = Schema.Struct({
  file: described(Schema.String, "Where the copy is"),
  bytes: Ordinal,
  ...copied,
})
export type Backup = typeof Backup.Type

export const Restore = Schema.Struct({
  ledger: described(Schema.String, "The address of the ledger"),
  copy: described(Schema.String, "From which file"),
  replaced: described(NullableText, "Where the ledger is kept that was there before"),
  ...copied,
})
export type Restore = typeof Restore.Type

export const Upgrade = Schema.Struct({
  from: described(Ordinal, "The version of the schema that the ledger had"),
  to: described(Ordinal, "The version that it has now"),
  seal: Seal,
})
export type Upgrade = typeof Upgrade.Type

export const Removal = Schema.Struct({
  until: MonthName,
  dryRun: Schema.Boolean,
  months: described(Schema.Array(MonthName), "The months that were, or would be, removed now"),
  detached: described(Schema.Array(MonthName), "Those of them that were detached by hand, and are only recorded"),
  rows: described(Count, "Rows of evidence that are gone"),
  head: described(NullableHash, "Of the seal that covers the removal; null where nothing was removed"),
  ok: described(Schema.NullOr(Schema.Boolean), "What verify says of what is left; null where it was not asked"),
})
export type Removal = typeof Removal.Type
