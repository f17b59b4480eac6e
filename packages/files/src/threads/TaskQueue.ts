/** Tasks that wait for a thread, in the order of the files. No thread gets far ahead of the one that is slowest. */
import type { Task } from "./Task.ts"

/** Batches of so many tasks may wait to be counted. */
const AHEAD_MAX = 64

export class TaskQueue {
  readonly tasks: ReadonlyArray<Task>
  readonly #taken: Uint8Array
  /** Tasks before this one are all taken. */
  #first = 0
  /** Taken and not finished. */
  running = 0

  constructor(tasks: ReadonlyArray<Task>) {
    this.tasks = tasks
    this.#taken = new Uint8Array(tasks.length)
  }

  get isDone(): boolean {
    return this.running === 0 && this.#first === this.tasks.length
  }

  /** The next task for a thread; standard input and workbooks are for the main thread alone. `counted` tasks are behind us. */
  take(thread: "main" | "worker", counted: number): number | undefined {
    const end = Math.min(this.tasks.length, counted + AHEAD_MAX)
    for (let index = this.#first; index < end; index++) {
      if (this.#taken[index] === 1 || (thread === "worker" && isForMain(this.tasks[index]))) continue
      this.#taken[index] = 1
      while (this.#taken[this.#first] === 1) this.#first++
      this.running++
      return index
    }
    return undefined
  }
}

const isForMain = (task: Task | undefined): boolean => task?.path === undefined || task.isWorkbook
