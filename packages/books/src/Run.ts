/** A reconciliation that was kept: what went in, by version and digest, what came out, and enough to repeat it. */
import type { Discrepancy } from "@faceid-tally/core"

export interface RunInput {
  readonly fromDay: number
  readonly toDay: number
  readonly ruleId: string | null
  readonly asOf: number | null
  /** The edition whose published rules the flags were audited by, and the digest of the table. */
  readonly ruleSet: { readonly edition: string; readonly digest: string } | null
  readonly programVersion: string
}

export interface NewRun extends RunInput {
  /** The seal under which both inputs were read: its head is the digest of all that went in. */
  readonly seal: { readonly seal: number; readonly head: string; readonly lastBatch: number } | null
  /** The versions of the bill that went in. */
  readonly billVersions: ReadonlyArray<{ readonly id: number; readonly digest: string }>
  readonly attempts: number
  readonly ledgerCharges: number
  readonly lines: number
  readonly billCharges: number
  readonly matched: number
  readonly difference: number
  readonly complete: boolean
  /** The whole document but for its items, as JSON that a program reads again. */
  readonly document: string
}

export interface Run extends NewRun {
  readonly id: number
  readonly ranAt: number
  readonly items: number
}

/** An item with its place in the run, 0, 1, 2 … */
export interface RunItem {
  readonly place: number
  readonly item: Discrepancy
}
