/**
 * The tables whose rows are evidence: which columns make the canonical text of a row, and which its key. A row also
 * holds its batch and its fingerprint, by which a changed row is named.
 */
import { type EvidenceKind, evidenceText } from "@faceid-tally/core"

import { type Digest, fingerprintOf, leafHash } from "./Merkle.ts"
import {
  billLineTable,
  billPageTable,
  columnsOf,
  observationTable,
  registrationTable,
  removalTable,
  type Row,
  runItemTable,
  runTable,
  type Table,
  type Value,
} from "../database/Tables.ts"

export interface EvidenceTable extends Table {
  readonly kind: EvidenceKind
  /** The first columns of the text, by which the rows of a batch are ordered. */
  readonly keyLength: number
  /** The columns of the text, in its order. */
  readonly evidence: ReadonlyArray<string>
}

const withoutMarks = (table: Table): Array<string> =>
  columnsOf(table).filter((column) => column !== "fingerprint" && column !== "batch")

export const observationEvidence: EvidenceTable = {
  ...observationTable,
  kind: "observation",
  // Several statements of one Seq stand in the order of their fingerprints.
  keyLength: 2,
  evidence: withoutMarks(observationTable),
}
export const pageEvidence: EvidenceTable = {
  ...billPageTable,
  kind: "page",
  keyLength: 3,
  evidence: withoutMarks(billPageTable),
}
export const lineEvidence: EvidenceTable = {
  ...billLineTable,
  kind: "line",
  keyLength: 5,
  evidence: withoutMarks(billLineTable),
}
export const versionEvidence: EvidenceTable = {
  name: "bill_version",
  columns: {},
  kind: "bill",
  keyLength: 1,
  evidence: [
    "id",
    "account",
    "day",
    "rule_id",
    "version",
    "source",
    "closed_at",
    "digest",
    "pages",
    "line_count",
    "charges",
  ],
}
export const runEvidence: EvidenceTable = {
  ...runTable,
  kind: "run",
  keyLength: 1,
  evidence: withoutMarks(runTable),
}

export const itemEvidence: EvidenceTable = {
  ...runItemTable,
  kind: "item",
  keyLength: 2,
  evidence: withoutMarks(runItemTable),
}
export const registrationEvidence: EvidenceTable = {
  ...registrationTable,
  kind: "registration",
  keyLength: 1,
  evidence: withoutMarks(registrationTable),
}

export const removalEvidence: EvidenceTable = {
  ...removalTable,
  kind: "removal",
  keyLength: 2,
  evidence: withoutMarks(removalTable),
}

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
    row.push(column === "fingerprint" ? fingerprint : column === "batch" ? batch : (values[next++] as Value))
  }
  return row
}
