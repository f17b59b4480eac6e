/**
 * A worker that is called before anybody has work for it: it takes as long to come up as a whole program to load, and
 * where there is much to read both can do so at once. This module loads next to nothing.
 */
import { statSync } from "node:fs"
import { availableParallelism } from "node:os"
import type { Worker } from "node:worker_threads"

/** Less is read by one thread before the other is up. */
const EARLY_BYTES_MIN = 128 << 20

let early: Worker | undefined

/** Calls a worker if the files among the arguments of a command are large. */
export const callWorkerEarly = (args: ReadonlyArray<string>): void => {
  if (availableParallelism() < 2) return
  const bytes = args.reduce((sum, arg) => sum + sizeOf(arg), 0)
  if (bytes >= EARLY_BYTES_MIN) keep(newWorker())
}

/** A worker without work does not keep the process up. */
const keep = (worker: Worker): void => {
  worker.unref()
  early = worker
}

/** The bytes of a file; 0 for what is none, or cannot be looked at. */
const sizeOf = (arg: string): number => {
  try {
    return statSync(arg).size
  } catch {
    return 0
  }
}

/** The worker that was called early, if nobody has it; it is given back for the next reading. */
export const takeEarlyWorker = (): Worker | undefined => {
  const worker = early
  early = undefined
  worker?.ref()
  return worker
}

export const giveBackEarlyWorker = (worker: Worker): void => {
  worker.removeAllListeners("message").removeAllListeners("error")
  keep(worker)
}

// From sources, from dist and from a bundle the worker's entry stands beside this module.
const isSource = import.meta.url.endsWith(".ts")

export const newWorker = (): Worker => {
  // Node takes a while to load its threads: who reads little does without.
  const { Worker } = process.getBuiltinModule("node:worker_threads")
  return new Worker(
    new URL(isSource ? "./worker.ts" : "./worker.js", import.meta.url),
    isSource ? { execArgv: ["--conditions=source"] } : {},
  )
}
