/**
 * The Merkle trees of all batches, grown side by side while the tables of evidence are read once, each in the order of
 * its key: the order in which the rows of a batch were hashed. A batch that is whole is only a bit from then on, so
 * memory holds the batches that are begun, each with a hash for each power of two of its rows.
 */
import { evidenceText, NO_DAY } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"

import { batchLeaf } from "../evidence/batches.ts"
import { type BatchHead, readHeads } from "../evidence/batchRows.ts"
import type { Database } from "../database/Database.ts"
import { tablesByBatchKind } from "../evidence/evidenceTables.ts"
import { fingerprintOf, leafHash, MerkleTree } from "../evidence/merkle.ts"
import { observationEvidence } from "../tables/resultTables.ts"
import { type Leftover, leftoversOf } from "../evidence/removals.ts"
import type { EvidenceTable, Row, Value } from "../tables/Table.ts"
import { Bits } from "./Bits.ts"
import type { Findings } from "./Findings.ts"

/** Rows that are read at once. */
const ROWS_PER_PAGE = 5000
/** Batches that are read at once. */
const PER_PAGE = 1000
const pageOfHeads = "WHERE batch > ? ORDER BY batch LIMIT ?"

interface OpenBatch {
  readonly head: BatchHead
  /** The rows that have to come. */
  readonly due: Leftover
  readonly tree: MerkleTree
  rows: number
  /** A row is not what was hashed, and was named. */
  isWrong: boolean
  firstDay: number | null
  lastDay: number | null
}

export class BatchTrees {
  readonly #db: Database
  readonly #findings: Findings
  readonly #open = new Map<number, OpenBatch>()
  readonly #whole = new Bits()
  #last: OpenBatch | null = null

  constructor(db: Database, findings: Findings) {
    this.#db = db
    this.#findings = findings
  }

  /** Reads the heads of batches whose rows are about to come. */
  readonly open = (batches: Iterable<Value | undefined>) =>
    Effect.gen({ self: this }, function* () {
      const wanted = new Set<number>()
      for (const batch of batches) {
        if (typeof batch === "number" && !this.#open.has(batch) && !this.#whole.has(batch)) wanted.add(batch)
      }
      if (wanted.size === 0) return
      const of = JSON.stringify([...wanted])
      const heads = yield* readHeads(this.#db, `WHERE batch IN ${this.#db.dialect.intsOf}`, of)
      const left = yield* leftoversOf(this.#db, `of IN ${this.#db.dialect.intsOf}`, of)
      for (const head of heads) this.#open.set(head.batch, begin(head, left.get(head.batch)))
    })

  /** When a batch was written; `null` for one that never was. */
  kindOf(batch: number): string | null {
    return this.#open.get(batch)?.head.kind ?? null
  }

  /** Takes the next row of a table, in the order of its key. */
  add(table: EvidenceTable, of: Value | undefined, values: Row, fingerprint: Value | undefined): void {
    const batch = Number(of)
    const open = this.#last?.head.batch === batch ? this.#last : (this.#open.get(batch) ?? null)
    // One that never was, one that has all of its rows, or one that holds other rows.
    if (open === null || !tablesByBatchKind[open.head.kind]?.includes(table)) {
      this.#findings.add("rows", "row_added", { batch, row: rowOf(table, values) })
      return
    }
    this.#last = open
    const leaf = leafHash(evidenceText(table.kind, values))
    open.tree.add(leaf)
    open.rows++
    if (fingerprintOf(leaf) !== fingerprint) {
      if (!open.isWrong) this.#findings.add("rows", "row", { batch, row: rowOf(table, values) })
      open.isWrong = true
    }
    if (table.kind === "observation" && day(values) !== NO_DAY) {
      open.lastDay = day(values)
      open.firstDay ??= open.lastDay
    }
    if (open.rows === open.due.rows && isWhole(open)) {
      this.#whole.add(batch)
      this.#open.delete(batch)
      this.#last = null
    }
  }

  /** Reads a table of evidence in the order of its key; `visitLoose` sees the rows that are of no batch. */
  readonly readTable = Effect.fnUntraced(
    { self: this },
    function* (this: BatchTrees, table: EvidenceTable, visitLoose?: (values: Row) => void) {
      const key = table.evidence.slice(0, table.keyLength)
      const marks = key.map(() => "?").join(", ")
      let after: ReadonlyArray<Value> = key.map((column) =>
        table.columns[column] === "int" ? Number.MIN_SAFE_INTEGER : "",
      )
      for (;;) {
        const rows: ReadonlyArray<Row> = yield* this.#db.rows(
          `SELECT fingerprint, batch, ${table.evidence.join(", ")} FROM ${table.name}
           WHERE (${key.join(", ")}) > (${marks}) ORDER BY ${key.join(", ")} LIMIT ?`,
          ...after,
          ROWS_PER_PAGE,
        )
        yield* this.open(rows.map(([, batch]) => batch))
        for (const [fingerprint, batch, ...values] of rows) {
          if (batch === null && visitLoose !== undefined) visitLoose(values)
          else this.add(table, batch, values, fingerprint)
        }
        const last = rows[rows.length - 1]
        if (last === undefined || rows.length < ROWS_PER_PAGE) return
        after = last.slice(2, 2 + table.keyLength)
      }
    },
  )

  /** When all rows have come: what is missing, and how many batches and rows there are. */
  readonly finish = Effect.fnUntraced({ self: this }, function* (this: BatchTrees) {
    let [last, rows, count] = [0, 0, 0]
    for (;;) {
      const page: ReadonlyArray<BatchHead> = yield* readHeads(this.#db, pageOfHeads, last, PER_PAGE)
      const end = page[page.length - 1]?.batch ?? last
      const left = yield* leftoversOf(this.#db, "of > ? AND of <= ?", Math.max(last, 0), end)
      for (const head of page) {
        if (head.batch !== last + 1) this.#findings.add("rows", "batch_missing", { batch: last + 1 })
        this.#close(head, left.get(head.batch))
        last = head.batch
        count++
        rows += left.get(head.batch)?.rows ?? head.rows
      }
      if (page.length < PER_PAGE) return { last, rows, count }
    }
  })

  /** Of batches that may have lost rows and have not all of them: what is there of them, and how many are gone. */
  readonly leftovers = Effect.fnUntraced(
    { self: this },
    function* (this: BatchTrees, mayHaveLost: (head: BatchHead) => boolean) {
      const found: Array<Leftover & { readonly batch: number; readonly gone: number }> = []
      for (let last = 0; ;) {
        const page: ReadonlyArray<BatchHead> = yield* readHeads(this.#db, pageOfHeads, last, PER_PAGE)
        const end = page[page.length - 1]?.batch ?? last
        const left = yield* leftoversOf(this.#db, "of > ? AND of <= ?", last, end)
        for (const head of page) {
          last = head.batch
          if (this.#whole.has(head.batch) || !mayHaveLost(head)) continue
          const { tree, rows, firstDay, lastDay, due } = this.#open.get(head.batch) ?? begin(head, left.get(head.batch))
          found.push({ batch: head.batch, rows, root: tree.root(), firstDay, lastDay, gone: due.rows - rows })
        }
        if (page.length < PER_PAGE) return found
      }
    },
  )

  #close(head: BatchHead, left: Leftover | undefined): void {
    const { batch } = head
    if (this.#whole.has(batch)) return
    const open = this.#open.get(batch) ?? begin(head, left)
    if (open.isWrong) return
    if (open.rows < open.due.rows) this.#findings.add("rows", "row_missing", { batch })
    else if (open.rows > open.due.rows) this.#findings.add("rows", "row_added", { batch })
    else if (!isWhole(open)) this.#findings.add("rows", "batch", { batch })
  }
}

/** Where rows were removed, what was left of them is due. */
const begin = (head: BatchHead, left: Leftover | undefined): OpenBatch => {
  const tree = new MerkleTree()
  tree.add(batchLeaf(head.batch, head.kind, head.writtenAt, head.rows))
  return { head, due: left ?? head, tree, rows: 0, isWrong: false, firstDay: null, lastDay: null }
}

const isWhole = ({ due, tree, isWrong, firstDay, lastDay }: OpenBatch): boolean =>
  !isWrong && tree.root() === due.root && firstDay === due.firstDay && lastDay === due.lastDay

const { day } = observationEvidence.at

/** A row as findings name it. */
export const rowOf = (table: EvidenceTable, values: Row) => ({
  table: table.name,
  key: values.slice(0, table.keyLength).map((value) => value ?? ""),
})
