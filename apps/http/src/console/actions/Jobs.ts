/**
 * Work that a form began: one of a name at a time. What is not done in a few seconds goes on without the form being kept
 * waiting; it can be repeated without harm, as all use cases can.
 */
import type { Notice } from "../context/Notice.ts"

const WAIT_MS = 8_000

export class Jobs {
  readonly #running = new Set<string>()

  /** What came of it, `null` where it still goes on. `work` tells failures as notices and never rejects. */
  async run(name: string, work: () => Promise<Notice>): Promise<Notice | null> {
    if (this.#running.has(name)) return null
    this.#running.add(name)
    const done = work().finally(() => this.#running.delete(name))
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), WAIT_MS)
    })
    const notice = await Promise.race([done, late])
    clearTimeout(timer)
    return notice
  }
}
