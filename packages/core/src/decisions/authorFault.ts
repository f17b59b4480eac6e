/**
 * Who decides or closes is evidence that cannot be erased (F4): a name or a staff number, and nothing by which a person is
 * known outside of the house. A number of eleven digits that could be a mobile number is taken for one.
 */
import { isPersonal } from "./isPersonal.ts"

export type AuthorFault = "missing" | "malformed" | "too_long" | "personal"

export const AUTHOR_MAX = 64

/** `null` where it may be written. Titles of keys are held to the same: they say who writes over HTTP. */
export const authorFault = (author: string): AuthorFault | null => {
  if (author.trim() === "") return "missing"
  if (/\p{Cc}/u.test(author)) return "malformed"
  if ([...author].length > AUTHOR_MAX) return "too_long"
  return isPersonal(author) ? "personal" : null
}
