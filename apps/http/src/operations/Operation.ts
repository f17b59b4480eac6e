/**
 * One operation of the API, described once: by this it is checked, authorized, documented and tested. Its schemas are
 * those that validate the request; an answer's schema is in the document, and the tests hold the answers to it.
 */
import type { Role } from "@faceid-tally/books/engine"
import * as Schema from "effect/Schema"

import type { Format } from "./formats.ts"
import type { Words } from "./Words.ts"

/** The fields of a path, a query or a body; in the first two every value is a text. */
export type Fields = Schema.Struct<Schema.Struct.Fields>
export const NoFields = Schema.Struct({})
export type NoFields = typeof NoFields

export interface Answer {
  readonly description: Words
  readonly schema: Schema.Top
  readonly example: unknown
}

/** A body that is read as it comes in: its format is told by its content. */
export interface Upload {
  readonly types: ReadonlyArray<string>
  readonly examples: Readonly<Record<string, unknown>>
}

/** What it answers, by status. */
export type Answers = Readonly<Record<number, Answer>>

export interface Operation<
  P extends Fields = Fields,
  Q extends Fields = Fields,
  B extends Fields = Fields,
  A extends Answers = Answers,
> {
  readonly id: string
  readonly method: "GET" | "POST" | "PUT"
  /** As OpenAPI writes it: `/v1/bills/{day}`. */
  readonly path: string
  readonly tag: string
  readonly summary: Words
  readonly description?: Words
  /** The roles that may call it; all of them where there is none, without a key too. */
  readonly roles: ReadonlyArray<Role> | "everyone"
  readonly params: P
  readonly query: Q
  /** An example of each parameter that is needed. */
  readonly parameters?: Readonly<Record<string, string>>
  readonly body?: { readonly schema: B; readonly example: B["Encoded"] }
  readonly upload?: Upload
  /** JSON unless told; a list can be had in all of them. */
  readonly formats?: ReadonlyArray<Format>
  readonly answers: A
  /** Where what was made is found, by the status of the answer: `/v1/reconciliations/{id}`, with fields of the answer. */
  readonly locations?: Readonly<Record<number, string>>
  /** It can be answered before it is done, for who asks with `Prefer: respond-async`. */
  readonly mayBeLater?: boolean
  /** Problems that it can answer with beside those that all can. */
  readonly problems?: ReadonlyArray<number>
}

type Optional<K extends string, F extends Fields> = { readonly [key in K]?: F }

/** Describes an operation; what is not given has no fields. */
export const operation = <
  A extends Answers,
  P extends Fields = NoFields,
  Q extends Fields = NoFields,
  B extends Fields = NoFields,
>(
  described: Omit<Operation<P, Q, B, A>, "params" | "query"> & Optional<"params", P> & Optional<"query", Q>,
): Operation<P, Q, B, A> => ({
  ...described,
  params: described.params ?? (NoFields as unknown as P),
  query: described.query ?? (NoFields as unknown as Q),
})

/** Who may do what: `ingest` brings results and BizTokens, `read` reads, `finance` reads and decides, `admin` may do all. */
export const mayIngest: ReadonlyArray<Role> = ["ingest", "admin"]
export const mayRead: ReadonlyArray<Role> = ["read", "finance", "admin"]
export const mayDecide: ReadonlyArray<Role> = ["finance", "admin"]
export const mayAdminister: ReadonlyArray<Role> = ["admin"]
export const anyRole: ReadonlyArray<Role> = ["ingest", "read", "finance", "admin"]
