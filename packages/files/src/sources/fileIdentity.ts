/** Which file a name stands for: two names are of one file when they lead to one path, or to one place on a disk. */
import { type BigIntStats, fstatSync, realpathSync, statSync } from "node:fs"
import { basename, dirname, join, resolve } from "node:path"

import { isDiskError } from "./isDiskError.ts"

/** Standard input, which may be a file: `faceid-tally count - < results.ndjson`. */
const STDIN_DESCRIPTOR = 0

/** Keys of the file that a path leads to, `undefined` being standard input; files that share one are the same. */
export const fileKeys = (path: string | undefined): ReadonlyArray<string> =>
  path === undefined
    ? ["-", ...orNone(() => placeOf(fstatSync(STDIN_DESCRIPTOR, { bigint: true })))]
    : [realPath(path), ...orNone(() => placeOf(statSync(path, { bigint: true })))]

/** The real path of what is there; of what is not, its name in the real path of its folder. */
export const realPath = (path: string): string => {
  const [real] = orNone(() => realpathSync(path))
  if (real !== undefined) return real
  const [folder = resolve(dirname(path))] = orNone(() => realpathSync(dirname(path)))
  return join(folder, basename(path))
}

/** Numbers of this size are exact only so. */
const placeOf = ({ dev, ino }: BigIntStats): string => `${dev}:${ino}`

const orNone = <A>(look: () => A): ReadonlyArray<A> => {
  try {
    return [look()]
  } catch (error) {
    if (!isDiskError(error)) throw error
    return []
  }
}
