/**
 * Names that are read in objects of one kind, and that keys are near to. Most objects have the keys of the one before, and
 * these are compared; other keys are looked up once each, and only where one might be near is it looked at name by name.
 */
import type { Json } from "../shapes/fieldValues.ts"
import type { Path } from "../shapes/Found.ts"
import { foldName, nearNames } from "../shapes/nearName.ts"
import { type Rejection, rejection } from "../rejections/Rejection.ts"
import { refuse } from "./fields.ts"

export class NearNames {
  readonly #names: ReadonlyArray<string>
  readonly #folded: ReadonlySet<string>
  /** Whether a key is another spelling of a name. */
  readonly #isNear = new Map<string, boolean>()
  #clean: ReadonlyArray<string> = []

  constructor(names: ReadonlyArray<string>) {
    this.#names = names
    this.#folded = new Set(names.map(foldName))
    for (const name of names) this.#isNear.set(name, false)
  }

  /** Refuses an object that has one of these names only in another spelling. */
  refuseNear(object: Json, path: Path): void {
    const fault = this.nearFault(object, path)
    if (fault !== undefined) refuse(fault)
  }

  nearFault(object: Json, path: Path): Rejection | undefined {
    const keys = Object.keys(object)
    if (this.#isClean(keys)) return undefined
    for (const name of this.#names) {
      const [met] = nearNames(keys, name)
      if (met !== undefined) return { ...rejection("near_name", [...path, met], name), met: spelling(met) }
    }
    return undefined
  }

  /** The keys that are near to a name, which is the only one of these. */
  nearKeys(object: Json, name: string): ReadonlyArray<string> {
    const keys = Object.keys(object)
    return this.#isClean(keys) ? [] : nearNames(keys, name)
  }

  /** Whether no key is another spelling of a name. */
  #isClean(keys: ReadonlyArray<string>): boolean {
    if (isSame(keys, this.#clean)) return true
    for (const key of keys) if (this.#isNear.get(key) ?? this.#look(key)) return false
    this.#clean = keys
    return true
  }

  #look(key: string): boolean {
    const isNear = this.#folded.has(foldName(key))
    if (key.length <= KEPT_LENGTH_MAX && this.#isNear.size < KEPT_MAX) this.#isNear.set(key, isNear)
    return isNear
  }
}

const KEPT_MAX = 1 << 10
const KEPT_LENGTH_MAX = 64

const isSame = (keys: ReadonlyArray<string>, others: ReadonlyArray<string>): boolean => {
  if (keys.length !== others.length) return false
  for (let nth = 0; nth < keys.length; nth++) if (keys[nth] !== others[nth]) return false
  return true
}

/** A near name is letters, blanks and strokes; but there may be any number of these. */
export const spelling = (key: string): string => (/^[A-Za-z _-]{1,64}$/.test(key) ? key : "*")
