/** A page of a list: a list is read with one row to spare, which tells whether it goes on after the last row shown. */
import type { ListPage } from "@faceid-tally/books/engine"

interface Shape<Found, Row, Cursor> {
  readonly limit: number
  /** Where the list goes on after this row: of its key as the database has it, which no row lacks. */
  readonly cursorOf: (found: Found) => Cursor
  readonly rowOf: (found: Found) => Row
}

/** The page of `found`, of which up to `limit + 1` were read. */
export const listPage = <Found, Row, Cursor>(
  found: ReadonlyArray<Found>,
  { limit, cursorOf, rowOf }: Shape<Found, Row, Cursor>,
): ListPage<Row, Cursor> => {
  const last = found[limit - 1]
  return {
    rows: found.slice(0, limit).map(rowOf),
    next: found.length > limit && last !== undefined ? cursorOf(last) : null,
  }
}
