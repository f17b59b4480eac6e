/**
 * Threads with connections of their own for what takes long. One does one task at a time, so that nobody waits for another's
 * in it; it is started when it is needed, and ends when it was not for a while. A task that is interrupted takes its thread
 * with it: what it had begun to write is rolled back.
 */
import type { Worker } from "node:worker_threads"

import type { LedgerError } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"
import * as Pool from "effect/Pool"
import type * as Scope from "effect/Scope"

import { type Answer, type TaskRequest, fromReply, type Reply, type Task, type TaskName } from "./tasks.ts"

/** More tasks than these wait for one that is done: each thread has the memory of a program. */
const THREADS_MAX = 4
const IDLE = "1 minute"

export interface Threads {
  readonly run: <Name extends TaskName>(
    name: Name,
    ...request: TaskRequest<Name>
  ) => Effect.Effect<Answer<Name>, LedgerError>
}

export const makeThreads = (address: string): Effect.Effect<Threads, never, Scope.Scope> =>
  Effect.map(
    Pool.makeWithTTL({ acquire: startThread(address), min: 0, max: THREADS_MAX, timeToLive: IDLE }),
    (pool): Threads => ({
      run: (name, ...request) =>
        Effect.map(
          Effect.flatMap(askOne(pool, { name, request }), fromReply),
          (answer) => answer as Answer<typeof name>,
        ),
    }),
  )

const askOne = (pool: Pool.Pool<Worker>, task: Task): Effect.Effect<Reply> =>
  Effect.scoped(
    Effect.gen(function* () {
      const thread = yield* Pool.get(pool)
      if (thread.threadId !== ENDED)
        return yield* Effect.onError(ask(thread, task), () => Pool.invalidate(pool, thread))
      // It ended while it had nothing to do.
      yield* Pool.invalidate(pool, thread)
      return null
    }),
  ).pipe(Effect.flatMap((reply) => (reply === null ? askOne(pool, task) : Effect.succeed(reply))))

const ENDED = -1

const ask = (thread: Worker, task: Task): Effect.Effect<Reply> =>
  Effect.callback((resume) => {
    const answer = (reply: Reply) => end(Effect.succeed(reply))
    const fail = (error: unknown) => end(Effect.die(error))
    const exit = () => fail(new Error("a thread ended before its task"))
    const leave = () => thread.off("message", answer).off("error", fail).off("exit", exit)
    const end = (outcome: Effect.Effect<Reply>) => {
      leave()
      resume(outcome)
    }
    thread.on("message", answer).on("error", fail).on("exit", exit)
    thread.postMessage(task)
    return Effect.sync(leave)
  })

// From sources, from dist and from a bundle the thread's entry stands beside this module.
const isSource = import.meta.url.endsWith(".ts")

const startThread = (address: string) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      // Node takes a while to load its threads: most programs do without.
      const { Worker: Thread } = process.getBuiltinModule("node:worker_threads")
      const thread = new Thread(
        new URL(isSource ? "./ledgerThread.ts" : "./ledgerThread.js", import.meta.url),
        isSource ? { workerData: address, execArgv: ["--conditions=source"] } : { workerData: address },
      )
      // One that breaks while nobody asks it anything ends all the same, and whoever asks it next is told.
      thread.on("error", () => undefined)
      // Nobody's work does not keep the process up.
      thread.unref()
      return thread
    }),
    (thread) => Effect.promise(() => thread.terminate()),
  )
