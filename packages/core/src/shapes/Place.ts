/** A place in a record, as people write it and as it may be printed. It stands apart from the search, which is loaded late. */
import type { Path } from "./Found.ts"

/** Keys, arrays left out. */
export type Place = ReadonlyArray<string>

/** `a.b`, in which `\.` is a dot of a key; `undefined` for what names no place. */
export const placeOf = (text: string): Place | undefined => {
  const keys = text.split(/(?<!\\)\./).map((key) => key.replaceAll("\\.", "."))
  return keys.includes("") ? undefined : keys
}

/** A key of the data as it may be printed: what might be anything of a person's is not. */
export const printableKey = (key: string): string => (/^[A-Za-z_$@.-]{1,32}$/.test(key) ? key : "*")

export const placeText = (place: Place): string => (place.length === 0 ? "*" : place.map(printableKey).join("."))

/** A path with keys that may be printed; short digits are indexes, longer ones may be anybody's number. */
export const printablePath = (path: Path): Path =>
  path.map((key) => (typeof key === "number" ? key : /^\d{1,4}$/.test(key) ? Number(key) : printableKey(key)))
