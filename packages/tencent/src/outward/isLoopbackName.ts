/** Names of this machine itself. A URL has brought every spelling of an address to one. */
import { isIPv4 } from "node:net"

export const isLoopbackName = (name: string): boolean =>
  name === "localhost" || name === "[::1]" || (isIPv4(name) && name.startsWith("127."))
