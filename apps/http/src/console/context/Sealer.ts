/**
 * Signs what a browser keeps for us, so that it comes back as it was given or not at all. The secret is the id of the
 * visit, which the books have no more of than its digest: nothing that they hold can forge a form.
 */
import { createHmac, timingSafeEqual } from "node:crypto"

export interface Sealer {
  /** The text with its signature. `use` keeps one kind of text from being passed off as another. */
  readonly seal: (use: string, text: string) => string
  /** The text, `null` where it was not signed here for this use. */
  readonly open: (use: string, sealed: string | undefined) => string | null
  readonly sign: (use: string, text: string) => string
  readonly isSigned: (use: string, text: string, signature: string) => boolean
}

export const makeSealer = (secret: Uint8Array): Sealer => {
  const sign = (use: string, text: string): string =>
    createHmac("sha256", secret).update(`${use}\n${text}`).digest("base64url")
  const isSigned = (use: string, text: string, signature: string): boolean => {
    const [given, right] = [Buffer.from(signature), Buffer.from(sign(use, text))]
    return given.length === right.length && timingSafeEqual(given, right)
  }
  return {
    sign,
    isSigned,
    seal: (use, text) => `${Buffer.from(text).toString("base64url")}.${sign(use, text)}`,
    open: (use, sealed) => {
      const [body = "", signature = ""] = sealed?.split(".") ?? []
      const text = Buffer.from(body, "base64url").toString()
      return isSigned(use, text, signature) ? text : null
    },
  }
}
