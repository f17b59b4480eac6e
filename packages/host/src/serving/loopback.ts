/** What can be reached from this machine alone. */

/** A host to listen on. */
export const isLoopbackHost = (host: string): boolean =>
  host === "localhost" || host === "::1" || host === "[::1]" || /^127(\.\d{1,3}){3}$/.test(host)

/** The address that a connection comes from. */
export const isLoopbackAddress = (address: string | undefined): boolean =>
  address !== undefined && isLoopbackHost(address.replace(/^::ffff:/, ""))

/** A `Host` header: a page in a browser can make its own name mean this machine, but not call it by this name. */
export const isLoopbackAuthority = (header: string | undefined): boolean => {
  const host = header === undefined ? undefined : /^(\[[^\]]+\]|[^:]+)(:\d{1,5})?$/.exec(header)?.[1]
  return host !== undefined && isLoopbackHost(host.toLowerCase())
}
