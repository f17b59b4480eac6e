/** @jsxImportSource hono/jsx */
/** Sign-in and sign-out. A wrong key is answered like any other wrong key, so that nothing can be learned from it. */
import { Sessions } from "@faceid-tally/books/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { Hono } from "hono"

import { addressReader } from "../../edge/addressOf.ts"
import { keepNotice, keepSession } from "../context/cookies.ts"
import { type ConsoleEnv, mayRead, type Service } from "../context/PageContext.ts"
import { formField } from "../context/formField.ts"
import { paths } from "../context/paths.ts"
import { pathWithin } from "../context/pathWithin.ts"
import { digestOf, newSession, type Session, SESSION_MS } from "../context/Session.ts"
import { SignInLimit } from "./SignInLimit.ts"
import { SignInPage } from "./SignInPage.tsx"
import { signInText } from "./signInText.ts"

const MS_PER_MINUTE = 60_000

export const sessionRoutes = ({ settings }: Service) => {
  const app = new Hono<ConsoleEnv>()
  const limit = new SignInLimit()
  const addressOf = addressReader(settings.http?.trustedProxies)

  app.get("/sign-in", (c) => {
    const { context } = c.var
    const to = pathWithin(c.req.query("to"))
    return mayRead(context.reader) ? c.redirect(to, 303) : c.html(<SignInPage context={context} to={to} />)
  })

  app.post("/sign-in", async (c) => {
    const { context } = c.var
    const to = pathWithin(await formField(c, "to"))
    const key = await context.service.findKey(await formField(c, "key"))
    if (key !== null && mayRead({ ...context.reader, key })) {
      const session = newSession()
      await context.service.run(begin(session, key.id))
      keepSession(c, session)
      return c.redirect(to, 303)
    }
    const waitMs = limit.fail(addressOf(c), Date.now())
    if (waitMs > 0) c.header("retry-after", String(Math.ceil(waitMs / 1000)))
    const problem =
      waitMs > 0
        ? signInText[context.language].tooMany(Math.ceil(waitMs / MS_PER_MINUTE))
        : signInText[context.language].wrong
    return c.html(<SignInPage context={context} to={to} problem={problem} />, waitMs > 0 ? 429 : 403)
  })

  app.post("/sign-out", async (c) => {
    await c.var.context.service.run(end(c.var.session))
    const session = newSession()
    keepSession(c, session)
    keepNotice(c, session, { tone: "good", text: signInText[c.var.context.language].signedOut })
    return c.redirect(paths.signIn(), 303)
  })

  return app
}

const begin = (session: Session, keyId: string) =>
  Effect.gen(function* () {
    const expiresAt = (yield* Clock.currentTimeMillis) + SESSION_MS
    yield* (yield* Sessions).begin({ digest: digestOf(session), keyId, expiresAt })
  })

const end = (session: Session) => Effect.flatMap(Sessions, (sessions) => sessions.end(digestOf(session)))
