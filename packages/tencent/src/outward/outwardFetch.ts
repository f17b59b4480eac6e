/**
 * `fetch` by the rule of proxies, for requests that are not the SDK's. Redirects are never followed: a request may be
 * signed, and goes where the settings say and nowhere else.
 */
import * as http from "node:http"
import * as https from "node:https"
import { Readable } from "node:stream"

import { authorizationFor } from "./authorizationFor.ts"
import { type ProxyRules, proxyTo } from "./ProxyRules.ts"
import { TunnelAgent } from "./TunnelAgent.ts"

/** The part of `fetch` that is used here. */
export type OutwardFetch = (
  address: string | URL | Request,
  init?: Pick<RequestInit, "method" | "headers" | "body" | "signal">,
) => Promise<Response>

export const makeOutwardFetch =
  (rules: ProxyRules): OutwardFetch =>
  async (address, init = {}) => {
    const request = new Request(address, init)
    const [url, body] = [new URL(request.url), Buffer.from(await request.arrayBuffer())]
    const headers = { ...Object.fromEntries(request.headers), "content-length": String(body.byteLength) }
    const { method, signal } = request
    const proxy = proxyTo(url, rules)
    return new Promise((resolve, reject) => {
      const take = (answer: http.IncomingMessage) => resolve(responseOf(answer))
      const sent =
        url.protocol === "https:"
          ? https.request(url, { method, headers, signal, agent: tunnelOrNone(proxy) }, take)
          : http.request(plainOptions(url, proxy, { method, headers, signal }), take)
      sent.once("error", reject)
      sent.end(body)
    })
  }

const tunnelOrNone = (proxy: URL | undefined): https.Agent =>
  proxy === undefined ? new https.Agent({ keepAlive: false }) : new TunnelAgent(proxy, { keepAlive: false })

/** A proxy is asked for plain http by the whole address. */
const plainOptions = (
  url: URL,
  proxy: URL | undefined,
  {
    headers,
    ...options
  }: { readonly method: string; readonly headers: Record<string, string>; readonly signal: AbortSignal },
): http.RequestOptions => {
  const to = proxy ?? url
  return {
    ...options,
    agent: to.protocol === "https:" ? new https.Agent() : new http.Agent(),
    protocol: to.protocol,
    hostname: to.hostname.replace(/^\[|\]$/g, ""),
    port: to.port,
    path: proxy === undefined ? `${url.pathname}${url.search}` : url.href,
    headers: proxy === undefined ? headers : { ...headers, host: url.host, ...authorizationFor(proxy) },
  }
}

const WITHOUT_BODY = new Set([204, 205, 304])

const responseOf = (answer: http.IncomingMessage): Response => {
  const { statusCode = 0, statusMessage = "", rawHeaders } = answer
  const headers = new Headers()
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) headers.append(rawHeaders[i] ?? "", rawHeaders[i + 1] ?? "")
  const isEmpty = WITHOUT_BODY.has(statusCode)
  if (isEmpty) answer.resume()
  const body = isEmpty ? null : (Readable.toWeb(answer) as ReadableStream<Uint8Array>)
  return new Response(body, { status: statusCode, statusText: statusMessage, headers })
}
