/**
 * A list as an answer. As JSON it is one page with a `Link` to the next; as CSV, NDJSON or XLSX it is all of it, or one
 * page where `limit` is given, written while it is read.
 */
import type { ListPage } from "@faceid-tally/books/engine"
import type { Ports } from "@faceid-tally/host/apps"
import { csvRows, sharedText, type SharedText, type Table, xlsxStream } from "@faceid-tally/report"
import type * as Effect from "effect/Effect"
import type { Context, TypedResponse } from "hono"
import type { JSONParsed } from "hono/utils/types"

import type { RequestContext } from "../edge/RequestContext.ts"
import type { Env } from "../edge/Env.ts"
import { cursorText } from "./cursors.ts"
import { pagesOf, rowsOf } from "./pagesOf.ts"
import { mediaTypes } from "../operations/formats.ts"
import { LIMIT_DEFAULT } from "../operations/values.ts"

export interface List<Row, Cursor, Document, E> {
  /** What a file of it is called. */
  readonly name: string
  readonly fetch: (after: Cursor | undefined, limit: number) => Effect.Effect<ListPage<Row, Cursor>, E, Ports>
  readonly document: (row: Row) => Document
  readonly table: Table<Document>
}

export interface PageQuery<Cursor> {
  readonly limit?: number
  readonly cursor?: Cursor
}

export interface Page<Document> {
  readonly items: ReadonlyArray<Document>
  readonly next: string | null
}

type JsonAnswer<T> = Response & TypedResponse<JSONParsed<T>, 200, "json">

/** `head`: what stands beside the page in JSON. */
export const answerList = async <Row, Cursor, Document, E, Head extends object = object>(
  context: RequestContext,
  c: Context<Env>,
  { limit, cursor }: PageQuery<Cursor>,
  list: List<Row, Cursor, Document, E>,
  head?: Head,
): Promise<JsonAnswer<Head & Page<Document>>> => {
  const format = c.get("format")
  c.header("Vary", "Accept, Accept-Language")
  if (format === "json" || limit !== undefined) {
    const page = await context.run(c, list.fetch(cursor, limit ?? LIMIT_DEFAULT))
    const next = page.next === null ? null : cursorText(page.next)
    if (next !== null) c.header("Link", `<${linkTo(c, next)}>; rel="next"`)
    const items = page.rows.map(list.document)
    if (format === "json") return c.json({ ...head, items, next } as Head & Page<Document>, 200)
    return fileAnswer(c, list, only(items))
  }
  return fileAnswer(c, list, documentsOf(context, c, list, cursor))
}

async function* only<Document>(items: ReadonlyArray<Document>): AsyncGenerator<ReadonlyArray<Document>> {
  yield items
}

async function* documentsOf<Row, Cursor, Document, E>(
  context: RequestContext,
  c: Context<Env>,
  { fetch, document }: List<Row, Cursor, Document, E>,
  cursor: Cursor | undefined,
): AsyncGenerator<ReadonlyArray<Document>> {
  const pages = pagesOf((after: Cursor | undefined, limit) => context.run(c, fetch(after, limit)), cursor)
  for await (const rows of pages) yield rows.map(document)
}

type Pages<Document> = AsyncIterable<ReadonlyArray<Document>>

/** The typed client asks for JSON: to it, a file is no other answer. */
const fileAnswer = <Document>(
  c: Context<Env>,
  { name, table }: { readonly name: string; readonly table: Table<Document> },
  pages: Pages<Document>,
): never => {
  const format = c.get("format")
  const say = sharedText[c.get("language")]
  c.header("Content-Type", format === "csv" ? `${mediaTypes.csv}; charset=utf-8; header=present` : mediaTypes[format])
  c.header("Content-Disposition", `attachment; filename="${name}.${format}"`)
  c.header("Cache-Control", "private, no-store")
  switch (format) {
    case "csv":
      return c.body(textStream(csvPieces(pages, table, say))) as never
    case "xlsx":
      return c.body(xlsxStream(table, rowsOf(pages), { say, name }) as ReadableStream) as never
    default:
      return c.body(textStream(ndjsonPieces(pages))) as never
  }
}

async function* csvPieces<Document>(
  pages: Pages<Document>,
  table: Table<Document>,
  say: SharedText,
): AsyncGenerator<string> {
  let isFirst = true
  for await (const page of pages) {
    const lines = [...csvRows(table, page, { say, header: "keys" })]
    yield (isFirst ? lines : lines.slice(1)).join("")
    isFirst = false
  }
}

async function* ndjsonPieces<Document>(pages: Pages<Document>): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((row) => `${JSON.stringify(row)}\n`).join("")
}

const textStream = (pieces: AsyncIterable<string>): ReadableStream =>
  ReadableStream.from(encoded(pieces)) as ReadableStream

async function* encoded(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for await (const piece of pieces) if (piece !== "") yield encoder.encode(piece)
}

/** The same address with the next cursor; relative, since nobody knows by which name the service is reached. */
const linkTo = (c: Context<Env>, cursor: string): string => {
  const { pathname, searchParams } = new URL(c.req.url)
  searchParams.set("cursor", cursor)
  return `${pathname}?${searchParams.toString()}`
}
