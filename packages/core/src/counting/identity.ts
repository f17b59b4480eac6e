/**
 * What tells attempts without Seq apart, and records without BizToken: texts that are equal exactly where the decoded
 * content is, so that importing a file twice changes nothing (C5, C9). FetchedAt is no part of them.
 */
import type { DetectInfo, Entry } from "../decoding/DetectInfo.ts"

const entryContent = (entry: Entry) => [entry.seq, entry.charge, entry.errcode, entry.at]

/** The content of a decoded record as one text. */
export const recordText = (record: DetectInfo): string =>
  JSON.stringify([
    record.bizToken,
    record.ruleId,
    record.account,
    record.nfcBillingCounts,
    record.errCode,
    record.entries.map(entryContent),
  ])

/** Of an entry in LivenessDetail: the flow it belongs to, its facts but the flag, and its place in the list. */
export const identityInRecord = (record: DetectInfo, entry: Entry, index: number): string =>
  record.bizToken === null
    ? JSON.stringify([recordText(record), index])
    : JSON.stringify([record.bizToken, entry.at, entry.errcode, index])

/** Of a row of a table or a flat object: its content, without how many equal rows stood before it. */
export const rowText = (record: DetectInfo): string => `row ${recordText(record)}`

/** Counts the equal rows of one file, by which rows without Seq are told apart. */
export class EqualRows {
  readonly #rows = new Map<string, number>()

  /** How many equal rows stood before this one. */
  before(record: DetectInfo): number {
    if (!record.flat || record.entries[0]?.seq !== null) return 0
    const text = rowText(record)
    const before = this.#rows.get(text) ?? 0
    this.#rows.set(text, before + 1)
    return before
  }
}

/** The identity of a row: its content and how many equal ones stood before it in its file. */
export const identityOfRow = (record: DetectInfo, rowsBefore: number): string => `${rowText(record)} ${rowsBefore}`
