/** The other thread's side of the pool: runs the tasks that it is sent, one after the other, and sends their batches. */
import { parentPort } from "node:worker_threads"

import type { Batch } from "../records/BatchBuilder.ts"
import { isDiskError } from "../sources/isDiskError.ts"
import { runTask } from "./runTask.ts"
import { buffersOf, type FromWorker, type ToWorker } from "./workerMessage.ts"

const send = (message: FromWorker) =>
  parentPort?.postMessage(message, message.type === "batch" ? buffersOf(message.batch) : [])

const run = async ({ index, task }: ToWorker): Promise<void> => {
  try {
    const deliver = (batch: Batch) => send({ type: "batch", index, batch })
    await runTask(task, { stdin: undefined, deliver })
    send({ type: "done", index, isReadable: true })
  } catch (error) {
    if (!isDiskError(error)) throw error
    send({ type: "done", index, isReadable: false })
  }
}

let before = Promise.resolve()
parentPort?.on("message", (message: ToWorker) => {
  before = before.then(() => run(message))
})
