/** The time of a request: when it is over, the work is interrupted and the caller is told. */
import type { MiddlewareHandler } from "hono"

import { Problem } from "../problem/Problem.ts"
import type { Edge } from "./Edge.ts"
import type { Env } from "./Env.ts"

export const deadline =
  ({ limits }: Edge): MiddlewareHandler<Env> =>
  async (c, next) => {
    const isUpload = c.req.method !== "GET" && c.req.raw.body !== null
    const ms = isUpload ? limits.uploadMs : limits.requestMs
    const abort = new AbortController()
    const { promise, reject } = Promise.withResolvers<never>()
    const timer = setTimeout(() => {
      reject(new Problem(isUpload ? "timeout" : "slow", { headers: { "Retry-After": "1" } }))
      abort.abort()
    }, ms)
    c.set("signal", abort.signal)
    try {
      await Promise.race([next(), promise])
    } finally {
      clearTimeout(timer)
    }
  }
