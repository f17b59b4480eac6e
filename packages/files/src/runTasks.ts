/** Runs tasks, on one thread or two, and gives their batches to the delivery. */
import { setImmediate } from "node:timers/promises"

import type { Delivery } from "./Delivery.ts"
import type { MissingFile, ReadOptions } from "./ReadOptions.ts"
import { isDiskError } from "./readSource.ts"
import { runTask, type Task } from "./Task.ts"

export const runTasks = async (
  tasks: ReadonlyArray<Task>,
  delivery: Delivery,
  unreadable: Array<MissingFile>,
  options: ReadOptions,
  signal: AbortSignal,
): Promise<void> => {
  const sizes = tasks.map(({ size }) => size)
  const bytesTotal = sizes.includes(undefined) ? null : sizes.reduce((sum: number, size) => sum + (size ?? 0), 0)
  for (const [index, task] of tasks.entries()) {
    try {
      await runTask(task, options.stdin, async (batch) => {
        delivery.add(index, batch)
        options.onProgress?.({ bytes: delivery.bytes, bytesTotal })
        await setImmediate()
        signal.throwIfAborted()
      })
    } catch (error) {
      if (!isDiskError(error)) throw error
      unreadable.push({ file: task.content.name, reason: "unreadable" })
    }
    delivery.finish(index)
    if (delivery.isStopped) return
  }
}
