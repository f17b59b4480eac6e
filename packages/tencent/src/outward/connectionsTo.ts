/** An agent for an address: it keeps connections, directly or through the proxy on the way. */
import * as http from "node:http"
import * as https from "node:https"

import { type ProxyRules, proxyTo } from "./ProxyRules.ts"
import { TunnelAgent } from "./TunnelAgent.ts"

export const connectionsTo = (address: URL, rules: ProxyRules): http.Agent => {
  const options = { keepAlive: true }
  // Through a proxy plain http needs no agent of its own, but another address (outwardFetch).
  if (address.protocol === "http:") return new http.Agent(options)
  const proxy = proxyTo(address, rules)
  return proxy === undefined ? new https.Agent(options) : new TunnelAgent(proxy, options)
}
