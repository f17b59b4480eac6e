/**
 * Texts of the provider as the database holds them: as they are, but for three cases that begin with `~`: a text that
 * begins so itself, a text that is no well-formed Unicode or has a NUL (PostgreSQL takes neither), and the keys that
 * this package makes for attempts without Seq and for results without attempts.
 */
import { hash } from "node:crypto"

/** What no plain text has: a tilde in front, a NUL, or half a pair of surrogates. */
const suspicious = /^~|[\0\ud800-\udfff]/

export const toStored = (text: string): string => {
  if (!suspicious.test(text)) return text
  if (text.isWellFormed() && !text.includes("\0")) return text.startsWith("~") ? `~${text}` : text
  return `~x${Buffer.from(text, "utf16le").toString("hex")}`
}

export const fromStored = (stored: string): string => {
  if (!stored.startsWith("~")) return stored
  return stored.startsWith("~x") ? Buffer.from(stored.slice(2), "hex").toString("utf16le") : stored.slice(1)
}

/** A stored text that went out and came back, whatever was made of it there. */
export const asStored = (text: string): string => (text.isWellFormed() && !text.includes("\0") ? text : toStored(text))

export const toStoredName = (name: string | null): string | null => (name === null ? null : toStored(name))
export const fromStoredName = (stored: string | null): string | null => (stored === null ? null : fromStored(stored))

/** The key of an attempt without Seq, made of what tells it apart. */
export const keyOfIdentity = (identity: string): string => `~i${hash("sha256", identity, "hex")}`
export const isIdentityKey = (key: string): boolean => key.startsWith("~i")

/** The key of a result that has no attempts: all those of one BizToken stand together. */
export const keyOfEmpty = (bizToken: string | null): string => `~r${bizToken === null ? "" : toStored(bizToken)}`
export const isEmptyKey = (key: string): boolean => key.startsWith("~r")
