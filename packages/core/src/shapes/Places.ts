/**
 * Places in a record: the keys that lead from its top to objects below, through arrays, and through strings that hold
 * JSON. Wrappers of all kinds are read so: what a record is of is looked for, and read where there is one place for it
 * (R28).
 */
import { isJsonObject, type Json } from "./fieldValues.ts"
import { keyIn, listOf } from "./extendedJson.ts"
import type { Found, Path, Placed } from "./Found.ts"
import { HELD_DEPTH_MAX, HELD_TEXT_MAX, heldIn, isMeantToHold } from "./heldText.ts"
import type { Place } from "./Place.ts"
import { isClosed, otherSide, shapeKeys, type RecordSide } from "./shapes.ts"

const KEYS_MAX = 8
/** Containers inside one another: deeper ones are not looked into. */
const DEPTH_MAX = 512
/** Places that are kept: two are one too many already. */
const PLACES_MAX = 2

export interface Places {
  /** Where objects of the side are. */
  readonly own: ReadonlyArray<Place>
  /** Whether there are objects that are of the other side alone. */
  readonly hasOther: boolean
}

/** Looks for objects of a side below a record that has none at its top. */
export const findPlaces = (record: Json, side: RecordSide): Places => {
  const search = new Search(side)
  search.into(record, shapeKeys(record, otherSide(side)))
  return search
}

class Search implements Places {
  readonly own: Array<Place> = []
  hasOther = false
  readonly #side: RecordSide
  readonly #keys: Array<string> = []
  readonly #met = new Set<string>()
  #depth = 0
  #strings = 0
  /** Text that may still be opened. */
  #room = HELD_TEXT_MAX

  constructor(side: RecordSide) {
    this.#side = side
  }

  /** Looks at what an object holds but for some of its keys. */
  into(object: Json, except: ReadonlyArray<string>): void {
    if (except.length > 0) this.hasOther = true
    const list = listOf(object)
    if (list !== undefined) return list.elements.forEach((element) => this.#visit(element))
    if (this.#keys.length === KEYS_MAX) return
    for (const [key, value] of Object.entries(object)) {
      if (isClosed(key) || except.includes(key) || (key === "DetectInfo" && typeof value === "string")) continue
      this.#keys.push(key)
      this.#visit(value)
      this.#keys.pop()
    }
  }

  #visit(value: unknown): void {
    if (this.#depth === DEPTH_MAX || this.own.length === PLACES_MAX) return
    this.#depth++
    if (typeof value === "string") this.#open(value)
    else if (Array.isArray(value)) for (const element of value) this.#visit(element)
    else if (isJsonObject(value)) this.#look(value)
    this.#depth--
  }

  #open(text: string): void {
    if (this.#strings === HELD_DEPTH_MAX || text.length > this.#room) return
    const held = heldIn(text)
    if (held === undefined) return
    this.#room -= text.length
    this.#strings++
    this.#visit(held)
    this.#strings--
  }

  #look(object: Json): void {
    if (shapeKeys(object, this.#side).length === 0) return this.into(object, shapeKeys(object, otherSide(this.#side)))
    const name = JSON.stringify(this.#keys)
    if (this.#met.has(name)) return
    this.#met.add(name)
    this.own.push([...this.#keys])
  }
}

/** What is at a place. */
export interface AtPlace {
  /** In their order. */
  readonly objects: ReadonlyArray<Found>
  /** Values that are no objects and hold none, where one belongs. */
  readonly others: ReadonlyArray<{ readonly path: Path; readonly isBroken: boolean }>
  /** Whether an array without elements is there. */
  readonly hasEmptyArray: boolean
}

/** All that is at a place in a record. */
export const atPlace = (record: Json, place: Place): AtPlace => {
  const walk = new Walk(place)
  walk.visit(record, 0)
  return walk
}

class Walk implements AtPlace {
  readonly objects: Array<Found> = []
  readonly others: Array<{ readonly path: Path; readonly isBroken: boolean }> = []
  hasEmptyArray = false
  readonly #place: Place
  readonly #path: Array<string | number> = []
  readonly #above: Array<Placed> = []
  #depth = 0
  #strings = 0

  constructor(place: Place) {
    this.#place = place
  }

  /** Looks at a value behind the first `taken` keys of the place. */
  visit(value: unknown, taken: number): void {
    if (this.#depth === DEPTH_MAX) return
    this.#depth++
    this.#visit(value, taken)
    this.#depth--
  }

  #visit(value: unknown, taken: number): void {
    const key = this.#place[taken]
    if (typeof value === "string" && this.#strings < HELD_DEPTH_MAX) {
      const held = heldIn(value)
      this.#strings++
      if (held !== undefined) this.visit(held, taken)
      else if (key === undefined) this.others.push({ path: [...this.#path], isBroken: isMeantToHold(value) })
      this.#strings--
      return
    }
    const isKeyed = isJsonObject(value) && key !== undefined && key in value
    const list = isKeyed ? undefined : listOf(value)
    if (list !== undefined) {
      if (list.elements.length === 0 && key === undefined) this.hasEmptyArray = true
      list.elements.forEach((element, index) => this.#step(keyIn(list, index), element, taken))
    } else if (!isJsonObject(value)) {
      if (key === undefined && value !== null) this.others.push({ path: [...this.#path], isBroken: false })
    } else if (key === undefined) {
      this.objects.push({ object: value, path: [...this.#path], above: this.#above.toReversed() })
    } else if (key in value) {
      this.#above.push({ object: value, path: [...this.#path] })
      this.#step(key, value[key], taken + 1)
      this.#above.pop()
    }
  }

  #step(key: string | number, value: unknown, taken: number): void {
    this.#path.push(key)
    this.visit(value, taken)
    this.#path.pop()
  }
}
