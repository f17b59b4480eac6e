/**
 * The names of an object as they are spelled. A name of the provider's in another spelling rejects the record: read over,
 * it would be a charge that is lost. One of people's own is read, and that is told (R27).
 */
import { isPresent } from "../shapes/fieldValues.ts"
import { rejection } from "../rejections/Rejection.ts"
import type { Remark } from "../rejections/Remark.ts"
import type { Found, Path } from "../shapes/Found.ts"
import { isNoName } from "../shapes/isNoName.ts"
import { refuse } from "./fields.ts"
import { NearNames, spelling } from "./NearNames.ts"

/** What is told of one record beside what is read. */
export class Notes {
  readonly #spelled = new Map<string, string>()

  readAs(met: string, name: string): void {
    this.#spelled.set(name, met)
  }

  get remarks(): ReadonlyArray<Remark> {
    if (this.#spelled.size === 0) return []
    const [names, met] = [[...this.#spelled.keys()], [...this.#spelled.values()]]
    return [{ code: "read_as", met: met.join(", "), name: names.join(", ") }]
  }
}

/** A value, and where it stands: under `key` of the object at `path`. */
export interface OwnValue {
  readonly value: unknown
  readonly path: Path
  readonly key: string
}

/** How a name of people's own is read. */
export interface OwnName {
  /** Whether it is read in any spelling. */
  readonly isSpelled: boolean
  /** Besides null, what says nothing: an empty text, or words for it as well. */
  readonly missing: "null" | "empty" | "words"
}

/** What a name says in the object found, else in the nearest above it that says something. */
export const ownValue = (
  { object, path, above }: Found,
  name: string,
  { isSpelled, missing }: OwnName,
  notes: Notes,
): OwnValue | undefined => {
  for (const around of [{ object, path }, ...above]) {
    const met = isSpelled ? namesOf(name).nearKeys(around.object, name) : []
    if (met.length > 1) {
      const fault = rejection("two_near_names", [...around.path, met[0] ?? name], name)
      return refuse({ ...fault, met: met.slice(0, 2).map(spelling).join(", ") })
    }
    const key = met[0] ?? name
    const value = around.object[key]
    if (!isPresent(value)) continue
    if (missing !== "null" && typeof value === "string" && isNothing(value, missing)) continue
    if (key !== name) notes.readAs(spelling(key), name)
    return { value, path: around.path, key }
  }
  return undefined
}

/** Of people's own names, each for itself: there are few. */
const namesOf = (name: string): NearNames => {
  const known = ownNames.get(name)
  if (known !== undefined) return known
  const fresh = new NearNames([name])
  ownNames.set(name, fresh)
  return fresh
}

const ownNames = new Map<string, NearNames>()

const isNothing = (text: string, missing: "empty" | "words"): boolean =>
  text === "" || (missing === "words" && isNoName(text))
