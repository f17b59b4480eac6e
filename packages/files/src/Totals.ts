/**
 * The totals of results, without their columns: an attempt that is told of once counts by its flag alone, and only those
 * that are told of more often, or not by the fast path, go through a tally.
 */
import { Tally, type TallySummary } from "@faceid-tally/core"

import { addEntry, Backlog } from "./Backlog.ts"
import { SinglesCounter } from "./SinglesCounter.ts"
import { HEAD, PARTITIONS, type SortedRows, UUID_PARTITIONS } from "./SortedRows.ts"

export class Totals {
  /** What must be resolved. */
  readonly tally = new Tally()
  readonly backlog = new Backlog(this.tally)
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
    if (tally.attempts > 0 || tally.results > 0 || backlog.blocks.some(hasNfc)) return backlog.settle()
    tally.results = backlog.records
    const counter = new SinglesCounter()
    for (let partition = 0; partition < UUID_PARTITIONS; partition++) {
      const { others, ...singles } = counter.count(backlog.blocks, partition)
      this.#singles.uncharged += singles.uncharged
      this.#singles.charged += singles.charged
      this.#singles.unknown += singles.unknown
      this.#addPlaces(partition, others)
    }
    for (const block of backlog.blocks) {
      for (let entry = block.start(UUID_PARTITIONS); entry < block.start(PARTITIONS); entry++) {
        addEntry(tally, block, entry)
      }
    }
    backlog.clear()
  }

  /** Adds entries by their place in a partition, counted through the blocks. */
  #addPlaces(partition: number, places: Int32Array): void {
    let [nth, before] = [0, 0]
    for (const block of this.backlog.blocks) {
      const start = block.start(partition)
      const end = before + block.start(partition + 1) - start
      for (; nth < places.length && (places[nth] as number) < end; nth++) {
        addEntry(this.tally, block, start + (places[nth] as number) - before)
      }
      before = end
    }
  }
}

const hasNfc = (block: SortedRows): boolean => {
  for (let record = 0; record < block.records; record++) {
    if (block.words[block.head(record) + HEAD.nfc] !== 0) return true
  }
  return false
}
