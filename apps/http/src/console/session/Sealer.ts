/**
 * Signs what a browser keeps for us, so that it comes back as it was given or not at all. The secret lives as long as the
 * process: after a restart people sign in again, and nothing that the ledger holds can forge a session.
 */
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto"

export interface Sealer {
  /** The text with its signature. `use` keeps one kind of text from being passed off as another. */
  readonly seal: (use: string, text: string) => string
  /** The text, `null` where it was not signed here for this use. */
  readonly open: (use: string, sealed: string | undefined) => string | null
  readonly sign: (use: string, text: string) => string
  readonly isSigned: (use: string, text: string, signature: string) => boolean
}

const SECRET_BYTES = 32

export const makeSealer = (secret: Uint8Array = randomBytes(SECRET_BYTES)): Sealer => {
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
