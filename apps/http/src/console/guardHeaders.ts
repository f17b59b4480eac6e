/** What a browser may do with a page: load its stylesheet and its pictures from here, send its forms here, nothing else. */
import type { MiddlewareHandler } from "hono"

const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ")

export const guardHeaders: MiddlewareHandler = async (c, next) => {
  await next()
  const set = (name: string, value: string) => {
    if (!c.res.headers.has(name)) c.res.headers.set(name, value)
  }
  set("content-security-policy", POLICY)
  // What the books say is no business of a cache, nor of the browser's history after sign-out.
  set("cache-control", "no-store")
  set("x-content-type-options", "nosniff")
  set("referrer-policy", "same-origin")
  set("cross-origin-opener-policy", "same-origin")
  set("cross-origin-resource-policy", "same-origin")
}
