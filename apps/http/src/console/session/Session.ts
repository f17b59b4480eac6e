/** A visit of the console: who it is, for how long, and the token of its forms. The key itself is never in it. */
import { randomBytes } from "node:crypto"

import type { Sealer } from "./Sealer.ts"

export interface Session {
  /** Another one at each sign-in. */
  readonly nonce: string
  /** The id of the key, its open part; `null` before sign-in. */
  readonly keyId: string | null
  readonly expiresAt: number
}

export const SESSION_MS = 12 * 3_600_000
const NONCE_BYTES = 18
const USE = "session"

export const newSession = (keyId: string | null, now: number): Session => ({
  nonce: randomBytes(NONCE_BYTES).toString("base64url"),
  keyId,
  expiresAt: now + SESSION_MS,
})

export const sealSession = (sealer: Sealer, { nonce, keyId, expiresAt }: Session): string =>
  sealer.seal(USE, [nonce, expiresAt, keyId ?? ""].join(" "))

/** The session of a cookie, `null` where it is forged, over, or none. */
export const openSession = (sealer: Sealer, cookie: string | undefined, now: number): Session | null => {
  const [nonce = "", expiresAt = "0", keyId = ""] = sealer.open(USE, cookie)?.split(" ") ?? []
  return Number(expiresAt) > now ? { nonce, keyId: keyId === "" ? null : keyId, expiresAt: Number(expiresAt) } : null
}

export const formTokenOf = (sealer: Sealer, { nonce }: Session): string => sealer.sign("form", nonce)

export const isFormToken = (sealer: Sealer, { nonce }: Session, token: string): boolean =>
  sealer.isSigned("form", nonce, token)
