/** `--columns`: which header of a table stands for which column, as pairs `name=header`. */
import type { Language } from "@faceid-tally/report"

import { UsageError } from "../session/Arguments.ts"
import { argumentText } from "./argumentText.ts"

/** Marks of a Chinese keyboard that would part two pairs, or a name and its header. */
const FULL_WIDTH = /，\s*[A-Za-z]+\s*[=＝]|^\s*[A-Za-z]+\s*＝/

/** The pairs of all lists; `Name=` says that a table has no such column. */
export const columnsOf = (
  lists: ReadonlyArray<string>,
  language: Language,
): Readonly<Record<string, string>> | undefined => {
  if (lists.length === 0) return undefined
  const pairs = lists.flatMap((list) => list.split(","))
  return Object.fromEntries(
    pairs.map((pair) => {
      if (FULL_WIDTH.test(pair)) throw new UsageError({ message: argumentText[language].fullWidthColumns })
      const [, column, header] = /^([^=]+)=(.*)$/s.exec(pair) ?? []
      if (column === undefined || header === undefined)
        throw new UsageError({ message: argumentText[language].notColumns })
      return [column.trim(), header.trim()]
    }),
  )
}
