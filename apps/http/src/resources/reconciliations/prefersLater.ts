/** Whether the caller asks to be answered before the work is done: `Prefer: respond-async` (RFC 7240), among others. */
import type { Context } from "hono"

export const prefersLater = (c: Context): boolean =>
  (c.req.header("prefer") ?? "").split(",").some((each) => /^\s*respond-async\s*(;|$)/i.test(each))
