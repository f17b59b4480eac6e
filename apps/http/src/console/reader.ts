/** Who reads: the session's key, as long as it is not revoked, and the language that was chosen or that the browser asks for. */
import { Keys } from "@faceid-tally/books"
import type { Language } from "@faceid-tally/report"
import * as Effect from "effect/Effect"

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

/** What was chosen, else the first language of the browser's that there is, else Chinese, which most readers read. */
export const languageOfRequest = (chosen: string | undefined, accepted: string | undefined): Language => {
  if (chosen === "en" || chosen === "zh-CN") return chosen
  const weighed = (accepted ?? "").split(",").map((part) => {
    const [tag = "", ...parameters] = part.trim().toLowerCase().split(";")
    const weight = parameters.map((each) => /^\s*q=([\d.]+)\s*$/.exec(each)?.[1]).find((each) => each !== undefined)
    return { tag, weight: Number(weight ?? 1) }
  })
  const known = weighed.filter(({ tag, weight }) => weight > 0 && /^(zh|en)\b/.test(tag))
  const [first] = known.toSorted((a, b) => b.weight - a.weight)
  return first?.tag.startsWith("en") === true ? "en" : "zh-CN"
}
