/** A decoded result as rows of evidence: one for each entry, or one that says that there was none. */
import {
  dayOfInstant,
  type DetectInfo,
  flagOfCharge,
  identityInRecord,
  identityOfRow,
  NO_DAY,
  recordText,
  UNKNOWN,
} from "@faceid-tally/core/engine"

import { type EvidenceRow, evidenceRow } from "../evidence/evidenceTables.ts"
import { fingerprintOf, leafHash } from "../evidence/merkle.ts"
import { keyOfEmpty, keyOfIdentity, toStored, toStoredName } from "../database/storedText.ts"
import { observationEvidence } from "../tables/resultTables.ts"

/** The day under which an observation lies: that of its ReqTime, else none. */
export const dayOf = (at: number | null): number => (at === null ? NO_DAY : dayOfInstant(at))

export const observationRows = (record: DetectInfo, rowsBefore: number): Array<EvidenceRow> => {
  const { fetchedAt, errCode, nfcBillingCounts } = record
  const bizToken = toStoredName(record.bizToken)
  const nfcRecord = bizToken === null && nfcBillingCounts !== null ? fingerprintOf(leafHash(recordText(record))) : null
  const shared = {
    fetchedAt,
    bizToken,
    ruleId: toStoredName(record.ruleId),
    account: toStoredName(record.account),
    errCode,
    nfc: nfcBillingCounts,
    nfcRecord,
  }
  const rowOf = (day: number, seq: string, flag: number, errcode: number | null, at: number | null) =>
    evidenceRow(observationEvidence, observationEvidence.values({ ...shared, day, seq, flag, errcode, at }))
  if (record.entries.length === 0) {
    return [rowOf(dayOf(fetchedAt), keyOfEmpty(record.bizToken), UNKNOWN, null, null)]
  }
  return record.entries.map((entry, index) => {
    const seq =
      entry.seq !== null
        ? toStored(entry.seq)
        : keyOfIdentity(record.flat ? identityOfRow(record, rowsBefore) : identityInRecord(record, entry, index))
    const { charge, errcode, at } = entry
    return rowOf(dayOf(at), seq, flagOfCharge(charge), errcode, at)
  })
}
