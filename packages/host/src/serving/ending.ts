/**
 * How a process ends. `process.exit` waits for the threads on which V8 compiles, and one of them may itself be waiting:
 * where the heap is at its limit, new code needs a collection of garbage first, which only the main thread can make. Then
 * neither comes back (nodejs/node#54918). So a program that is done runs out by itself, and one that must end at once
 * makes room first. No program calls `process.exit` but here.
 */

/** What is still open by oversight keeps the process for so long. */
const GRACE_MS = 1000

/** Ends with this exit code as soon as nothing is open any more. Call it last. */
export const endWhenDone = (exitCode: number): void => {
  process.exitCode = exitCode
  setTimeout(() => endNow(exitCode), GRACE_MS).unref()
}

/** Ends at once, in the middle of whatever is going on. */
export const endNow = (exitCode: number): never => {
  makeRoom()
  process.exit(exitCode)
}

/** After a collection there is room for all the code that is being compiled. */
const makeRoom = (): void => {
  process.getBuiltinModule("node:v8").setFlagsFromString("--expose-gc")
  process.getBuiltinModule("node:vm").runInNewContext("gc()")
}
