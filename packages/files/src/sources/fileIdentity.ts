/** Which file a name stands for: two names are of one file when they lead to one path, or to one place on a disk. */
import { type BigIntStats, fstatSync, realpathSync, statSync } from "node:fs"

import { isDiskError } from "../isDiskError.ts"

/** Standard input, which may be a file: `faceid-tally count - < results.ndjson`. */
const STDIN_DESCRIPTOR = 0

/** Keys of the file that a path leads to, `undefined` being standard input; files that share one are the same. */
export const fileKeys = (path: string | undefined): ReadonlyArray<string> => {
  if (path === undefined) return ["-", ...orNone(() => [placeOf(fstatSync(STDIN_DESCRIPTOR, { bigint: true }))])]
  return orNone(() => [realpathSync(path), placeOf(statSync(path, { bigint: true }))])
}

/** Numbers of this size are exact only so. */
const placeOf = ({ dev, ino }: BigIntStats): string => `${dev}:${ino}`

const orNone = (keys: () => ReadonlyArray<string>): ReadonlyArray<string> => {
  try {
    return keys()
  } catch (error) {
    if (!isDiskError(error)) throw error
    return []
  }
}
