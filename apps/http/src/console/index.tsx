/**
 * The console: pages for people, mounted at `/console`. Every page is made here on the server, and no script runs in the
 * browser. Without any key it is open, on loopback alone; with one, people sign in with it.
 */
import { workerName } from "@faceid-tally/host/apps"
import { Hono } from "hono"
import { bodyLimit } from "hono/body-limit"
import { getCookie } from "hono/cookie"

import { isOfThisMachine } from "../edge/authorize.ts"
import { actionRoutes } from "./actions/routes.ts"
import { assetRoutes } from "./style/assetRoutes.ts"
import { keepLanguage, keepSession, LANGUAGE_COOKIE, SESSION_COOKIE, takeNotice } from "./context/cookies.ts"
import { dayRoutes } from "./day/routes.tsx"
import {
  type ConsoleEnv,
  makePageContext,
  mayAct,
  mayDecide,
  mayRead,
  type Reader,
  type Service,
} from "./context/PageContext.ts"
import { decidingRoutes } from "./deciding/routes.tsx"
import { FILE_BYTES_MAX } from "./context/formField.ts"
import { discrepancyRoutes } from "./discrepancies/routes.tsx"
import { disputePageRoutes } from "./disputes/routes.tsx"
import { evidenceRoutes } from "./evidence/routes.tsx"
import { faultOf } from "./faults/faultOf.ts"
import { fault, missing } from "./faults/faults.tsx"
import { FORM_TOKEN } from "./layout/FormToken.tsx"
import { monthRoutes } from "./month/routes.tsx"
import { paths } from "./context/paths.ts"
import { languageOfReader, readerOf } from "./context/reader.ts"
import { guardHeaders } from "./guardHeaders.ts"
import { runRoutes } from "./runs/routes.tsx"
import { sessionRoutes } from "./session/routes.tsx"
import { isFormToken, newSession, openSession } from "./context/Session.ts"
import { settingsRoutes } from "./settings/routes.tsx"
import { statementPageRoutes } from "./statement/routes.tsx"
import { verificationRoutes } from "./verification/routes.tsx"
import { faultText } from "./faults/faultText.ts"

/** A form holds a few short fields. */
const FORM_BYTES_MAX = 16_384

/** Only who may do something with it can send a file. */
const maySendFile = (path: string, reader: Reader): boolean =>
  path === paths.accountBill ? mayAct(reader) : DECISIONS.test(path) && mayDecide(reader)

/** A sheet, or what was made of it. */
const DECISIONS = /^\/console\/decisions\/\d{4}-\d{2}\/(?:sheet|apply)$/

export const makeConsole = (service: Service): Hono => {
  const app = new Hono<ConsoleEnv>()
  app.use(guardHeaders)
  app.route("/", assetRoutes())

  app.use(async (c, next) => {
    const chosen = c.req.query("lang")
    if (chosen !== undefined && c.req.method === "GET") {
      keepLanguage(c, chosen)
      const url = new URL(c.req.url)
      url.searchParams.delete("lang")
      return c.redirect(`${url.pathname}${url.search}`, 303)
    }
    const kept = openSession(getCookie(c, SESSION_COOKIE))
    const session = kept ?? newSession()
    if (kept === null) keepSession(c, session)
    c.set("session", session)
    c.set(
      "context",
      makePageContext({
        service,
        reader: await readerOf(service, session),
        language: languageOfReader(c, chosen ?? getCookie(c, LANGUAGE_COOKIE)),
        url: new URL(c.req.url),
        // A file shows none.
        notice: /\.(?:xlsx|csv|zip)$/.test(c.req.path) ? null : takeNotice(c, session),
      }),
    )
    // Without a key it is for this machine alone, and for no page of another site in a browser of it.
    if (c.var.context.reader.isOpen && !isOfThisMachine(c))
      return fault(c, faultText[c.var.context.language].thisMachine, 403)
    if (c.req.method === "GET" || c.req.method === "HEAD") return next()
    const onError = () => fault(c, faultText[c.var.context.language].tooLarge, 413)
    const maxSize = maySendFile(c.req.path, c.var.context.reader) ? FILE_BYTES_MAX : FORM_BYTES_MAX
    return bodyLimit({ maxSize, onError })(c, async () => {
      const token = (await c.req.parseBody())[FORM_TOKEN]
      if (typeof token === "string" && isFormToken(session, token)) return next()
      c.res = await fault(c, faultText[c.var.context.language].staleForm, 403)
    })
  })

  app.route("/", sessionRoutes(service))
  app.use(async (c, next) => {
    if (mayRead(c.var.context.reader)) return next()
    const { pathname, search } = c.var.context.url
    return c.redirect(paths.signIn(c.req.method === "GET" ? `${pathname}${search}` : undefined), 303)
  })
  app.route("/", monthRoutes())
  app.route("/", runRoutes())
  app.route("/", statementPageRoutes())
  app.route("/", dayRoutes())
  app.route("/", discrepancyRoutes())
  app.route("/", decidingRoutes())
  app.route("/", disputePageRoutes())
  app.route("/", verificationRoutes())
  app.route("/", evidenceRoutes())
  app.route("/", settingsRoutes())
  app.route("/", actionRoutes(workerName()))

  app.all("*", missing)
  app.onError((error, c) => {
    if (c.var.givenUp !== undefined) throw error
    const { sentence, status } = faultOf(error, c.var.context, c.var.requestId)
    return fault(c, sentence, status)
  })
  return app as unknown as Hono
}
