/**
 * What proves that the books were not touched, in the words of the port: seals, what `verify` found, and receipts.
 * Hashes are SHA-256 in lower-case hex; trees are those of RFC 6962.
 */

/** A seal links the digests of all batches before it into one chain; its head stands for everything before it. */
export interface Seal {
  readonly seal: number
  readonly head: string
  /** The last batch that it covers, or that one before it covers. */
  readonly lastBatch: number
  /** Batches that it links, 0 where there was nothing to seal and the last seal is given back. */
  readonly batches: number
  readonly sealedAt: number
}

/** One thing that does not add up. */
export interface Break {
  readonly what:
    | "row" // a row that its batch's digest does not cover as it stands
    | "row_missing" // the batch has fewer rows than it was written with
    | "row_added"
    | "batch" // the rows are as they were hashed, the batch's digest is not theirs
    | "batch_missing"
    | "seal"
    | "seal_missing"
    | "view" // what is held of an attempt or a BizToken is not what the evidence says
    | "sums" // the sums of a day, a bill or a run are not those of their rows
    | "head" // no seal has the head that was given: the chain was cut or rebuilt
    | "trigger" // a table of evidence has a trigger that this program did not make: its name is the key
    | "database" // the database's own check says that its file is damaged
  readonly batch: number | null
  readonly seal: number | null
  /** Which row: its table and key. */
  readonly row: { readonly table: string; readonly key: ReadonlyArray<string | number> } | null
}

export interface Verified {
  readonly ok: boolean
  readonly rows: number
  readonly batches: number
  readonly seals: number
  /** The last seal's head. */
  readonly head: string | null
  /** Batches that no seal covers yet. */
  readonly unsealed: number
  /** The first thing that does not add up, and how many there are. */
  readonly broken: Break | null
  readonly breaks: number
  /** What is not as this program made it, and proves nothing. */
  readonly remarks: ReadonlyArray<VerifyRemark>
  /** Months that were removed, the earliest first. All that is left is proved beside. */
  readonly removed: ReadonlyArray<RemovedMonth>
  /** What the database's own check of its files says. */
  readonly database: "whole" | "broken" | "not_checked"
  /** What is no evidence: tables, and columns as `table.column`. */
  readonly workInProgress: ReadonlyArray<string>
}

export interface RemovedMonth {
  /** As `2026-03`. */
  readonly month: string
  readonly removedAt: number
}

export interface Removing {
  /** The last month that goes, as `2026-03`. */
  readonly until: string
  /** A head that was kept with a copy: it has to be found. */
  readonly head: string
  /** Whether to say only what would be removed. */
  readonly isTrial?: boolean | undefined
}

export interface Removed {
  readonly until: string
  /** The months that were, or would be, removed now. */
  readonly months: ReadonlyArray<string>
  /** Those of them that were detached by hand, and are only recorded. */
  readonly detached: ReadonlyArray<string>
  /** Rows of evidence that went, or that went before. */
  readonly rows: number
  /** Of the seal that covers the removal; `null` where nothing was removed. */
  readonly head: string | null
  /** What `verify` says of what is left; `null` before months are recorded that were detached by hand. */
  readonly verified: Verified | null
}

export interface VerifyRemark {
  readonly what: "trigger" | "index_missing" | "index_added"
  readonly table: string
  readonly name: string
}

/** The rows of which there are receipts, by the first value of their text. */
export const receiptKinds = [
  "observation",
  "line",
  "bill",
  "page",
  "run",
  "item",
  "registration",
  "account_bill",
] as const
export type ReceiptKind = (typeof receiptKinds)[number]

/** Proves that one row was in the books at a seal, without the books: a published JSON document (docs/receipts.md). */
export interface Receipt {
  readonly version: 1
  readonly kind: ReceiptKind
  /** Which row of its kind: a Seq, a BizToken, or its numbers, joined by `/`. */
  readonly key: string
  /** Of an observation and a line. */
  readonly seq: string | null
  /** The canonical bytes of the row, as the text that they are in UTF-8. */
  readonly row: string
  readonly batch: {
    readonly number: number
    readonly rows: number
    /** Place of the row among the leaves, of which the first is the batch's own head. */
    readonly index: number
    readonly path: ReadonlyArray<string>
    readonly root: string
  }
  readonly seal: {
    readonly number: number
    readonly sealedAt: number
    readonly firstBatch: number
    readonly lastBatch: number
    readonly previous: string
    readonly root: string
    /** Leads from the batch's root to the seal's. */
    readonly path: ReadonlyArray<string>
    readonly head: string
  }
}
