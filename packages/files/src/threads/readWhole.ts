/** Reads a task from its first byte to its last, whatever it is: the way of all that is not cut into ranges of lines. */
import type { BatchBuilder } from "../records/BatchBuilder.ts"
import { ContentReader } from "../content/ContentReader.ts"
import { chunksOfFile, readSource } from "../content/readSource.ts"
import type { FastPath } from "../records/RecordTaker.ts"
import type { TaskIo, Task } from "./Task.ts"

export const readWhole = async (
  { path, size, content }: Task,
  { stdin, spreadsheet, deliver }: TaskIo,
  collector: BatchBuilder,
  fast: FastPath | undefined,
): Promise<void> => {
  const open = () => (path === undefined ? (stdin ?? process.stdin) : chunksOfFile(path))
  const reader = new ContentReader(content, collector, fast)
  const workbook = { read: spreadsheet, content }
  await readSource({ open, isRepeatable: size !== undefined, workbook }, reader, (bytes) => {
    collector.bytes += bytes
    if (!collector.isFull) return undefined
    reader.flush()
    return deliver(collector.take())
  })
}
