/** All that some files say of one Seq or BizToken: what `show --output json` prints. */
import {
  type Attempt,
  type BillingDay,
  type BillPage,
  type ChargeRules,
  dayFromNumber,
  dayOfInstant,
  DEFAULT_ACCOUNT,
  type DetectInfo,
  isoOrNull,
  Tally,
} from "@faceid-tally/core/engine"

import type { ShowDocument, ShownAttempt, ShownEntry, ShownLine } from "../documents/attempts.ts"

/** Where a record was read. */
export interface Source {
  readonly file: string
  readonly line: number
  readonly column: number
  /** The sheet of a workbook of which several are read. */
  readonly sheet?: string
}

export type { ShowDocument, ShownAttempt, ShownEntry, ShownLine }

/** Gathers what concerns one id, record by record. */
export class Dossier {
  readonly #id: string
  readonly #tally = new Tally()
  readonly #entries: Array<ShownEntry> = []
  readonly #lines: Array<ShownLine> = []
  /** How often each row without Seq was met in its file: that tells equal ones apart. */
  readonly #rows = new Map<string, number>()

  constructor(id: string) {
    this.#id = id
  }

  add(record: DetectInfo | BillPage, where: Source): void {
    if (record._tag === "DetectInfo") this.#addResult(record, where)
    else this.#addPage(record, where)
  }

  #addResult(record: DetectInfo, where: Source): void {
    const { bizToken, ruleId, account, fetchedAt } = record
    const isWhole = bizToken === this.#id
    const entries = isWhole ? record.entries : record.entries.filter(({ seq }) => seq === this.#id)
    if (entries.length === 0 && !isWhole) return
    this.#tally.add({ ...record, entries }, record.flat ? this.#rowsBefore(where.file, record) : 0)
    for (const { seq, charge, errcode, at } of entries) {
      this.#entries.push({
        ...where,
        seq,
        charge,
        errcode,
        at: isoOrNull(at),
        bizToken,
        ruleId,
        account,
        fetchedAt: isoOrNull(fetchedAt),
      })
    }
  }

  #addPage({ groups, day: pageDay, account }: BillPage, where: Source): void {
    for (const { bizToken, ruleId, chargeCount, lines } of groups) {
      for (const { seq, charge, errcode, at, chargeType } of lines) {
        if (bizToken !== this.#id && seq !== this.#id) continue
        const day = pageDay === null ? dayOf(at) : dayFromNumber(pageDay)
        this.#lines.push({
          ...where,
          seq,
          charge,
          errcode,
          at: isoOrNull(at),
          day,
          bizToken,
          ruleId,
          account,
          chargeType,
          chargeCount,
        })
      }
    }
  }

  #rowsBefore(file: string, record: DetectInfo): number {
    const row = JSON.stringify([file, record])
    const before = this.#rows.get(row) ?? 0
    this.#rows.set(row, before + 1)
    return before
  }

  document(rules: ChargeRules): ShowDocument {
    const attempts: Array<ShownAttempt> = []
    this.#tally.forEachSeq((seq) => attempts.push(shownAttempt(this.#tally.attempt(seq))))
    const codes = new Set([...attempts, ...this.#lines].map(({ errcode }) => errcode).filter((code) => code !== null))
    return {
      id: this.#id,
      attempts,
      entries: this.#entries,
      lines: this.#lines,
      codes: [...codes].toSorted((a, b) => a - b).map((code) => rules.explain(code)),
    }
  }
}

const shownAttempt = ({ seq, charge, errcode, at, bizToken, ruleId, account }: Attempt): ShownAttempt => ({
  seq,
  charge,
  errcode,
  at: isoOrNull(at),
  day: dayOf(at),
  bizToken,
  ruleId,
  account: account ?? DEFAULT_ACCOUNT,
})

const dayOf = (at: number | null): BillingDay | null => (at === null ? null : dayFromNumber(dayOfInstant(at)))
