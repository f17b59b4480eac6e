/**
 * The tables whose rows are evidence, by the kind of a batch that holds them. A row also holds its batch and its
 * fingerprint, by which a changed row is named.
 */
import { evidenceText } from "@faceid-tally/core/engine"

import { accountBillEvidence } from "../tables/accountBillTable.ts"
import { lineEvidence, pageEvidence, versionEvidence } from "../tables/billTables.ts"
import { decisionEvidence, statementEvidence } from "../tables/decisionTables.ts"
import type { EvidenceTable, Row, Value } from "../tables/Table.ts"
import { registrationEvidence } from "../tables/fetchTables.ts"
import { itemEvidence, runEvidence } from "../tables/runTables.ts"
import { observationEvidence } from "../tables/resultTables.ts"
import { removalEvidence } from "../tables/batchTables.ts"
import { type Digest, fingerprintOf, leafHash } from "./merkle.ts"

/** What a batch of each kind holds: its rows stand in this order, and within a table in the order of the key. */
export const tablesByBatchKind: Readonly<Record<string, ReadonlyArray<EvidenceTable>>> = {
  results: [observationEvidence],
  bill: [versionEvidence, pageEvidence, lineEvidence],
  run: [runEvidence, itemEvidence],
  registrations: [registrationEvidence],
  // What an upgrade took in: all that was known of BizTokens, or the items of one run.
  adopted: [itemEvidence, registrationEvidence],
  // That months were removed, and all that was known of their BizTokens.
  removal: [removalEvidence, registrationEvidence],
  decisions: [decisionEvidence],
  statement: [statementEvidence],
  account_bill: [accountBillEvidence],
}

/** A row that is about to be written. */
export interface EvidenceRow {
  readonly table: EvidenceTable
  readonly values: ReadonlyArray<Value>
  readonly leaf: Digest
  readonly fingerprint: string
}

export const evidenceRow = (table: EvidenceTable, values: ReadonlyArray<Value>): EvidenceRow => {
  const leaf = leafHash(evidenceText(table.kind, values))
  return { table, values, leaf, fingerprint: fingerprintOf(leaf) }
}

/** The row as its table holds it. */
export const storedRow = ({ table, values, fingerprint }: EvidenceRow, batch: number | null): Row => {
  const row: Array<Value> = []
  let next = 0
  for (const column in table.columns) {
    row.push(column === "fingerprint" ? fingerprint : column === "batch" ? batch : (values[next++] ?? null))
  }
  return row
}
