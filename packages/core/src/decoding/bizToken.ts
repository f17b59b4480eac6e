/**
 * What a new BizToken may be where people write one (D44): one word of letters, digits, `-` and `_`. A file's name
 * or a whole redirect URL, in which secrets stand, never gets into the ledger. What results and bills name is taken as it is.
 */

/** `empty`; `file`, by a slash or an ending; `several`, by blanks in between; `other` for all else. */
export type BizTokenFault = "empty" | "file" | "several" | "other"

export const readBizToken = (written: string): { readonly bizToken: string } | { readonly fault: BizTokenFault } => {
  const text = written.trim()
  if (/^[A-Za-z0-9_-]{1,128}$/.test(text)) return { bizToken: text }
  return { fault: faultOf(text) }
}

const faultOf = (text: string): BizTokenFault => {
  if (text === "") return "empty"
  if (/[/\\]/.test(text) || /\.[A-Za-z0-9]{1,16}$/.test(text)) return "file"
  return /\s/.test(text) ? "several" : "other"
}
