/** The other side of a thread: opens the books at the address that it is given, and does one task after another. */
import { parentPort, workerData } from "node:worker_threads"

import * as ManagedRuntime from "effect/ManagedRuntime"

import { withConnections } from "../database/Address.ts"
import { booksLayer } from "../layer/ledgerLayer.ts"
import { perform, type Task, toReply } from "./tasks.ts"

/** One task at a time reads by one transaction, and may write beside it. */
const THREAD_CONNECTIONS = 2

// Node 22 tells every user of its SQLite that it is experimental.
process.removeAllListeners("warning")

const books = ManagedRuntime.make(booksLayer(withConnections(String(workerData), THREAD_CONNECTIONS)))

parentPort?.on("message", async (task: Task) => {
  const exit = await books.runPromiseExit(perform(task))
  // Where the books could not be opened there was nobody to do it.
  parentPort?.postMessage(exit._tag === "Success" ? exit.value : toReply(exit))
})
