/**
 * API keys: `ft_<id>_<secret>`. The id is open and names the key; of the secret only the SHA-256 digest is kept. A digest
 * without salt is enough, because the secret is 256 random bits and no password.
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto"

const ID_BYTES = 6
const SECRET_BYTES = 32
const FORM = /^ft_([A-Za-z0-9]{1,32})_([A-Za-z0-9_-]{43,128})$/

export interface NewApiKey {
  readonly id: string
  /** The whole key: shown once, kept nowhere. */
  readonly key: string
  /** What is kept: SHA-256 of the secret, in hex. */
  readonly digest: string
}

export const makeApiKey = (): NewApiKey => {
  const id = randomBytes(ID_BYTES).toString("hex")
  const secret = randomBytes(SECRET_BYTES).toString("base64url")
  return { id, key: `ft_${id}_${secret}`, digest: digestOf(secret) }
}

/** The parts of what claims to be a key; `undefined` where it has not the form of one. */
export const parseApiKey = (text: string): { readonly id: string; readonly digest: string } | undefined => {
  const [, id, secret] = FORM.exec(text) ?? []
  return id === undefined || secret === undefined ? undefined : { id, digest: digestOf(secret) }
}

/** Whether two digests are the same, in a time that does not tell where they differ. */
export const isSameDigest = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a, "hex"), Buffer.from(b, "hex")]
  return left.length === right.length && timingSafeEqual(left, right)
}

const digestOf = (secret: string): string => createHash("sha256").update(secret).digest("hex")
