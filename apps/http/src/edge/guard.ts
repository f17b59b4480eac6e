/**
 * Guards an operation: authorizes, negotiates the format and validates the request before its handler runs. What the
 * handler reads has the types of the operation's schemas.
 */
import type { Context, MiddlewareHandler } from "hono"

import { mediaTypes, jsonOnly, negotiate } from "../operations/formats.ts"
import type { Fields, Operation } from "../operations/Operation.ts"
import { invalid, Problem } from "../problem/Problem.ts"
import { authorize } from "./authorize.ts"
import { decoderOf } from "./decode.ts"
import type { RequestContext } from "./RequestContext.ts"
import type { Env } from "./Env.ts"
import { idempotent } from "./idempotent.ts"
import { locate } from "./locate.ts"

type Part<K extends string, F extends Fields, Side extends "Type" | "Encoded"> = keyof F["fields"] extends never
  ? object
  : { [key in K]: F[Side] }

/** What goes in and comes out, as the typed client and the handler see it. */
export type Checked<P extends Fields, Q extends Fields, B extends Fields> = {
  in: Part<"param", P, "Encoded"> & Part<"query", Q, "Encoded"> & Part<"json", B, "Encoded">
  out: Part<"param", P, "Type"> & Part<"query", Q, "Type"> & Part<"json", B, "Type">
}

export const guard = <P extends Fields, Q extends Fields, B extends Fields>(
  context: RequestContext,
  operation: Operation<P, Q, B>,
): MiddlewareHandler<Env, string, Checked<P, Q, B>> => {
  const decodeParams = decoderOf(operation.params, "path")
  const decodeQuery = decoderOf(operation.query, "query")
  const decodeBody = operation.body && decoderOf(operation.body.schema, "body")
  const formats = operation.formats ?? jsonOnly
  const described = operation as unknown as Operation
  const isWrite = operation.method !== "GET" && operation.roles !== "everyone"

  return async (c, next) => {
    c.set("operation", described)
    const { id: sender, author } = await authorize(context.service, c, described)
    c.set("sender", sender)
    c.set("author", author)
    context.limiter.count(sender)
    const format = negotiate(c.req.header("accept"), formats)
    if (format === undefined) {
      throw new Problem("not_acceptable", { members: { formats: formats.map((each) => mediaTypes[each]) } })
    }
    c.set("format", format)
    c.req.addValidatedData("param", decodeParams(c.req.param()))
    c.req.addValidatedData("query", decodeQuery(queryOf(c)))
    checkType(c, described)
    const handle = async (): Promise<undefined> => {
      if (decodeBody !== undefined) c.req.addValidatedData("json", decodeBody(await jsonOf(c)))
      await next()
    }
    const replayed = await (isWrite ? idempotent(context, c, handle) : handle())
    if (replayed !== undefined) c.res = replayed
    if (described.locations !== undefined) await locate(c, described.locations)
  }
}

const queryOf = (c: Context<Env>): Record<string, string> => {
  const entries = Object.entries(c.req.queries())
  for (const [name, values] of entries) {
    if (values.length > 1) throw invalid("query", isName(name) ? name : "", "to be given once")
  }
  return Object.fromEntries(entries.map(([name, [value = ""]]) => [name, value]))
}

const isName = (name: string): boolean => /^[a-z][A-Za-z]{0,20}$/.test(name)

const checkType = (c: Context<Env>, { body, upload }: Operation): void => {
  const accepts = body === undefined ? upload?.types : ["application/json"]
  if (accepts === undefined) return
  const type = (c.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? ""
  if (!accepts.includes(type)) throw new Problem("unsupported_media_type", { members: { accepts } })
}

const jsonOf = async (c: Context<Env>): Promise<unknown> => {
  const bytes = await c.get("body").bytes()
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown
  } catch {
    // The parser's own message would quote the body.
    throw invalid("body", "", "one JSON object in UTF-8")
  }
}
