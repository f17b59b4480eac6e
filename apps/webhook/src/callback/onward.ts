/** Where a browser is sent on to: the address of the settings, with the parameters that they allow and no others. */
const VALUE_LENGTH_MAX = 256

export interface Onward {
  readonly redirectTo: string
  readonly pass?: ReadonlyArray<string> | undefined
}

/** The address, to the byte the same whatever the BizToken is. Of a repeated parameter the first is passed on. */
export const onward = ({ redirectTo, pass = [] }: Onward, query: URLSearchParams): string => {
  const passed = new URLSearchParams()
  for (const name of pass) {
    const value = query.get(name)
    if (value !== null && value.length <= VALUE_LENGTH_MAX) passed.append(name, value)
  }
  const { href, hash } = new URL(redirectTo)
  if (passed.size === 0) return href
  const address = hash === "" ? href : href.slice(0, -hash.length)
  return `${address}${address.includes("?") ? "&" : "?"}${passed.toString()}${hash}`
}
