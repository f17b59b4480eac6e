/** Results of files as a stream for the ledger: no more is read than is put away. Bills among them are rejected. */
import { RowNumbers, type StoredRecord } from "@faceid-tally/books/engine"
import { type InputError, type ReadOptions, visitResults } from "@faceid-tally/files"
import type * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Queue from "effect/Queue"
import * as Stream from "effect/Stream"

import type { Outcome, Reader } from "../../reading/readerOf.ts"

const BUFFERED_MAX = 4096

/** `onRead` is told how the reading ended, before the stream does. */
export const resultStream = (
  files: ReadonlyArray<string>,
  read: Reader,
  onRead: (outcome: Outcome) => void,
): Stream.Stream<StoredRecord, InputError> =>
  Stream.callback<StoredRecord, InputError>(
    (queue) =>
      Effect.gen(function* () {
        onRead(yield* read({ at: "import", files }, (options) => readInto(queue, files, options)))
        yield* Queue.end(queue)
      }),
    { bufferSize: BUFFERED_MAX, strategy: "suspend" },
  )

const readInto = (
  queue: Queue.Queue<StoredRecord, InputError | Cause.Done>,
  files: ReadonlyArray<string>,
  options: ReadOptions,
) =>
  Effect.gen(function* () {
    const rowsByFile = new Map<string, RowNumbers>()
    let read: Array<StoredRecord> = []
    const handOver = Effect.suspend(() => {
      const batch = read
      read = []
      return Effect.asVoid(Queue.offerAll(queue, batch))
    })
    const report = yield* visitResults(
      files,
      (record, { file }) => {
        const rows = rowsByFile.get(file) ?? new RowNumbers()
        rowsByFile.set(file, rows)
        read.push(rows.number(record))
      },
      options,
      () => Effect.runPromise(handOver),
    )
    yield* handOver
    return report
  })
