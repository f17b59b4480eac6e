/**
 * The faults that are still to come. Each request takes those that meet it; a fault that has met all its requests is
 * over.
 */
import type { Fault, FaultKind } from "./Fault.ts"
import { Random } from "../world/Random.ts"

/** What a fault can be aimed at. */
export interface FaultTarget {
  readonly action: string
  readonly account: string
  readonly bizToken: unknown
  readonly ruleId: unknown
  readonly date: unknown
  readonly cursor: unknown
}

interface Pending {
  readonly fault: Fault
  passing: number
  left: number
  readonly random: Random
}

/** A script that grows without end is a mistake of its author. */
const FAULTS_MAX = 10_000

export class FaultScript {
  readonly #seed: string
  #pending: Array<Pending> = []
  #scripted = 0

  constructor(seed: string) {
    this.#seed = seed
  }

  add(faults: Iterable<Fault>): void {
    for (const fault of faults) {
      if (this.#pending.length >= FAULTS_MAX)
        throw new RangeError(`There is no room for more than ${FAULTS_MAX} faults.`)
      const { after = 0, times = 1 } = fault
      const random = new Random(this.#seed, `fault ${this.#scripted++}`)
      this.#pending.push({ fault, passing: after, left: times === "always" ? Infinity : times, random })
    }
  }

  clear(): void {
    this.#pending = []
  }

  /** The faults that have not met all their requests. */
  get pending(): ReadonlyArray<Fault> {
    return this.#pending.map(({ fault }) => fault)
  }

  /** The faults that meet this request, in the order in which they were scripted. */
  take(request: FaultTarget): ReadonlyArray<Fault> {
    const met = this.#pending.filter((pending) => {
      if (!isAimedAt(pending.fault, request)) return false
      if (pending.passing > 0) {
        pending.passing--
        return false
      }
      if (!pending.random.isLucky(pending.fault.probability ?? 1)) return false
      pending.left--
      return true
    })
    this.#pending = this.#pending.filter(({ left }) => left > 0)
    return met.map(({ fault }) => fault)
  }
}

const isAimedAt = ({ kind, on = {} }: Fault, request: FaultTarget): boolean =>
  isPossible(kind, request) &&
  Object.entries(on).every(([name, wanted]) => request[name as keyof FaultTarget] === wanted)

const isPossible = (kind: FaultKind, { action, cursor }: FaultTarget): boolean => {
  if (kind === "stuck_cursor") return action === "GetWeChatBillDetails"
  if (kind === "repeated_page") return action === "GetWeChatBillDetails" && cursor !== 0
  return true
}
