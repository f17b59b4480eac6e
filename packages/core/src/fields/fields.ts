/**
 * The fields that are read from the provider's answers: what is not named here is dropped by decoding before anything
 * else sees it (C2, R3). Each may be null or missing. Plain code, for it runs once for each field of each entry and line;
 * a value of a wrong type is refused with its place, which is made only then.
 */
import { DATE_EXPECTED, readDate, readInstant, timeRejection } from "../calendar/instant.ts"
import { type Charge, isJsonObject, isSmallInteger, type Json, readLabel } from "../shapes/fieldValues.ts"
import type { Path } from "../shapes/Found.ts"
import { type Rejection, rejection } from "../rejections/Rejection.ts"

/** Ends the decoding of a record. It is caught where the record is, and is no Error: nobody looks at its stack. */
export class Refused {
  readonly rejection: Rejection

  constructor(why: Rejection) {
    this.rejection = why
  }
}

export const refuse = (why: Rejection): never => {
  throw new Refused(why)
}

/** What a decoding makes, or why it was refused. */
export const orRefused = <A>(decode: () => A): A | Refused => {
  try {
    return decode()
  } catch (error) {
    if (error instanceof Refused) return error
    throw error
  }
}

type Key = string | number

const refuseType = (path: Path, key: Key, expected: string): never =>
  refuse(rejection("wrong_type", [...path, key], expected))

/** Readers of the value under `key` of the object at `path`. */
export const textAt = (value: unknown, path: Path, key: Key): string | null => {
  if (typeof value === "string") return value
  return value === null || value === undefined ? null : refuseType(path, key, "string | null | undefined")
}

export const labelAt = (value: unknown, path: Path, key: Key): string | null => {
  if (typeof value === "string") return readLabel(value)
  if (value === null || value === undefined) return null
  if (typeof value !== "number") return refuseType(path, key, "string | number | null | undefined")
  return isSmallInteger(value) ? readLabel(value) : refuseType(path, key, SMALL_INTEGER)
}

export const flagAt = (value: unknown, path: Path, key: Key): Charge => {
  if (typeof value === "boolean") return value
  return value === null || value === undefined ? null : refuseType(path, key, "boolean | null | undefined")
}

const SMALL_INTEGER = "an integer below 2^31"

export const integerAt = (value: unknown, path: Path, key: Key): number | null => {
  const number = numberAt(value, path, key)
  return number === null || isSmallInteger(number) ? number : refuseType(path, key, SMALL_INTEGER)
}

export const countAt = (value: unknown, path: Path, key: Key): number | null => {
  const count = integerAt(value, path, key)
  return count === null || count >= 0 ? count : refuseType(path, key, "an integer of 0 or more")
}

/** The provider's cursor is opaque, and may be any integer that a number holds exactly. */
export const cursorAt = (value: unknown, path: Path, key: Key): number | null => {
  const cursor = numberAt(value, path, key)
  return cursor === null || Number.isSafeInteger(cursor) ? cursor : refuseType(path, key, "an integer up to 2^53")
}

const numberAt = (value: unknown, path: Path, key: Key): number | null => {
  if (typeof value === "number") return value
  return value === null || value === undefined ? null : refuseType(path, key, "number | null | undefined")
}

/** Text or a number, as it stands: the bill's ErrorCode is a string in the reference, a number in older examples. */
export const looseAt = (value: unknown, path: Path, key: Key): string | number | null => {
  if (typeof value === "string" || typeof value === "number") return value
  return value === null || value === undefined ? null : refuseType(path, key, "string | number | null | undefined")
}

/** Epoch milliseconds; `utcOffset` (minutes) is that of a time that says none. */
export const instantAt = (value: unknown, path: Path, key: Key, utcOffset: number | undefined): number | null => {
  const written = looseAt(value, path, key)
  if (written === null || written === "") return null
  const instant = readInstant(written, utcOffset)
  return typeof instant === "number" ? instant : refuse(timeRejection(instant, [...path, key]))
}

/** The number of a day. */
export const dateAt = (value: unknown, path: Path, key: Key): number | null => {
  const written = textAt(value, path, key)
  if (written === null || written === "") return null
  const day = readDate(written)
  return typeof day === "number" ? day : refuse(timeRejection(day, [...path, key], DATE_EXPECTED))
}

export const objectAt = (value: unknown, path: Path): Json =>
  isJsonObject(value) ? value : refuse(rejection("wrong_type", path, "object"))
