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

/** The first thing that does not add up. */
export interface Break {
  readonly what:
    | "row" // a row that its batch's digest does not cover as it stands
    | "row_missing" // the batch has fewer rows than it was written with
    | "row_added"
    | "batch" // the rows are as they were hashed, the batch's digest is not theirs
    | "batch_missing"
    | "seal"
    | "seal_missing"
    | "view" // the current view is not what the observations say
    | "sums" // the daily sums are not those of the view
    | "head" // no seal has the head that was given: the chain was cut or rebuilt
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
  readonly broken: Break | null
}

/** Proves that one Seq was in the books at a seal, without the books: a published JSON document. */
export interface Receipt {
  readonly version: 1
  readonly seq: string
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
