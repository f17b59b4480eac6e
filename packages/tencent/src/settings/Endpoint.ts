/** Where the provider is reached. Requests are signed, but answers are personal data: plain http never leaves the machine. */
import * as Result from "effect/Result"

import { isLoopbackName } from "../outward/isLoopbackName.ts"
import { SettingsError } from "../outward/SettingsError.ts"

export interface Endpoint {
  readonly protocol: "http://" | "https://"
  /** Host and port. */
  readonly host: string
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
  return Result.succeed({ protocol: url.protocol === "http:" ? "http://" : "https://", host: url.host })
}
