/** Says where what an operation made is to be found: by what it answered, so that a replay says it too. */
import type { Context } from "hono"

import type { Env } from "./Env.ts"

/** `template`: `/v1/reconciliations/{id}`, whose names are fields of the answer. */
export const locate = async (c: Context<Env>, template: string): Promise<void> => {
  if (c.res.status !== 201 && c.res.status !== 202) return
  const document = (await c.res.clone().json()) as Readonly<Record<string, unknown>>
  const location = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(document[name])))
  c.res.headers.set("Location", location)
}
