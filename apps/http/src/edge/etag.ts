/** ETags of JSON answers: who has the same already gets 304 and no body. */
import { hash } from "node:crypto"

import type { MiddlewareHandler } from "hono"

import type { Env } from "./Env.ts"

export const etag: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  if (c.req.method !== "GET" && c.req.method !== "HEAD") return
  if (c.res.status !== 200 || !/^application\/json\b/.test(c.res.headers.get("content-type") ?? "")) return
  const text = await c.res.text()
  const tag = `W/"${hash("sha256", text, "base64url").slice(0, 27)}"`
  const headers = new Headers(c.res.headers)
  headers.set("ETag", tag)
  // So that what is short is not packed.
  headers.set("Content-Length", String(Buffer.byteLength(text)))
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "private, no-cache")
  if (!isKnown(tag, c.req.header("if-none-match"))) {
    c.res = new Response(text, { status: 200, headers })
    return
  }
  headers.delete("Content-Type")
  headers.delete("Content-Length")
  c.res = new Response(null, { status: 304, headers })
}

const isKnown = (tag: string, header: string | undefined): boolean =>
  header !== undefined && (header.trim() === "*" || (header.match(/"[^"]*"/g)?.includes(tag.slice(2)) ?? false))
