/**
 * A list as an answer. As JSON it is one page with a `Link` to the next; as CSV, NDJSON or XLSX it is all of it, or one
 * page where `limit` is given, written while it is read.
 */
import type { Ports } from "@faceid-tally/host"
import { csvRows, messagesOf, type Table, xlsxStream } from "@faceid-tally/report"
import type * as Effect from "effect/Effect"
import type { Context, TypedResponse } from "hono"
import type { JSONParsed } from "hono/utils/types"

import type { Edge } from "../edge/Edge.ts"
import type { Env } from "../edge/Env.ts"
import { mediaTypes } from "../operations/formats.ts"
import { cursorText, LIMIT_DEFAULT } from "../operations/values.ts"

export interface List<Row, After, Document, E> {
  /** What a file of it is called. */
  readonly name: string
  readonly fetch: (after: After | undefined, limit: number) => Effect.Effect<ReadonlyArray<Row>, E, Ports>
  /** Where the list goes on after this row. */
  readonly afterOf: (row: Row) => After & object
  readonly document: (row: Row) => Document
  readonly table: Table<Document>
}

export interface PageQuery<After> {
  readonly limit?: number
  readonly cursor?: After
}

export interface Page<Document> {
  readonly items: ReadonlyArray<Document>
  readonly next: string | null
}

type JsonAnswer<T> = Response & TypedResponse<JSONParsed<T>, 200, "json">

/** Rows that are read at a time for a file. */
const ROWS_PER_READ = 1000

/** `head`: what stands beside the page in JSON. */
export const answerList = async <Row, After, Document, E, Head extends object = object>(
  edge: Edge,
  c: Context<Env>,
  { limit, cursor }: PageQuery<After>,
  list: List<Row, After, Document, E>,
  head?: Head,
): Promise<JsonAnswer<Head & Page<Document>>> => {
  const format = c.get("format")
  c.header("Vary", "Accept, Accept-Language")
  if (format === "json" || limit !== undefined) {
    const count = limit ?? LIMIT_DEFAULT
    const rows = await edge.run(c, list.fetch(cursor, count + 1))
    const page = rows.slice(0, count)
    const last = page.at(-1)
    const next = rows.length > count && last !== undefined ? cursorText(list.afterOf(last)) : null
    if (next !== null) c.header("Link", `<${linkTo(c, next)}>; rel="next"`)
    const items = page.map(list.document)
    if (format === "json") return c.json({ ...head, items, next } as Head & Page<Document>, 200)
    return fileAnswer(c, list, only(items))
  }
  return fileAnswer(c, list, allOf(edge, c, list, cursor))
}

async function* only<Document>(items: ReadonlyArray<Document>): AsyncGenerator<ReadonlyArray<Document>> {
  yield items
}

async function* allOf<Row, After, Document, E>(
  edge: Edge,
  c: Context<Env>,
  { fetch, afterOf, document }: List<Row, After, Document, E>,
  cursor: After | undefined,
): AsyncGenerator<ReadonlyArray<Document>> {
  let after = cursor
  for (;;) {
    const rows = await edge.run(c, fetch(after, ROWS_PER_READ))
    const last = rows.at(-1)
    yield rows.map(document)
    if (rows.length < ROWS_PER_READ || last === undefined) return
    after = afterOf(last)
  }
}

type Pages<Document> = AsyncIterable<ReadonlyArray<Document>>

/** The typed client asks for JSON: to it, a file is no other answer. */
const fileAnswer = <Document>(
  c: Context<Env>,
  { name, table }: { readonly name: string; readonly table: Table<Document> },
  pages: Pages<Document>,
): never => {
  const format = c.get("format")
  const say = messagesOf(c.get("language"))
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
  say: ReturnType<typeof messagesOf>,
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

async function* rowsOf<Document>(pages: Pages<Document>): AsyncGenerator<Document> {
  for await (const page of pages) yield* page
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
