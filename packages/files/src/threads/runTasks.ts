/**
 * Runs tasks on every core. The main thread reads as well as it counts, since a worker takes a tenth of a second to come
 * up; a small input never starts one.
 */
import { availableParallelism } from "node:os"
import { setImmediate } from "node:timers/promises"
import type { Worker } from "node:worker_threads"

import type { Batch } from "../records/BatchBuilder.ts"
import { type OrderedMerge, takerOf } from "./OrderedMerge.ts"
import { giveBackEarlyWorker, newWorker, takeEarlyWorker } from "./earlyWorker.ts"
import { isDiskError } from "../sources/isDiskError.ts"
import type { ReadOptions } from "../options/ReadOptions.ts"
import { type Task } from "./Task.ts"
import { runTask } from "./runTask.ts"
import { TaskQueue } from "./TaskQueue.ts"
import type { FromWorker, ToWorker } from "./workerMessage.ts"

/** Less than this is read before a worker is up. */
const WORKER_BYTES_MIN = 16 << 20
/** A worker costs more than it gives where the main thread alone would be done in this time. */
const ALONE_MS_MAX = 600
/** After so many bytes the main thread knows how fast it reads: photos are skipped ten times as fast as text is read. */
const SPEED_BYTES_MIN = 32 << 20
/** Tasks that a worker has in hand, so that it need not wait for the main thread. */
const TASKS_IN_HAND = 3

interface Run {
  readonly queue: TaskQueue
  readonly delivery: OrderedMerge
  readonly options: ReadOptions
  readonly bytesTotal: number | null
  readonly signal: AbortSignal
  readonly onUnreadable: (task: Task) => void
}

export const runTasks = async (
  tasks: ReadonlyArray<Task>,
  delivery: OrderedMerge,
  options: ReadOptions,
  onUnreadable: (task: Task) => void,
  signal: AbortSignal,
): Promise<void> => {
  const bytes = tasks.reduce((sum, { size }) => sum + (size ?? 0), 0)
  const bytesTotal = tasks.some(({ size }) => size === undefined) ? null : bytes
  const run: Run = { queue: new TaskQueue(tasks), delivery, options, bytesTotal, signal, onUnreadable }
  const helpers = Math.min(options.threads ?? availableParallelism(), tasks.length) - 1
  const workers: Array<Helper> = []
  const callHelp = () => {
    while (workers.length < helpers) workers.push(new Helper(run))
  }
  const started = performance.now()
  const isSlowAlone = () => {
    const msLeft = ((performance.now() - started) * (bytes - delivery.bytes)) / delivery.bytes
    return delivery.bytes >= SPEED_BYTES_MIN && msLeft > ALONE_MS_MAX
  }
  try {
    const early = takeEarlyWorker()
    if (early !== undefined) workers.push(new Helper(run, early))
    if (options.threads !== undefined && bytes >= WORKER_BYTES_MIN) callHelp()
    while (!run.queue.isDone && !delivery.isStopped) {
      if (bytes >= WORKER_BYTES_MIN && isSlowAlone()) callHelp()
      const index = run.queue.take("main", delivery.counted)
      if (index !== undefined) await runHere(run, index)
      else await Promise.race(workers.map((worker) => worker.heard()))
      for (const worker of workers) worker.supply()
      signal.throwIfAborted()
    }
  } finally {
    for (const worker of workers) worker.stop()
  }
}

const runHere = async (run: Run, index: number): Promise<void> => {
  const task = run.queue.tasks[index] as Task
  let isReadable = true
  try {
    const deliver = async (batch: Batch) => {
      take(run, index, batch)
      // Lets the workers' batches in, and an interruption.
      await setImmediate()
      run.signal.throwIfAborted()
    }
    const { stdin, spreadsheet } = run.options
    await runTask(task, { stdin, spreadsheet, deliver, countRows: takerOf(run.delivery.target.rows) })
  } catch (error) {
    if (!isDiskError(error)) throw error
    isReadable = false
  }
  finish(run, index, isReadable)
}

const take = ({ delivery, options, bytesTotal }: Run, index: number, batch: Batch): void => {
  delivery.add(index, batch)
  options.onProgress?.({ bytes: delivery.bytes, bytesTotal })
}

const finish = ({ queue, delivery, onUnreadable }: Run, index: number, isReadable: boolean): void => {
  if (!isReadable) onUnreadable(queue.tasks[index] as Task)
  delivery.finish(index)
  queue.running--
}

/** One worker, seen from the main thread. */
class Helper {
  readonly #run: Run
  readonly #worker: Worker
  readonly #isEarly: boolean
  #inHand = 0
  #heard = Promise.withResolvers<void>()

  /** With the worker that was called early, or a new one. */
  constructor(run: Run, early?: Worker) {
    this.#run = run
    this.#isEarly = early !== undefined
    this.#worker = early ?? newWorker()
    this.#worker.on("message", (message: FromWorker) => this.#receive(message))
    this.#worker.on("error", (error) => this.#heard.reject(error))
    this.#heard.promise.catch(() => {})
    run.signal.addEventListener("abort", this.#abort)
    this.supply()
  }

  /** Resolves when the worker says something next. */
  heard(): Promise<void> {
    return this.#heard.promise
  }

  /** Gives the worker as much work as it can hold. */
  supply(): void {
    while (this.#inHand < TASKS_IN_HAND) {
      const index = this.#run.queue.take("worker", this.#run.delivery.counted)
      if (index === undefined) return
      this.#inHand++
      this.#worker.postMessage({ index, task: this.#run.queue.tasks[index] as Task } satisfies ToWorker)
    }
  }

  stop(): void {
    this.#run.signal.removeEventListener("abort", this.#abort)
    if (this.#isEarly && this.#inHand === 0) giveBackEarlyWorker(this.#worker)
    else void this.#worker.terminate()
  }

  readonly #abort = () => {
    void this.#worker.terminate()
    this.#heard.resolve()
  }

  #receive(message: FromWorker): void {
    if (message.type === "batch") take(this.#run, message.index, message.batch)
    else {
      this.#inHand--
      finish(this.#run, message.index, message.isReadable)
      this.supply()
    }
    const heard = this.#heard
    this.#heard = Promise.withResolvers()
    this.#heard.promise.catch(() => {})
    heard.resolve()
  }
}
