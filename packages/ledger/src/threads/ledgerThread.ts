/** The other side of a thread: opens the books at the address that it is given, and does one task after another. */
import { parentPort, workerData } from "node:worker_threads"

import * as ManagedRuntime from "effect/ManagedRuntime"

import { booksLayer } from "../LedgerLayer.ts"
import { perform, type Task, toReply } from "./tasks.ts"

// Node 22 tells every user of its SQLite that it is experimental.
process.removeAllListeners("warning")

const books = ManagedRuntime.make(booksLayer(String(workerData)))

parentPort?.on("message", async (task: Task) => {
  const exit = await books.runPromiseExit(perform(task))
  // Where the books could not be opened there was nobody to do it.
  parentPort?.postMessage(exit._tag === "Success" ? exit.value : toReply(exit))
})
