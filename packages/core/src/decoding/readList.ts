/** Lists of objects as they are met: as a list, as an object with numbers for keys, or as a string that holds one of these. */
import * as Result from "effect/Result"

import { isPresent } from "../shapes/fieldValues.ts"
import { type Rejection, rejection } from "../rejections/Rejection.ts"
import { keyIn, listOf } from "../shapes/extendedJson.ts"
import type { Path } from "../shapes/Found.ts"

/** Reads each element; null and missing are a list without any. */
export const readList = <A>(
  value: unknown,
  path: Path,
  read: (element: unknown, path: Path) => Result.Result<A, Rejection>,
): Result.Result<ReadonlyArray<A>, Rejection> => {
  if (!isPresent(value)) return Result.succeed([])
  const list = listOf(value)
  if (list === undefined) return Result.fail(rejection("wrong_type", path, "array | null | undefined"))
  const elements: Array<A> = []
  for (const [index, element] of list.elements.entries()) {
    const decoded = read(element, [...path, keyIn(list, index)])
    if (Result.isFailure(decoded)) return Result.fail(decoded.failure)
    elements.push(decoded.success)
  }
  return Result.succeed(elements)
}
