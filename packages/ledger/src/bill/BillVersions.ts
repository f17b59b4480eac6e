/**
 * Versions of a bill day: staged page by page, and closed as one batch of evidence. A version whose content is that of
 * the latest is dropped when it is closed: the same bill read again changes nothing.
 */
import { createHash } from "node:crypto"

import { CHARGED, evidenceText, type PageKind } from "@faceid-tally/core"
import type { BillDay, BillVersion } from "@faceid-tally/books"
import * as Effect from "effect/Effect"

import { closeBatch, insertEvidence, openBatch } from "../evidence/Batches.ts"
import { visitLines, visitPages } from "../evidence/BatchRows.ts"
import { storeSums } from "./BillSums.ts"
import type { Database } from "../database/Database.ts"
import {
  type EvidenceRow,
  evidenceRow,
  lineEvidence,
  pageEvidence,
  versionEvidence,
} from "../evidence/EvidenceTables.ts"
import { leafHash } from "../evidence/Merkle.ts"
import { fromStored, toStored } from "../database/StoredText.ts"
import type { Value } from "../database/Tables.ts"

/** A version as it is being written. */
export interface OpenVersion {
  readonly id: number
  readonly account: string
  readonly day: number
  /** Empty for a bill of all rules. */
  readonly ruleId: string
  readonly source: "pull" | "import"
}

/** A page of a version: what stands on it, by the columns of the tables. */
export interface StagedPage {
  readonly page: number
  readonly kind: PageKind
  readonly askedRuleId: string | null
  readonly account: string | null
  readonly cursor: number | null
  readonly nextCursor: number | null
  readonly hasNext: boolean
}

/** Places of the values of a line, as evidence has them. */
export const LINE = {
  seq: 2,
  page: 3,
  place: 4,
  group: 5,
  bizToken: 6,
  ruleId: 7,
  chargeCount: 8,
  flag: 9,
  errcode: 10,
  at: 11,
  chargeType: 12,
} as const

export const versionColumns =
  "id, account, day, rule_id, version, source, digest, closed_at, pages, line_count, charges, batch"

export const toBillVersion = (row: ReadonlyArray<Value>, isNew: boolean): BillVersion => ({
  id: row[0] as number,
  account: fromStored(row[1] as string),
  day: row[2] as number,
  ruleId: row[3] === "" ? null : fromStored(row[3] as string),
  version: row[4] as number,
  source: row[5] as BillVersion["source"],
  digest: row[6] as string,
  closedAt: row[7] as number,
  pages: row[8] as number,
  lines: row[9] as number,
  charges: row[10] as number,
  isNew,
})

export const openVersion = Effect.fnUntraced(function* (
  db: Database,
  { account, day, ruleId }: BillDay,
  source: "pull" | "import",
  now: number,
) {
  const [last] = yield* db.rows("SELECT max(id) FROM bill_version")
  const open: OpenVersion = {
    id: Number(last?.[0] ?? 0) + 1,
    account: toStored(account),
    day,
    ruleId: ruleId === null ? "" : toStored(ruleId),
    source,
  }
  yield* db.rows(
    `INSERT INTO bill_version (id, account, day, rule_id, version, source, state, opened_at, pages, line_count, charges)
     VALUES (?, ?, ?, ?, ?, ?, 'open', ?, 0, 0, 0)`,
    open.id,
    open.account,
    day,
    open.ruleId,
    // Until it is closed it has a number of its own that no closed version can have.
    -open.id,
    source,
    now,
  )
  return open
})

/** Stages one page, or more lines of one that was. `lines` are the values of its lines after day and version. */
export const stagePage = Effect.fnUntraced(function* (
  db: Database,
  { id, day }: OpenVersion,
  page: StagedPage | null,
  lines: ReadonlyArray<ReadonlyArray<Value>>,
) {
  if (page !== null) {
    yield* insertEvidence(
      db,
      [
        evidenceRow(pageEvidence, [
          day,
          id,
          page.page,
          page.kind,
          page.askedRuleId,
          page.account,
          page.cursor,
          page.nextCursor,
          page.hasNext ? 1 : 0,
          contentOf(lines),
        ]),
      ],
      null,
    )
  }
  yield* insertEvidence(
    db,
    lines.map((line): EvidenceRow => evidenceRow(lineEvidence, [day, id, ...line])),
    null,
  )
})

/** What two pages have in common that say the same. */
export const contentOf = (lines: ReadonlyArray<ReadonlyArray<Value>>): string => {
  const digest = createHash("sha256")
  for (const [seq, , place, ...rest] of lines) digest.update(JSON.stringify([seq, place, ...rest]))
  return digest.digest("base64url")
}

/** Closes a version, inside a transaction of the writer. */
export const closeVersion = Effect.fnUntraced(function* (db: Database, open: OpenVersion, now: number) {
  const content = new Content()
  yield* visitPages(db, open.day, open.id, null, (row) => content.addPage(row.slice(1)))
  yield* visitLines(db, open.day, open.id, null, (row) => content.addLine(row.slice(1)))
  const digest = content.digest()
  const [latest] = yield* db.rows(
    `SELECT ${versionColumns} FROM bill_version
     WHERE day = ? AND account = ? AND rule_id = ? AND version > 0 ORDER BY version DESC LIMIT 1`,
    open.day,
    open.account,
    open.ruleId,
  )
  const before = latest === undefined ? null : toBillVersion(latest, false)
  if (before?.digest === digest) {
    yield* dropVersion(db, open)
    return before
  }
  const { pages, lines, charges } = content
  const batch = yield* openBatch(db, "bill", 1 + pages + content.rows, now)
  const version = (before?.version ?? 0) + 1
  const row = evidenceRow(versionEvidence, [
    open.id,
    open.account,
    open.day,
    open.ruleId,
    version,
    open.source,
    batch.writtenAt,
    digest,
    pages,
    lines,
    charges,
  ])
  batch.tree.add(row.leaf)
  yield* visitPages(db, open.day, open.id, null, (page) => {
    batch.tree.add(leafHash(evidenceText("page", page.slice(1))))
  })
  yield* visitLines(db, open.day, open.id, null, (line) => {
    batch.tree.add(leafHash(evidenceText("line", line.slice(1))))
  })
  yield* closeBatch(db, batch)
  for (const table of ["bill_page", "bill_line"]) {
    yield* db.rows(`UPDATE ${table} SET batch = ? WHERE day = ? AND version_id = ?`, batch.batch, open.day, open.id)
  }
  yield* db.rows(
    `UPDATE bill_version SET version = ?, state = 'closed', closed_at = ?, digest = ?, pages = ?, line_count = ?,
     charges = ?, batch = ?, fingerprint = ? WHERE id = ?`,
    version,
    batch.writtenAt,
    digest,
    pages,
    lines,
    charges,
    batch.batch,
    row.fingerprint,
    open.id,
  )
  yield* storeSums(db, open)
  const [closed] = yield* db.rows(`SELECT ${versionColumns} FROM bill_version WHERE id = ?`, open.id)
  return toBillVersion(closed ?? [], true)
})

export const dropVersion = Effect.fnUntraced(function* (db: Database, { day, id }: Pick<OpenVersion, "day" | "id">) {
  yield* db.rows("DELETE FROM bill_line WHERE day = ? AND version_id = ?", day, id)
  yield* db.rows("DELETE FROM bill_page WHERE day = ? AND version_id = ?", day, id)
  yield* db.rows("DELETE FROM bill_version WHERE id = ?", id)
})

/** The content of a version, whatever its paging: its lines sorted, and whether it came to its end. */
class Content {
  pages = 0
  /** Lines, and rows of groups without lines. */
  rows = 0
  lines = 0
  charges = 0
  #isWhole = false
  readonly #hash = createHash("sha256")
  #seq = ""
  /** Lines of one Seq, few but for lines without. */
  #texts: Array<string> = []

  addPage(values: ReadonlyArray<Value>): void {
    this.pages++
    if (values[8] === 0 && values[3] !== ("undated" satisfies PageKind)) this.#isWhole = true
  }

  addLine(values: ReadonlyArray<Value>): void {
    this.rows++
    const flag = values[LINE.flag] as number
    if (flag !== 0) this.lines++
    if (flag === CHARGED) this.charges++
    const seq = values[LINE.seq] as string
    if (seq !== this.#seq) this.#flush()
    this.#seq = seq
    this.#texts.push(JSON.stringify([seq, ...values.slice(LINE.bizToken)]))
  }

  digest(): string {
    this.#flush()
    return this.#hash.update(this.#isWhole ? "whole" : "open").digest("hex")
  }

  #flush(): void {
    for (const text of this.#texts.sort()) this.#hash.update(text)
    this.#texts = []
  }
}

export const versionsOf = Effect.fnUntraced(function* (
  db: Database,
  { account, day }: Pick<BillDay, "account" | "day">,
) {
  const rows = yield* db.rows(
    `SELECT ${versionColumns} FROM bill_version WHERE day = ? AND account = ? AND version > 0 ORDER BY rule_id, version`,
    day,
    toStored(account),
  )
  return rows.map((row) => toBillVersion(row, false))
})
