/**
 * Names that people write in another way: a key or a header is near to a name that is read if only case, `_`, `-`, blanks
 * or a leading `is` set them apart. Near is not equal: what becomes of it depends on whose name it is (`FlatNames.ts`).
 */

/** What is left of a name where nothing counts by which near names differ. */
export const foldName = (name: string): string =>
  name
    .replaceAll(/[\s_-]/g, "")
    .toLowerCase()
    .replace(/^is/, "")

/** The names among `met` that are near to `name`; none where `name` itself is among them. */
export const nearNames = (met: ReadonlyArray<string>, name: string): ReadonlyArray<string> => {
  if (met.includes(name)) return []
  const folded = foldName(name)
  return [...new Set(met)].filter((other) => foldName(other) === folded)
}
