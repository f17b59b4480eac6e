/**
 * The one result that a short JSON body is, read at once. Whatever else a body may be, or where anything is wrong with it,
 * it is left to the reader of streams, which alone says what is wrong; the tests hold the two together.
 */
import { isUtf8 } from "node:buffer"

import { type DetectInfo, readRecord } from "@faceid-tally/core/engine"
import type { Context } from "hono"

import type { Env } from "../edge/Env.ts"

const SHORT_BYTES_MAX = 1 << 14

export const readSingle = async (c: Context<Env>): Promise<DetectInfo | undefined> => {
  const length = Number(c.req.header("content-length") ?? Number.NaN)
  const isShort = length <= SHORT_BYTES_MAX && c.req.header("content-encoding") === undefined
  if (!isShort || !/^application\/json\b/i.test(c.req.header("content-type") ?? "")) return undefined
  const bytes = await c.get("body").bytes()
  if (!isUtf8(bytes)) return undefined
  try {
    const { outcomes, remarks } = readRecord(JSON.parse(Buffer.from(bytes).toString()), "results")
    const [outcome] = outcomes
    if (outcome?._tag !== "Read" || outcomes.length > 1 || remarks.length > 0) return undefined
    return outcome.record._tag === "DetectInfo" ? outcome.record : undefined
  } catch {
    return undefined
  }
}
