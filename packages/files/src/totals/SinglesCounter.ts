/** Finds the entries that are the only one of their Seq, partition by partition, in WebAssembly (`../../assembly/sort.ts`). */
import { instantiate, WASM_PAGE } from "../scanner/Scanner.ts"
import type { SortedRows } from "../rows/SortedRows.ts"
import { ENTRY_WORDS } from "../rows/layout.ts"

export interface Singles {
  readonly uncharged: number
  readonly charged: number
  readonly unknown: number
  /** The places of all other entries, counted through the blocks; valid until the next call. */
  readonly others: Int32Array
  /** Where each block's places end. */
  readonly ends: Int32Array
}

export class SinglesCounter {
  readonly #memory = new WebAssembly.Memory({ initial: 1 })
  readonly #wasm = instantiate(this.#memory)
  #words = new Int32Array(this.#memory.buffer)

  /** Counts one partition of all blocks. */
  count(blocks: ReadonlyArray<SortedRows>, partition: number): Singles {
    let sum = 0
    const ends = Int32Array.from(blocks, (block) => (sum += block.start(partition + 1) - block.start(partition)))
    const count = ends.at(-1) ?? 0
    const slotBits = 33 - Math.clz32(count)
    // The first page is the scanner's own.
    const entries = WASM_PAGE / 4
    const slots = entries + count * ENTRY_WORDS
    const others = slots + 2 ** slotBits
    this.#reach(others + count)
    this.#gather(blocks, partition, entries)
    const singles = this.#wasm.countSingles(entries * 4, count, slots * 4, slotBits, others * 4) / 4
    const [uncharged, charged, unknown, rest] = this.#words.subarray(singles, singles + 4)
    return {
      uncharged: uncharged ?? 0,
      charged: charged ?? 0,
      unknown: unknown ?? 0,
      others: this.#words.subarray(others, others + (rest ?? 0)),
      ends,
    }
  }

  #gather(blocks: ReadonlyArray<SortedRows>, partition: number, at: number): void {
    let to = at
    for (const block of blocks) {
      const run = block.words.subarray(block.entry(block.start(partition)), block.entry(block.start(partition + 1)))
      this.#words.set(run, to)
      to += run.length
    }
  }

  #reach(words: number): void {
    const missing = words * 4 - this.#memory.buffer.byteLength
    if (missing <= 0) return
    this.#memory.grow(Math.ceil(missing / WASM_PAGE))
    this.#words = new Int32Array(this.#memory.buffer)
  }
}
