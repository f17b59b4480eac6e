/** The BizToken in a callback's query. Anyone can forge it: it is only a hint at what to look for. */

/** How the channels call it: public code, the international pages, E证通. */
const NAMES = ["BizToken", "token", "EidToken"] as const

/** Anything else is no BizToken, and no reason to ask the database. */
const FORM = /^[\w.~:-]{1,128}$/

export const isBizToken = (text: string): boolean => FORM.test(text)

/** `undefined` where none came, `null` where what came cannot be one. */
export const bizTokenOf = (query: URLSearchParams): string | null | undefined => {
  const name = NAMES.find((each) => query.has(each))
  if (name === undefined) return undefined
  const text = (query.get(name) ?? "").trim()
  return isBizToken(text) ? text : null
}
