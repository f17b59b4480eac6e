/**
 * A visit of the console. Its id is random and in the browser's cookie alone; who signed in is a row of the books under the
 * id's digest, so that every process knows it, also after a restart, and nothing that the books hold opens a session. The
 * token of its forms and the seal of its notices are made from the id.
 */
import { createHash, randomBytes } from "node:crypto"

import { makeSealer, type Sealer } from "./Sealer.ts"

export interface Session {
  readonly id: string
  /** Signs what only this visit may send back. */
  readonly sealer: Sealer
}

export const SESSION_MS = 12 * 3_600_000
const ID_BYTES = 32
const ID = /^[\w-]{43}$/

/** A new one at each sign-in, so that nobody signs in to an id that was given to them. */
export const newSession = (): Session => sessionOf(randomBytes(ID_BYTES).toString("base64url"))

/** The visit of a cookie; `null` where it is none. */
export const openSession = (cookie: string | undefined): Session | null =>
  cookie !== undefined && ID.test(cookie) ? sessionOf(cookie) : null

const sessionOf = (id: string): Session => ({ id, sealer: makeSealer(Buffer.from(id)) })

/** What of the id the books keep. */
export const digestOf = ({ id }: Session): string => createHash("sha256").update(id).digest("hex")

export const formTokenOf = ({ sealer }: Session): string => sealer.sign("form", "")

export const isFormToken = ({ sealer }: Session, token: string): boolean => sealer.isSigned("form", "", token)
