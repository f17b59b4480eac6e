/** An answer as its operation describes it: what is sent has the type of the schema that stands for the status. */
import type { Context, TypedResponse } from "hono"
import type { ContentfulStatusCode } from "hono/utils/http-status"
import type { JSONParsed } from "hono/utils/types"

import type { Answers } from "./Operation.ts"

type Body<A extends Answers, S extends keyof A> = A[S] extends { readonly schema: { readonly Type: infer T } }
  ? T
  : never

export const reply = <A extends Answers, S extends keyof A & ContentfulStatusCode>(
  c: Context,
  _operation: { readonly answers: A },
  body: Body<A, S>,
  status: S,
): Response & TypedResponse<JSONParsed<Body<A, S>>, S, "json"> => c.json(body, status) as never
