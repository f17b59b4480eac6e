/** The port Proofs: rows of evidence with all that proves them to somebody who has nothing but the head of a seal. */
import type { Charge } from "@faceid-tally/core/engine"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"

import type { EvidenceBroken, LedgerError } from "../ports/LedgerError.ts"

type Answer<A, E = never> = Effect.Effect<A, LedgerError | E>

/** A row as it was hashed, and the batch that it is of. */
export interface ProvableRow {
  readonly batch: number
  /** The canonical text, as a receipt has it. */
  readonly row: string
}

/** What both kinds of rows say of a charge. */
interface Saying extends ProvableRow {
  readonly seq: string | null
  readonly bizToken: string | null
  readonly ruleId: string | null
  readonly charge: Charge
  readonly errcode: number | null
  /** Epoch milliseconds. */
  readonly at: number | null
}

/** A line of the bill. */
export interface BilledRow extends Saying {
  readonly day: number
  /** The number of the version of its day. */
  readonly version: number
  readonly page: number
  readonly chargeType: string | null
}

/** An observation of ours. */
export interface ObservedRow extends Saying {
  readonly fetchedAt: number | null
  /** The result says that the person passed: no attempt can follow. */
  readonly passed: boolean
  /** It is what the attempt is: of all statements the one that stands. */
  readonly stands: boolean
}

export interface AskedLines {
  /** Of these versions of bill days. */
  readonly versions: ReadonlyArray<number>
  readonly seqs: ReadonlyArray<string>
  /** Lines without Seq, by BizToken. */
  readonly bizTokens: ReadonlyArray<string>
}

/** How a row leads to the root of a seal, whose text the chain has. */
export interface Proof {
  readonly row: string
  readonly batch: {
    readonly number: number
    readonly rows: number
    /** Place of the row among the leaves, of which the first is the batch's own head. */
    readonly index: number
    readonly path: ReadonlyArray<string>
    readonly root: string
  }
  readonly seal: { readonly number: number; readonly path: ReadonlyArray<string> }
}

/** A seal as its text names it, and the head that the text has. */
export interface SealLink {
  readonly number: number
  /** Epoch milliseconds. */
  readonly sealedAt: number
  readonly firstBatch: number
  readonly lastBatch: number
  readonly previous: string
  readonly root: string
  readonly head: string
}

export interface ProofsShape {
  /** Lines that are evidence, in the order of their versions, pages and places. */
  readonly lines: (asked: AskedLines) => Answer<ReadonlyArray<BilledRow>>
  /** All observations of the Seqs, and all results of the BizTokens that had no attempts, until a batch. */
  readonly observations: (
    asked: Pick<AskedLines, "seqs" | "bizTokens">,
    throughBatch: number,
  ) => Answer<ReadonlyArray<ObservedRow>>
  /** One proof for each row, in their order; a batch that several are of is read once. */
  readonly prove: (rows: ReadonlyArray<ProvableRow>) => Answer<ReadonlyArray<Proof>, EvidenceBroken>
  /** The chain from the first seal to this one. */
  readonly chain: (through: number) => Answer<ReadonlyArray<SealLink>, EvidenceBroken>
}

export class Proofs extends Context.Service<Proofs, ProofsShape>()("faceid-tally/Proofs") {}
