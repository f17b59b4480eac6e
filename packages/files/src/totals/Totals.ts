/**
 * The totals of results, without their columns: an attempt that is told of once counts by its flag alone, and only those
 * that are told of more often, or not by the fast path, go through a tally.
 */
import { Tally, type TallySummary } from "@faceid-tally/core/engine"

import { addEntry, PendingRows } from "../rows/PendingRows.ts"
import { type Singles, SinglesCounter } from "./SinglesCounter.ts"
import { PARTITIONS, UUID_PARTITIONS } from "../rows/SortedRows.ts"

export class Totals {
  /** What must be resolved. */
  readonly tally = new Tally()
  readonly backlog = new PendingRows(this.tally)
  readonly #singles = { uncharged: 0, charged: 0, unknown: 0 }

  summary(): TallySummary {
    this.#count()
    const summary = this.tally.summary()
    const { uncharged, charged, unknown } = this.#singles
    const singles = uncharged + charged + unknown
    return {
      ...summary,
      entries: summary.entries + singles,
      attempts: summary.attempts + singles,
      charges: summary.charges + charged,
      uncharged: summary.uncharged + uncharged,
      unknown: summary.unknown + unknown,
    }
  }

  #count(): void {
    const { tally, backlog } = this
    // Of attempts that the tally knows already none is told of once; and NFC counts are told apart by their BizTokens.
    if (tally.attempts > 0 || tally.results > 0 || backlog.blocks.some((block) => block.hasNfcCharges))
      return backlog.settle()
    tally.results = backlog.records
    const counter = new SinglesCounter()
    for (let partition = 0; partition < UUID_PARTITIONS; partition++) {
      const singles = counter.count(backlog.blocks, partition)
      this.#singles.uncharged += singles.uncharged
      this.#singles.charged += singles.charged
      this.#singles.unknown += singles.unknown
      this.#addOthers(partition, singles)
    }
    for (const block of backlog.blocks) {
      for (let entry = block.start(UUID_PARTITIONS); entry < block.start(PARTITIONS); entry++) {
        addEntry(tally, block, entry)
      }
    }
    backlog.clear()
  }

  /** Adds the entries of a partition that are not the only one of their Seq. */
  #addOthers(partition: number, { others, ends }: Singles): void {
    let [nth, before] = [0, 0]
    for (const [i, block] of this.backlog.blocks.entries()) {
      if (nth === others.length) return
      const end = ends[i] as number
      for (; nth < others.length && (others[nth] as number) < end; nth++) {
        addEntry(this.tally, block, block.start(partition) + (others[nth] as number) - before)
      }
      before = end
    }
  }
}
