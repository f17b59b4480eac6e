/** A field of a form, as text; empty where it is missing. */
import type { Context } from "hono"

export const formField = async (c: Context, name: string): Promise<string> => {
  const value = (await c.req.parseBody())[name]
  return typeof value === "string" ? value.trim() : ""
}
