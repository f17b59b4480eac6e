/** What holds the evidence together: batches, seals, and what was removed. */
import { evidenceOf, int, orNull, table, text } from "./Table.ts"

/** Batches are numbered without gaps. Of results that have a day they know the first and the last. */
export const batchTable = table(
  "batch",
  {
    batch: int(),
    kind: text(),
    written_at: int(),
    row_count: int(),
    root: text(),
    first_day: orNull(int()),
    last_day: orNull(int()),
  },
  {
    key: ["batch"],
    indexes: { batch_by_time: { on: ["written_at"] } },
    stands: "evidence",
    isClustered: false,
  },
)

/** A seal covers the batches from `first_batch` to `last_batch`. */
export const sealTable = table(
  "seal",
  {
    seal: int(),
    sealed_at: int(),
    first_batch: int(),
    last_batch: int(),
    previous: text(),
    root: text(),
    head: text(),
  },
  {
    key: ["seal"],
    indexes: { seal_by_batch: { on: ["last_batch"], isUnique: true } },
    stands: "evidence",
    isClustered: false,
  },
)

/**
 * Months that were removed, and what is left of batches. A row of a month has no batch that it is `of`, and holds the
 * digest of its sums; one of a batch has no month.
 */
export const removalTable = table(
  "removal",
  {
    batch: int(),
    month: text(),
    of: int(),
    left_rows: int(),
    left_root: text(),
    first_day: orNull(int()),
    last_day: orNull(int()),
    fingerprint: text(),
  },
  { key: ["batch", "month", "of"], indexes: { removal_by_batch: { on: ["of", "month"] } }, stands: "evidence" },
)

export const removalEvidence = evidenceOf(removalTable, "removal")
