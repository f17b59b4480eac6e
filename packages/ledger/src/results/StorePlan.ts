/**
 * What storing results changes, planned without a database: from the observations that are new and those that are
 * there, the rows of the view that go and come, the sums, and the Seqs that lie on several days.
 */
import { CHARGED, compareKeys, DEFAULT_ACCOUNT, NO_CODE, UNCHARGED, UNKNOWN } from "@faceid-tally/core/engine"

import { AttemptResolver, isSameRow, type Observation } from "./attemptView.ts"
import type { EvidenceRow } from "../evidence/evidenceTables.ts"
import { isEmptyKey } from "../database/storedText.ts"
import type { Row } from "../tables/Table.ts"
import { attemptTable, inAttempt, inObservation } from "../tables/resultTables.ts"

export interface StorePlan {
  /** New observations, in the order of evidence. */
  readonly observations: ReadonlyArray<EvidenceRow>
  readonly attemptsRemoved: ReadonlyArray<Row>
  readonly attemptsAdded: ReadonlyArray<Row>
  readonly sums: ReadonlyArray<Row>
  readonly multiDaySeqs: ReadonlyArray<Row>
  /** Attempts that were not there before, and those that changed. */
  readonly attempts: number
  readonly changed: number
}

export interface KnownStatement {
  readonly fingerprint: string
  readonly values: Observation
}

/** Plans to store `rows`, given every observation that is there of their Seqs. */
export const planStore = (rows: ReadonlyArray<EvidenceRow>, known: ReadonlyArray<KnownStatement>): StorePlan => {
  const seen = new Set(known.map(({ fingerprint }) => fingerprint))
  const observations: Array<EvidenceRow> = []
  for (const row of rows) {
    if (seen.has(row.fingerprint)) continue
    seen.add(row.fingerprint)
    observations.push(row)
  }
  sortObservations(observations)

  const after = new Map<string, Array<Observation>>()
  for (const { values } of observations) append(after, values)
  const before = new Map<string, Array<Observation>>()
  for (const { values } of known) {
    const seq = inObservation.seq(values)
    if (!after.has(seq)) continue
    append(before, values)
    append(after, values)
  }
  return { observations, ...planView(before, after), multiDaySeqs: multiDaySeqsOf(after) }
}

/** Sorts into the order of the leaves of a batch. */
const sortObservations = (rows: Array<EvidenceRow>): void => {
  // Where no code unit is above the surrogates' first, comparing strings is comparing bytes, and much faster.
  const isPlain = rows.every(({ values }) => !/[\ud800-\uffff]/.test(inObservation.seq(values)))
  rows.sort(isPlain ? comparePlain : (a, b) => compareKeys(keyOf(a), keyOf(b)))
}

const comparePlain = (a: EvidenceRow, b: EvidenceRow): number => {
  const [day, otherDay] = [inObservation.day(a.values), inObservation.day(b.values)]
  if (day !== otherDay) return day - otherDay
  const [seq, otherSeq] = [inObservation.seq(a.values), inObservation.seq(b.values)]
  if (seq !== otherSeq) return seq < otherSeq ? -1 : 1
  return a.fingerprint < b.fingerprint ? -1 : 1
}

const keyOf = ({ values, fingerprint }: EvidenceRow) =>
  [inObservation.day(values), inObservation.seq(values), fingerprint] as const

const append = (bySeq: Map<string, Array<Observation>>, values: Observation): void => {
  const seq = inObservation.seq(values)
  const observations = bySeq.get(seq)
  if (observations === undefined) bySeq.set(seq, [values])
  else observations.push(values)
}

type ObservationsBySeq = ReadonlyMap<string, ReadonlyArray<Observation>>

const planView = (before: ObservationsBySeq, after: ObservationsBySeq) => {
  const attemptsRemoved: Array<Row> = []
  const attemptsAdded: Array<Row> = []
  const sums = new DaySums()
  const resolver = { before: new AttemptResolver(), after: new AttemptResolver() }
  let [attempts, changed] = [0, 0]
  for (const [seq, observations] of after) {
    const row = resolver.after.resolve(seq, observations)
    if (row === undefined) continue
    const old = resolver.before.resolve(seq, before.get(seq) ?? [])
    attemptsAdded.push(row)
    sums.add(row, 1)
    if (old === undefined) {
      attempts++
      continue
    }
    if (!isSameRow(factsOf(old), factsOf(row))) changed++
    attemptsRemoved.push([inAttempt.day(old), seq])
    sums.add(old, -1)
  }
  return { attemptsRemoved, attemptsAdded, sums: sums.rows(), attempts, changed }
}

/** All of an attempt but how often it was stated. */
const factsOf = (row: Row): Row => row.slice(0, attemptTable.place.statements)

const multiDaySeqsOf = (bySeq: ReadonlyMap<string, ReadonlyArray<Observation>>): Array<Row> => {
  const multiDaySeqs: Array<Row> = []
  for (const [seq, observations] of bySeq) {
    if (observations.length === 1 || isEmptyKey(seq)) continue
    const days = new Set(observations.map((observation) => inObservation.day(observation)))
    if (days.size > 1) for (const day of days) multiDaySeqs.push([day, seq])
  }
  return multiDaySeqs
}

type Sum = [
  day: number,
  account: string,
  ruleId: string,
  errcode: number,
  attempts: number,
  charges: number,
  uncharged: number,
  unknown: number,
]

/** Changes of the daily sums. */
export class DaySums {
  readonly #sums = new Map<string, Sum>()
  // Attempts mostly come in runs of the same sum: that of the attempt before is tried first.
  #last: Sum = [Number.NaN, "", "", 0, 0, 0, 0, 0]

  add(attempt: Row, times: number): void {
    const day = inAttempt.day(attempt)
    const account = inAttempt.account(attempt) ?? DEFAULT_ACCOUNT
    const ruleId = inAttempt.ruleId(attempt) ?? ""
    const errcode = inAttempt.errcode(attempt) ?? NO_CODE
    const last = this.#last
    const isSame = last[0] === day && last[1] === account && last[2] === ruleId && last[3] === errcode
    const sum = isSame ? last : this.#find(day, account, ruleId, errcode)
    this.#last = sum
    sum[4] += times
    const flag = inAttempt.flag(attempt)
    if (flag === CHARGED) sum[5] += times
    else if (flag === UNCHARGED) sum[6] += times
    else if (flag === UNKNOWN) sum[7] += times
  }

  #find(day: number, account: string, ruleId: string, errcode: number): Sum {
    const key = `${day} ${errcode} ${account}\0${ruleId}`
    let sum = this.#sums.get(key)
    if (sum === undefined) this.#sums.set(key, (sum = [day, account, ruleId, errcode, 0, 0, 0, 0]))
    return sum
  }

  /** The rows that are not zero throughout. */
  rows(): Array<Row> {
    return [...this.#sums.values()].filter(([, , , , ...counts]) => counts.some((count) => count !== 0))
  }
}
