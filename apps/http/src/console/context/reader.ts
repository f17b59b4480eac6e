/** Who reads: the session's key, as long as it is not revoked, and the language that was chosen or that the browser asks for. */
import { Keys, Sessions } from "@faceid-tally/books/engine"
import { type Language, languages } from "@faceid-tally/report"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Context } from "hono"

import { requestLanguage } from "../../edge/requestLanguage.ts"
import type { Reader, Service } from "./PageContext.ts"
import { digestOf, formTokenOf, type Session } from "./Session.ts"

export const readerOf = async (service: Service, session: Session): Promise<Reader> => {
  const formToken = formTokenOf(session)
  if (!(await service.hasKeys())) return { key: null, isOpen: true, formToken }
  const found = await service.run(keyOfSession(session))
  if (found === null || found.revokedAt !== null) return { key: null, isOpen: false, formToken }
  const { digest: _, ...key } = found
  return { key, isOpen: false, formToken }
}

const keyOfSession = (session: Session) =>
  Effect.gen(function* () {
    const id = yield* (yield* Sessions).keyOf(digestOf(session), yield* Clock.currentTimeMillis)
    return id === null ? null : yield* (yield* Keys).find(id)
  })

/** What was chosen, else what the browser asks for, else Chinese, which most readers read. */
export const languageOfReader = (c: Context, chosen: string | undefined): Language =>
  languages.find((language) => language === chosen) ?? requestLanguage(c, "zh-CN")
