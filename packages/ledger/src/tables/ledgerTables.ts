/** All tables of the ledger: who goes through them takes them from here, so a table that is described is known everywhere. */
import { accountBillTable } from "./accountBillTable.ts"
import {
  billCountTable,
  billDayTable,
  billLineTable,
  billPageTable,
  billSumTable,
  billVersionTable,
} from "./billTables.ts"
import { type AnyTable, int, table } from "./Table.ts"
import { batchTable, removalTable, sealTable } from "./batchTables.ts"
import { decisionTable, statementTable } from "./decisionTables.ts"
import { fetchNoteTable, registrationTable } from "./fetchTables.ts"
import { runItemTable, runTable } from "./runTables.ts"
import {
  attemptTable,
  daySumTable,
  observationTable,
  multiDaySeqTable,
  tokenSumTable,
  verificationTable,
} from "./resultTables.ts"
import {
  apiKeyTable,
  inboxConflictTable,
  inboxEventTable,
  requestLimitTable,
  requestTable,
  sessionTable,
  workTable,
} from "./serviceTables.ts"

/** The versions of the schema that the ledger has had; who brings it up to date makes it first. */
export const schemaTable = table(
  "ledger_schema",
  { version: int() },
  { key: ["version"], stands: "work", isClustered: false },
)

export const ledgerTables: ReadonlyArray<AnyTable> = [
  batchTable,
  sealTable,
  observationTable,
  registrationTable,
  billVersionTable,
  billPageTable,
  billLineTable,
  runTable,
  runItemTable,
  removalTable,
  decisionTable,
  statementTable,
  accountBillTable,

  attemptTable,
  multiDaySeqTable,
  daySumTable,
  verificationTable,
  tokenSumTable,
  billSumTable,
  billCountTable,

  apiKeyTable,
  requestTable,
  sessionTable,
  inboxEventTable,
  inboxConflictTable,
  workTable,
  fetchNoteTable,
  billDayTable,
  requestLimitTable,
  schemaTable,
]

/** The tables whose rows go with their month when it is removed. */
export const monthlyTables: ReadonlyArray<AnyTable> = ledgerTables.filter(
  ({ options }) => options.byMonth !== undefined,
)
