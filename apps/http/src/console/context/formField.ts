/** A field of a form, as text; empty where it is missing. */
import type { Context } from "hono"

/** What a form that brings a file may hold. */
export const FILE_BYTES_MAX = 16 << 20

export const formField = async (c: Context, name: string): Promise<string> => {
  const value = (await c.req.parseBody())[name]
  return typeof value === "string" ? value.trim() : ""
}

/** All of one name, such as boxes that were ticked. */
export const formFields = async (c: Context, name: string): Promise<ReadonlyArray<string>> =>
  (await c.req.formData()).getAll(name).filter((value) => typeof value === "string")

export const formFile = async (c: Context, name: string): Promise<File | null> => {
  const value = (await c.req.parseBody())[name]
  return value instanceof File && value.size > 0 ? value : null
}
