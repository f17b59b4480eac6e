/**
 * Versions of a bill day: staged page by page, and closed as one batch of evidence. A version whose content is that of
 * the latest is dropped when it is closed: the same bill read again changes nothing.
 */
import { createHash } from "node:crypto"

import { CHARGED, evidenceText } from "@faceid-tally/core/engine"
import type { BillDay, BillVersion } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"

import { closeBatch, insertEvidence, openBatch } from "../evidence/batches.ts"
import { visitLines, visitPages } from "../evidence/batchRows.ts"
import { storeSums } from "./BillSums.ts"
import {
  billLineTable,
  billPageTable,
  billVersionTable,
  lineEvidence,
  type LineRecord,
  pageEvidence,
  versionEvidence,
} from "../tables/billTables.ts"
import type { Database } from "../database/Database.ts"
import { type EvidenceRow, evidenceRow } from "../evidence/evidenceTables.ts"
import { leafHash } from "../evidence/merkle.ts"
import { fromStored, toStored } from "../database/storedText.ts"
import type { RecordIn, Row, Value } from "../tables/Table.ts"

/** A version as it is being written. */
export interface OpenVersion {
  readonly id: number
  readonly account: string
  readonly day: number
  /** Empty for a bill of all rules. */
  readonly ruleId: string
  readonly source: "pull" | "import"
}

/** A page of a version: what stands on it, by the columns of its table. */
export type StagedPage = Omit<RecordIn<typeof billPageTable>, "day" | "versionId" | "fingerprint" | "batch" | "content">

const versionColumns = billVersionTable.without("state", "opened_at", "fingerprint", "stated")

/** A version as its table has it, and the batch that its rows are of. */
export interface StoredVersion {
  readonly version: BillVersion
  readonly batch: number
}

/** Closed versions; `rest` says which. */
export const readVersions = (db: Database, rest: string, ...params: ReadonlyArray<Value>) =>
  Effect.map(db.rows(`SELECT ${versionColumns.text} FROM bill_version ${rest}`, ...params), (rows) =>
    rows.map(toStoredVersion),
  )

const toStoredVersion = (row: Row): StoredVersion => {
  const { ruleId, digest, closedAt, lineCount, batch, ...version } = versionColumns.decode(row)
  return {
    version: {
      ...version,
      account: fromStored(version.account),
      ruleId: ruleId === "" ? null : fromStored(ruleId),
      digest: digest ?? "",
      closedAt: closedAt ?? 0,
      lines: lineCount,
      isNew: false,
    },
    batch: batch ?? 0,
  }
}

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
  yield* db.insert(billVersionTable, [
    billVersionTable.encode({
      ...open,
      // Until it is closed it has a number of its own that no closed version can have.
      version: -open.id,
      state: "open",
      openedAt: now,
      closedAt: null,
      digest: null,
      pages: 0,
      lineCount: 0,
      charges: 0,
      fingerprint: null,
      batch: null,
      stated: null,
    }),
  ])
  return open
})

/** Stages one page, or more lines of one that was. */
export const stagePage = Effect.fnUntraced(function* (
  db: Database,
  { id, day }: OpenVersion,
  page: StagedPage | null,
  lines: ReadonlyArray<LineRecord>,
) {
  const under = { day, versionId: id }
  if (page !== null) {
    const values = pageEvidence.values({ ...page, ...under, content: contentOf(lines) })
    yield* insertEvidence(db, [evidenceRow(pageEvidence, values)], null)
  }
  yield* insertEvidence(
    db,
    lines.map((line): EvidenceRow => evidenceRow(lineEvidence, lineEvidence.values({ ...line, ...under }))),
    null,
  )
})

/** All of a line but the page on which it stands. */
const contentColumns = billLineTable.pick(
  "seq",
  "place",
  "grp",
  "biz_token",
  "rule_id",
  "charge_count",
  "flag",
  "errcode",
  "at",
  "charge_type",
)

/** What two pages have in common that say the same. */
export const contentOf = (lines: ReadonlyArray<LineRecord>): string => {
  const digest = createHash("sha256")
  for (const line of lines) digest.update(JSON.stringify(contentColumns.encode(line)))
  return digest.digest("base64url")
}

/** Closes a version, inside a transaction of the writer. */
export const closeVersion = Effect.fnUntraced(function* (db: Database, open: OpenVersion, now: number) {
  const content = new Content()
  yield* visitPages(db, open.day, open.id, null, (page) => content.addPage(page))
  yield* visitLines(db, open.day, open.id, null, (line) => content.addLine(line))
  const digest = content.digest()
  const [latest] = yield* readVersions(
    db,
    "WHERE day = ? AND account = ? AND rule_id = ? AND version > 0 ORDER BY version DESC LIMIT 1",
    open.day,
    open.account,
    open.ruleId,
  )
  const before = latest?.version
  if (before?.digest === digest) {
    yield* dropVersion(db, open)
    return before
  }
  const { pages, lines, charges } = content
  const batch = yield* openBatch(db, "bill", 1 + pages + content.rows, now)
  const version = (before?.version ?? 0) + 1
  const row = evidenceRow(
    versionEvidence,
    versionEvidence.values({ ...open, version, closedAt: batch.writtenAt, digest, pages, lineCount: lines, charges }),
  )
  batch.tree.add(row.leaf)
  yield* visitPages(db, open.day, open.id, null, (page) => {
    batch.tree.add(leafHash(evidenceText("page", page)))
  })
  yield* visitLines(db, open.day, open.id, null, (line) => {
    batch.tree.add(leafHash(evidenceText("line", line)))
  })
  yield* closeBatch(db, batch)
  for (const { name } of [billPageTable, billLineTable]) {
    yield* db.rows(`UPDATE ${name} SET batch = ? WHERE day = ? AND version_id = ?`, batch.batch, open.day, open.id)
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
  return {
    id: open.id,
    account: fromStored(open.account),
    day: open.day,
    ruleId: open.ruleId === "" ? null : fromStored(open.ruleId),
    version,
    source: open.source,
    digest,
    closedAt: batch.writtenAt,
    pages,
    lines,
    charges,
    isNew: true,
  } satisfies BillVersion
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
    const { hasNext, kind } = pageEvidence.at
    if (!hasNext(values) && kind(values) !== "undated") this.#isWhole = true
  }

  addLine(values: ReadonlyArray<Value>): void {
    this.rows++
    const flag = lineEvidence.at.flag(values)
    if (flag !== 0) this.lines++
    if (flag === CHARGED) this.charges++
    const seq = lineEvidence.at.seq(values)
    if (seq !== this.#seq) this.#flush()
    this.#seq = seq
    this.#texts.push(JSON.stringify([seq, ...values.slice(lineEvidence.place.bizToken)]))
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
  const found = yield* readVersions(
    db,
    "WHERE day = ? AND account = ? AND version > 0 ORDER BY rule_id, version",
    day,
    toStored(account),
  )
  return found.map(({ version }) => version)
})
