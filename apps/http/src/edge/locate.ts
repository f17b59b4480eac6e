/** Says where what an operation made is to be found: by what it answered, so that a replay says it too. */
import type { Context } from "hono"

import type { Env } from "./Env.ts"

/** `templates`, by status: `/v1/reconciliations/{id}`, whose names are fields of the answer. */
export const locate = async (c: Context<Env>, templates: Readonly<Record<number, string>>): Promise<void> => {
  const template = templates[c.res.status]
  if (template === undefined) return
  const document = (await c.res.clone().json()) as Readonly<Record<string, unknown>>
  const location = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(document[name])))
  c.res.headers.set("Location", location)
}
