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
} from "@faceid-tally/core"

import { type EvidenceRow, evidenceRow, observationEvidence } from "../evidence/EvidenceTables.ts"
import { fingerprintOf, leafHash } from "../evidence/Merkle.ts"
import { keyOfEmpty, keyOfIdentity, toStored, toStoredName } from "../database/StoredText.ts"
import type { Value } from "../database/Tables.ts"

/** Places of the values of an observation, as evidence has them. */
export const OBSERVED = {
  day: 0,
  seq: 1,
  flag: 2,
  errcode: 3,
  at: 4,
  fetchedAt: 5,
  bizToken: 6,
  ruleId: 7,
  account: 8,
  errCode: 9,
  nfc: 10,
  nfcRecord: 11,
} as const

/** The day under which an observation lies: that of its ReqTime, else none. */
export const dayOf = (at: number | null): number => (at === null ? NO_DAY : dayOfInstant(at))

export const observationRows = (record: DetectInfo, rowsBefore: number): Array<EvidenceRow> => {
  const { fetchedAt, errCode, nfcBillingCounts } = record
  const bizToken = toStoredName(record.bizToken)
  const nfcRecord = bizToken === null && nfcBillingCounts !== null ? fingerprintOf(leafHash(recordText(record))) : null
  const shared: ReadonlyArray<Value> = [
    fetchedAt,
    bizToken,
    toStoredName(record.ruleId),
    toStoredName(record.account),
    errCode,
    nfcBillingCounts,
    nfcRecord,
  ]
  if (record.entries.length === 0) {
    const key = keyOfEmpty(record.bizToken)
    return [evidenceRow(observationEvidence, [dayOf(fetchedAt), key, UNKNOWN, null, null, ...shared])]
  }
  return record.entries.map((entry, index) => {
    const seq =
      entry.seq !== null
        ? toStored(entry.seq)
        : keyOfIdentity(record.flat ? identityOfRow(record, rowsBefore) : identityInRecord(record, entry, index))
    const { charge, errcode, at } = entry
    return evidenceRow(observationEvidence, [dayOf(at), seq, flagOfCharge(charge), errcode, at, ...shared])
  })
}
