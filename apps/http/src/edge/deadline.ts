/**
 * For how long a request is worked on: until its time is over, its caller is gone, or the service ends. Then the work is
 * interrupted, and who is still there is told.
 */
import type { MiddlewareHandler } from "hono"

import { Problem } from "../problem/Problem.ts"
import type { RequestContext } from "./RequestContext.ts"
import type { Env } from "./Env.ts"

export const deadline =
  ({ limits, ending }: RequestContext): MiddlewareHandler<Env> =>
  async (c, next) => {
    const isUpload = c.req.method !== "GET" && c.req.raw.body !== null
    const ms = isUpload ? limits.uploadMs : limits.requestMs
    const over = new AbortController()
    const { promise, reject } = Promise.withResolvers<never>()
    const give = (problem: Problem): void => {
      c.set("givenUp", problem)
      reject(problem)
      over.abort()
    }
    const late = () => give(new Problem(isUpload ? "timeout" : "slow", { headers: { "Retry-After": "1" } }))
    const ended = () => give(new Problem("ending", { headers: { "Retry-After": "5" } }))
    const gone = () => give(new Problem("timeout"))
    const timer = setTimeout(late, ms)
    const caller = c.req.raw.signal
    const end = isUpload ? ending.uploads : ending.all
    caller.addEventListener("abort", gone)
    end.addEventListener("abort", ended)
    c.set("signal", over.signal)
    try {
      await Promise.race([next(), promise])
    } finally {
      clearTimeout(timer)
      caller.removeEventListener("abort", gone)
      end.removeEventListener("abort", ended)
    }
  }
