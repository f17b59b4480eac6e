/**
 * The names of an object as they are spelled. A name of the provider's in another spelling rejects the record: read over,
 * it would be a charge that is lost. One of people's own is read, and that is told (R27).
 */
import * as Result from "effect/Result"

import { isPresent, type Json } from "../shapes/fieldValues.ts"
import { type Rejection, rejection } from "../rejections/Rejection.ts"
import type { Remark } from "../rejections/Remark.ts"
import type { Found, Path } from "../shapes/Found.ts"
import { nearNames } from "../shapes/nearName.ts"
import { isNoName } from "../shapes/isNoName.ts"

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

/** The rejection of an object that has one of these names only in another spelling. */
export const nearFault = (object: Json, names: ReadonlyArray<string>, path: Path): Rejection | undefined => {
  if (names.every((name) => object[name] !== undefined || name in object)) return undefined
  const keys = Object.keys(object)
  for (const name of names) {
    const [met] = nearNames(keys, name)
    if (met !== undefined) return { ...rejection("near_name", [...path, met], name), met: spelling(met) }
  }
  return undefined
}

/** A value, and where it stands. */
export interface OwnValue {
  readonly value: unknown
  readonly path: Path
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
): Result.Result<OwnValue | undefined, Rejection> => {
  for (const around of [{ object, path }, ...above]) {
    const met = isSpelled ? nearNames(Object.keys(around.object), name) : []
    if (met.length > 1) {
      const fault = rejection("two_near_names", [...around.path, met[0] ?? name], name)
      return Result.fail({ ...fault, met: met.slice(0, 2).map(spelling).join(", ") })
    }
    const key = met[0] ?? name
    const value = around.object[key]
    if (!isPresent(value)) continue
    if (missing !== "null" && typeof value === "string" && isNothing(value, missing)) continue
    if (key !== name) notes.readAs(spelling(key), name)
    return Result.succeed({ value, path: [...around.path, key] })
  }
  return Result.succeed(undefined)
}

const isNothing = (text: string, missing: "empty" | "words"): boolean =>
  text === "" || (missing === "words" && isNoName(text))

/** A near name is letters, blanks and strokes; but there may be any number of these. */
const spelling = (key: string): string => (/^[A-Za-z _-]{1,64}$/.test(key) ? key : "*")
