/** Every operation of the API, in the order of its document. */
import { listAttempts } from "./attemptOperations.ts"
import { listBills, pullBill, putBill, readBill } from "./billOperations.ts"
import { readChargeRules, readReceipt, verifyEvidence } from "./evidenceOperations.ts"
import type { Operation } from "./Operation.ts"
import {
  listDiscrepancies,
  listReconciliations,
  readLaterReconciliation,
  readReconciliation,
  runReconciliation,
} from "./reconciliationOperations.ts"
import { countResults, storeResults } from "./resultOperations.ts"
import { readDocs, readHealth, readMetrics, readOpenApi, readReadiness } from "./serviceOperations.ts"
import { readStatus, readTally } from "./tallyOperations.ts"
import {
  collectVerification,
  listVerifications,
  readVerification,
  registerVerification,
} from "./verificationOperations.ts"

export const operations = [
  countResults,
  storeResults,
  registerVerification,
  listVerifications,
  readVerification,
  collectVerification,
  listAttempts,
  readTally,
  readStatus,
  listBills,
  readBill,
  putBill,
  pullBill,
  runReconciliation,
  readLaterReconciliation,
  listReconciliations,
  readReconciliation,
  listDiscrepancies,
  readChargeRules,
  verifyEvidence,
  readReceipt,
  readHealth,
  readReadiness,
  readMetrics,
  readOpenApi,
  readDocs,
] as unknown as ReadonlyArray<Operation>
