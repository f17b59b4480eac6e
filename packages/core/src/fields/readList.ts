/** Lists of objects as they are met: as a list, as an object with numbers for keys, or as a string that holds one of these. */
import { isPresent } from "../shapes/fieldValues.ts"
import { rejection } from "../rejections/Rejection.ts"
import { keyIn, listOf } from "../shapes/extendedJson.ts"
import type { Path } from "../shapes/Found.ts"
import { refuse } from "./fields.ts"

/** Reads each element; null and missing are a list without any. */
export const readList = <A>(
  value: unknown,
  path: Path,
  read: (element: unknown, path: Path) => A,
): ReadonlyArray<A> => {
  if (!isPresent(value)) return []
  const list = listOf(value) ?? refuse(rejection("wrong_type", path, "array | null | undefined"))
  return list.elements.map((element, index) => read(element, [...path, keyIn(list, index)]))
}
