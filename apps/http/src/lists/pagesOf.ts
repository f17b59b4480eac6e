/** All pages of a list, each read when the one before it was taken: a file is written while it is read. */
import type { ListPage } from "@faceid-tally/books/engine"

const ROWS_PER_PAGE = 1000

export async function* pagesOf<Row, Cursor>(
  fetch: (after: Cursor | undefined, limit: number) => Promise<ListPage<Row, Cursor>>,
  from?: Cursor,
): AsyncGenerator<ReadonlyArray<Row>> {
  for (let after = from; ;) {
    const { rows, next } = await fetch(after, ROWS_PER_PAGE)
    yield rows
    if (next === null) return
    after = next
  }
}

export async function* rowsOf<Row>(pages: AsyncIterable<ReadonlyArray<Row>>): AsyncGenerator<Row> {
  for await (const page of pages) yield* page
}
