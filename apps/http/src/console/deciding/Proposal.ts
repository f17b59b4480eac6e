/**
 * What is proposed: rows by which somebody decides, as they were shown before anything is written. A page carries them,
 * signed for its visit, so that what is confirmed is exactly what was shown.
 */
import { rowFields, type RowValues } from "@faceid-tally/core/money"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"

import type { Sealer } from "../context/Sealer.ts"

export interface ProposedRow {
  /** Its row in the sheet; `null` where it was chosen on a page. */
  readonly row: number | null
  readonly values: RowValues
}

export interface Proposal {
  /** YYYY-MM */
  readonly month: string
  readonly rows: ReadonlyArray<ProposedRow>
  /** The list that it came from. */
  readonly back: string
}

const Cell = Schema.Union([Schema.String, Schema.Finite, Schema.Null])
const Sealed = Schema.fromJsonString(
  Schema.Struct({
    month: Schema.String,
    rows: Schema.Array(
      Schema.Struct({
        row: Schema.NullOr(Schema.Int),
        values: Schema.Record(Schema.Literals(rowFields), Schema.optionalKey(Cell)),
      }),
    ),
    back: Schema.String,
  }),
)
const decode = Schema.decodeUnknownOption(Sealed)

const USE = "decisions"

export const sealProposal = (sealer: Sealer, proposal: Proposal): string => sealer.seal(USE, JSON.stringify(proposal))

export const openProposal = (sealer: Sealer, sealed: string): Proposal | undefined =>
  Option.getOrUndefined(decode(sealer.open(USE, sealed)))
