/** The typed client of the HTTP service: every operation with the types of its request and its answer. */
import { type ClientRequestOptions, hc } from "hono/client"

import type { Api } from "./resources/index.ts"

export { DEFAULT_PORT } from "./defaults.ts"

export type Client = ReturnType<typeof hc<Api>>

export interface ClientOptions extends ClientRequestOptions {
  /** An API key; on loopback without keys none is needed. */
  readonly key?: string
}

/** `makeClient("http://127.0.0.1:8080", { key }).v1.tally.$get({ query: { from, to } })` */
export const makeClient = (url: string, { key, ...options }: ClientOptions = {}): Client =>
  hc<Api>(url, key === undefined ? options : { ...options, headers: { Authorization: `Bearer ${key}` } })
