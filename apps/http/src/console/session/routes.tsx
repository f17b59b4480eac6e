/** @jsxImportSource hono/jsx */
/** Sign-in and sign-out. A wrong key is answered like any other wrong key, so that nothing can be learned from it. */
import { getConnInfo } from "@hono/node-server/conninfo"
import type { Context } from "hono"
import { Hono } from "hono"

import { keepNotice, keepSession } from "../cookies.ts"
import { type ConsoleEnv, mayRead } from "../Desk.ts"
import { formField } from "../formField.ts"
import { paths } from "../paths.ts"
import { pathWithin } from "../pathWithin.ts"
import type { Sealer } from "./Sealer.ts"
import { newSession } from "./Session.ts"
import { SignInLimit } from "./SignInLimit.ts"
import { SignInPage } from "./SignInPage.tsx"

const MS_PER_MINUTE = 60_000

export const sessionRoutes = (sealer: Sealer) => {
  const app = new Hono<ConsoleEnv>()
  const limit = new SignInLimit()

  app.get("/sign-in", (c) => {
    const { desk } = c.var
    const to = pathWithin(c.req.query("to"))
    return mayRead(desk.reader) ? c.redirect(to, 303) : c.html(<SignInPage desk={desk} to={to} />)
  })

  app.post("/sign-in", async (c) => {
    const { desk } = c.var
    const to = pathWithin(await formField(c, "to"))
    const address = addressOf(c)
    const now = Date.now()
    const waitMs = limit.waitMs(address, now)
    if (waitMs > 0) {
      const problem = desk.text.signIn.tooMany(Math.ceil(waitMs / MS_PER_MINUTE))
      c.header("retry-after", String(Math.ceil(waitMs / 1000)))
      return c.html(<SignInPage desk={desk} to={to} problem={problem} />, 429)
    }
    limit.begin(address, now)
    const key = await desk.service.findKey(await formField(c, "key"))
    if (key === null || !mayRead({ ...desk.reader, key })) {
      return c.html(<SignInPage desk={desk} to={to} problem={desk.text.signIn.wrong} />, 403)
    }
    limit.forgive(address)
    keepSession(c, sealer, newSession(key.id, now))
    return c.redirect(to, 303)
  })

  app.post("/sign-out", (c) => {
    keepSession(c, sealer, newSession(null, Date.now()))
    keepNotice(c, sealer, { tone: "good", text: c.var.desk.text.signIn.signedOut })
    return c.redirect(paths.signIn(), 303)
  })

  return app
}

/** Without a real connection, as in tests, all come from one place. */
const addressOf = (c: Context): string => {
  try {
    return getConnInfo(c).remote.address ?? ""
  } catch {
    return ""
  }
}
