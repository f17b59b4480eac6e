/** What is said between the thread that counts and those that help it to read. */
import type { Batch } from "../records/BatchBuilder.ts"
import type { Task } from "./Task.ts"

export interface ToWorker {
  readonly index: number
  readonly task: Task
}

export type FromWorker =
  | { readonly type: "batch"; readonly index: number; readonly batch: Batch }
  | { readonly type: "done"; readonly index: number; readonly isReadable: boolean }

/** The memory of a batch, which is handed over and not copied. */
export const buffersOf = (batch: Batch): Array<ArrayBuffer> =>
  [...batch.free, ...batch.blocks].flatMap(({ words, texts }) => [words.buffer, texts.buffer])
