/** What does not add up: the first of it by name, batches before seals before what follows from them, and how much it is. */
import type { Break } from "@faceid-tally/books/engine"

/** In the order in which the first is looked for. */
const stages = ["rows", "seals", "derived", "schema", "database"] as const
type Stage = (typeof stages)[number]

export class Findings {
  count = 0
  #first: { readonly stage: number; readonly broken: Break } | null = null

  add(stage: Stage, what: Break["what"], at: Partial<Omit<Break, "what">> = {}): void {
    this.count++
    const found = { stage: stages.indexOf(stage), broken: { what, batch: null, seal: null, row: null, ...at } }
    if (this.#first === null || isBefore(found, this.#first)) this.#first = found
  }

  get first(): Break | null {
    return this.#first?.broken ?? null
  }
}

type Found = { readonly stage: number; readonly broken: Break }

/** Of rows those of the earlier batch; else what was found first stays. */
const isBefore = (a: Found, b: Found): boolean =>
  a.stage === b.stage ? a.stage === 0 && (a.broken.batch ?? 0) < (b.broken.batch ?? 0) : a.stage < b.stage
