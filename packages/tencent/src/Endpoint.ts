/** Where the provider is reached. Requests are signed, but answers are personal data: plain http never leaves the machine. */
import { isIPv4 } from "node:net"

import * as Result from "effect/Result"

import { SettingsError } from "./SettingsError.ts"

export interface Endpoint {
  readonly protocol: "http://" | "https://"
  /** Host and port. */
  readonly host: string
  readonly isLoopback: boolean
}

/** Reads `faceid.tencentcloudapi.com`, `https://host[:port]`, or `http://127.0.0.1:port`. */
export const readEndpoint = (text: string): Result.Result<Endpoint, SettingsError> => {
  const url = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`)
  const isBare =
    url !== null && url.pathname === "/" && url.search === "" && url.hash === "" && url.username + url.password === ""
  if (!isBare || !/^https?:$/.test(url.protocol)) {
    return Result.fail(new SettingsError({ reason: "endpoint_invalid" }))
  }
  const isLoopback = isLoopbackName(url.hostname)
  if (url.protocol === "http:" && !isLoopback) {
    return Result.fail(new SettingsError({ reason: "endpoint_not_loopback" }))
  }
  return Result.succeed({ protocol: url.protocol === "http:" ? "http://" : "https://", host: url.host, isLoopback })
}

/** A URL has brought every spelling of an address to one. */
const isLoopbackName = (name: string): boolean =>
  name === "localhost" || name === "[::1]" || (isIPv4(name) && name.startsWith("127."))
