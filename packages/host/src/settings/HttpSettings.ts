/** What can be set of the HTTP service: its limits. */
import { isIP } from "node:net"

import * as Schema from "effect/Schema"

const optional = Schema.optionalKey
const whole = (maximum: number) => Schema.Int.check(Schema.isBetween({ minimum: 1, maximum }))

const Proxy = Schema.String.check(
  Schema.makeFilter(isProxy, { expected: "an address, or a network such as 10.0.0.0/8" }),
)

function isProxy(text: string): boolean {
  const [, address = "", bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? []
  const family = isIP(address)
  return family !== 0 && (bits === undefined || Number(bits) <= (family === 4 ? 32 : 128))
}

export const HttpSettings = Schema.Struct({
  /** Of one request, packed or unpacked. Default 1 GiB. */
  bodyBytesMax: optional(whole(2 ** 40)),
  /** How long a request may take, its upload aside. Default 60. */
  requestSeconds: optional(whole(3600)),
  /** How long an upload may take. Default 900. */
  uploadSeconds: optional(whole(86_400)),
  /** How long an upload may stand still. Default 20. */
  idleSeconds: optional(whole(3600)),
  /** Requests that are worked on at a time. Default 64. */
  concurrency: optional(whole(10_000)),
  /** Requests a second of one key. Default: no limit. */
  requestsPerSecond: optional(whole(100_000)),
  /** Proxies whose X-Forwarded-For is believed: addresses, or networks as `10.0.0.0/8`. Default: none. */
  trustedProxies: optional(Schema.Array(Proxy)),
})
export type HttpSettings = typeof HttpSettings.Type
