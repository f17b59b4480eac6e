/** The console's cookies: none is seen by scripts, none goes to or comes from another site. */
import type { Context } from "hono"
import { deleteCookie, getCookie, setCookie } from "hono/cookie"

import type { Notice } from "./Notice.ts"
import { BASE } from "./paths.ts"
import type { Session } from "./Session.ts"

export const SESSION_COOKIE = "faceid-tally-session"
export const LANGUAGE_COOKIE = "faceid-tally-language"
const NOTICE_COOKIE = "faceid-tally-notice"

const YEAR_S = 365 * 86_400
const NOTICE_S = 60

const keep = (c: Context, name: string, value: string, maxAge?: number): void =>
  setCookie(c, name, value, {
    path: BASE,
    httpOnly: true,
    sameSite: "Strict",
    secure: isSecure(c),
    ...(maxAge !== undefined && { maxAge }),
  })

/** TLS ends here, or at a proxy that says so. */
const isSecure = (c: Context): boolean =>
  new URL(c.req.url).protocol === "https:" || c.req.header("x-forwarded-proto") === "https"

export const keepSession = (c: Context, { id }: Session): void => keep(c, SESSION_COOKIE, id)

export const keepLanguage = (c: Context, language: string): void => keep(c, LANGUAGE_COOKIE, language, YEAR_S)

/** Told once, by the next page. */
export const keepNotice = (c: Context, { sealer }: Session, notice: Notice): void =>
  keep(c, NOTICE_COOKIE, sealer.seal("notice", JSON.stringify(notice)), NOTICE_S)

export const takeNotice = (c: Context, { sealer }: Session): Notice | null => {
  const cookie = getCookie(c, NOTICE_COOKIE)
  if (cookie === undefined) return null
  deleteCookie(c, NOTICE_COOKIE, { path: BASE })
  const text = sealer.open("notice", cookie)
  return text === null ? null : (JSON.parse(text) as Notice)
}
