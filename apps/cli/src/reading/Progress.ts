/** A bar on standard error for work of more than a second, for a person at a terminal only. */

import type { Progress as Amount } from "@faceid-tally/files"

const MS_BEFORE_SHOWN = 1000
const MS_BETWEEN_DRAWS = 100
const BAR_CELLS = 24

export class Progress {
  readonly #label: string
  readonly #isWanted: boolean
  readonly #startedAt = performance.now()
  #drawnAt = 0
  #isShown = false

  constructor(label: string, isQuiet: boolean) {
    this.#label = label
    this.#isWanted = !isQuiet && process.stderr.isTTY
  }

  update({ bytes, bytesTotal }: Amount): void {
    const now = performance.now()
    const isDue = now - this.#startedAt > MS_BEFORE_SHOWN && now - this.#drawnAt > MS_BETWEEN_DRAWS
    if (!this.#isWanted || !isDue) return
    this.#drawnAt = now
    this.#isShown = true
    process.stderr.write(`\r\u001B[K${this.#label} ${bar(bytes, bytesTotal)}`)
  }

  /** Takes the bar away, so that a line can be written in its place. */
  clear(): void {
    if (!this.#isShown) return
    this.#isShown = false
    process.stderr.write("\r\u001B[K")
  }
}

const bar = (bytes: number, bytesTotal: number | null): string => {
  const read = `${(bytes / 1e6).toFixed(0)} MB`
  if (bytesTotal === null || bytesTotal === 0) return read
  const share = Math.min(1, bytes / bytesTotal)
  const filled = Math.round(share * BAR_CELLS)
  return `${"█".repeat(filled)}${"░".repeat(BAR_CELLS - filled)} ${Math.floor(share * 100)}%  ${read} / ${(bytesTotal / 1e6).toFixed(0)} MB`
}
