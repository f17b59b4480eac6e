/**
 * Names that people write in another way: a key or a header is near to a name that is read if only case, `_`, `-`, blanks
 * or a leading `is` set them apart. Near is not equal: what becomes of it depends on whose name it is (`flatNames.ts`).
 */

/** What is left of a name where nothing counts by which near names differ. Only letters of ASCII have a case here. */
export const foldName = (name: string): string => {
  const known = folds.get(name)
  if (known !== undefined) return known
  const folded = name
    .replaceAll(/[\s_-]/g, "")
    .replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase())
    .replace(/^is/, "")
  if (name.length <= KEPT_LENGTH_MAX && folds.size < KEPT_MAX) folds.set(name, folded)
  return folded
}

/** Records mostly have the keys of the record before: the first names are kept. */
const folds = new Map<string, string>()
const KEPT_MAX = 1 << 10
const KEPT_LENGTH_MAX = 64

/** The names among `met` that are near to `name`; none where `name` itself is among them. */
export const nearNames = (met: ReadonlyArray<string>, name: string): ReadonlyArray<string> => {
  if (met.includes(name)) return []
  const folded = foldName(name)
  return [...new Set(met)].filter((other) => foldName(other) === folded)
}
