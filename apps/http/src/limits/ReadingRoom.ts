/**
 * How bodies are read beside one another. Piece by piece, one in each round of the event loop, so that no upload keeps
 * another request waiting for longer than a piece; and of long records, which have to be held until they are whole, a few
 * at a time, so that many large uploads take no more memory than a few.
 */
import { setImmediate } from "node:timers/promises"

/** What any reader may hold. */
const FREE_BYTES = 1 << 18
/** What a few may hold; who holds more is alone. */
const LONG_BYTES = 1 << 21
const LONG_READERS_MAX = 3

type Size = "short" | "long" | "longest"
type PlacesBySize = Readonly<Record<Exclude<Size, "short">, Places>>

export class ReadingRoom {
  #turns: Promise<void> = Promise.resolve()
  readonly #places: PlacesBySize = {
    long: new Places(LONG_READERS_MAX),
    longest: new Places(1),
  }

  enter(): Reader {
    return new Reader(this.#places, () => this.#turn())
  }

  /** One reader a round, in the order in which they ask. */
  #turn(): Promise<void> {
    const mine = this.#turns.then(() => setImmediate())
    this.#turns = mine
    return mine
  }
}

/** One body that is read. */
export class Reader {
  readonly #places: PlacesBySize
  readonly #turn: () => Promise<void>
  #size: Size = "short"
  #isAlone = false
  #hasLeft = false

  constructor(places: PlacesBySize, turn: () => Promise<void>) {
    this.#places = places
    this.#turn = turn
  }

  /** Waits until the next piece may be read, where so many bytes are held. */
  async goOn(heldBytes: number): Promise<void> {
    if (!this.#isAlone)
      await this.#take(heldBytes <= FREE_BYTES ? "short" : heldBytes <= LONG_BYTES ? "long" : "longest")
    await this.#turn()
  }

  /** Waits until nobody else reads what takes much memory, and is alone until it leaves. */
  beAlone(): Promise<void> {
    this.#isAlone = true
    return this.#take("longest")
  }

  leave(): void {
    this.#hasLeft = true
    this.#give(this.#size)
    this.#size = "short"
  }

  /** Who has one place and waits for a larger one keeps it, so that nothing is held without a place. */
  async #take(size: Size): Promise<void> {
    const had = this.#size
    if (size === had || (size === "long" && had === "longest")) return
    if (size !== "short") await this.#places[size].take()
    if (this.#hasLeft) return this.#give(size)
    this.#size = size
    this.#give(had)
  }

  #give(size: Size): void {
    if (size !== "short") this.#places[size].give()
  }
}

/** So many places, given in the order in which they are asked for. */
class Places {
  #free: number
  readonly #waiting: Array<() => void> = []

  constructor(count: number) {
    this.#free = count
  }

  async take(): Promise<void> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((resolve) => void this.#waiting.push(resolve))
  }

  give(): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#free++
    else next()
  }
}
