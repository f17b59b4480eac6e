/** Who reads: the session's key, as long as it is not revoked, and the language that was chosen or that the browser asks for. */
import { Keys } from "@faceid-tally/books"
import { type Language, languages } from "@faceid-tally/report"
import * as Effect from "effect/Effect"
import type { Context } from "hono"

import { languageAsked } from "../edge/languageAsked.ts"
import type { Reader, Service } from "./Desk.ts"
import type { Sealer } from "./session/Sealer.ts"
import { formTokenOf, type Session } from "./session/Session.ts"

export const readerOf = async (service: Service, sealer: Sealer, session: Session): Promise<Reader> => {
  const { keyId } = session
  const formToken = formTokenOf(sealer, session)
  if (!(await service.hasKeys())) return { key: null, isOpen: true, formToken }
  const found = keyId === null ? null : await service.run(Effect.flatMap(Keys, (keys) => keys.find(keyId)))
  if (found === null || found.revokedAt !== null) return { key: null, isOpen: false, formToken }
  const { digest: _, ...key } = found
  return { key, isOpen: false, formToken }
}

/** What was chosen, else what the browser asks for, else Chinese, which most readers read. */
export const languageOfReader = (c: Context, chosen: string | undefined): Language =>
  languages.find((language) => language === chosen) ?? languageAsked(c, "zh-CN")
