/** `--columns` where both sides are read: a header need only stand in a table of one of them (R31). */
import type { Outcome } from "./readerOf.ts"

/** A header and the column for which it is given, of which neither stood in any table; without tables nothing is amiss. */
export const columnNowhere = (
  columns: Readonly<Record<string, string>> | undefined,
  outcomes: ReadonlyArray<Pick<Outcome, "columnsMet">>,
): readonly [header: string, column: string] | undefined => {
  const met = outcomes.flatMap(({ columnsMet }) => columnsMet ?? [])
  if (met.length === 0) return undefined
  for (const [column, header] of Object.entries(columns ?? {})) {
    if (header !== "" && !met.some((some) => some.has(column))) return [header, column]
  }
  return undefined
}
