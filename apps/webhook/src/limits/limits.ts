/** What the sockets of the receiver allow. README lists them. */
import type { ServerOptions } from "node:http"

export const CONNECTIONS_MAX = 1000
/** Beyond the limit, for requests that are all complete and being answered. */
export const CONNECTIONS_SPARE = 200

export const socketLimits: ServerOptions = {
  maxHeaderSize: 16 * 1024,
  /** Headers have to be there in this time, also those of a connection that sends nothing. */
  headersTimeout: 5000,
  /** The whole request. */
  requestTimeout: 15_000,
  connectionsCheckingInterval: 1000,
  /** Longer than proxies keep theirs: they close first, and no request meets a closed connection. */
  keepAliveTimeout: 65_000,
}
/** A connection on which nothing moves, such as one that does not read its answer. */
export const IDLE_MS_MAX = 20_000
/** So long may requests that were accepted go on after the receiver was told to end. */
export const GRACE_MS = 10_000
