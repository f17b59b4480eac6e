/**
 * Connections through a proxy, which sees where they lead and nothing else: it is asked for a tunnel by CONNECT, and TLS
 * with the other end begins in it. A tunnel is kept for the next request to the same host.
 */
import * as http from "node:http"
import * as https from "node:https"
import { Socket } from "node:net"
import { connect, type ConnectionOptions } from "node:tls"

import { authorizationFor } from "./authorizationFor.ts"

/** A proxy that takes longer is none. */
const CONNECT_MS_MAX = 10_000

type Connected = Parameters<https.Agent["createConnection"]>[1]

export class TunnelAgent extends https.Agent {
  readonly #proxy: URL

  constructor(proxy: URL, options: https.AgentOptions) {
    super(options)
    this.#proxy = proxy
  }

  override createConnection(options: https.RequestOptions, connected?: Connected): undefined {
    const host = options.host ?? ""
    const authority = `${host.includes(":") ? `[${host}]` : host}:${options.port ?? 443}`
    const { request } = this.#proxy.protocol === "https:" ? https : http
    const asked = request(this.#proxy, {
      method: "CONNECT",
      path: authority,
      headers: { host: authority, ...authorizationFor(this.#proxy) },
      agent: false,
    })
    const late = setTimeout(() => asked.destroy(fault("ETIMEDOUT")), CONNECT_MS_MAX)
    asked.once("connect", ({ statusCode = 0 }, socket) => {
      clearTimeout(late)
      if (statusCode === 200) return connected?.(null, connect({ ...(options as ConnectionOptions), socket }))
      socket.destroy()
      connected?.(fault(`PROXY_${statusCode}`), socket)
    })
    asked.once("error", (error) => {
      clearTimeout(late)
      connected?.(error, new Socket())
    })
    asked.end()
    return undefined
  }
}

/** An error with a code as the system's are; its message quotes nothing. */
const fault = (code: string): Error => Object.assign(new Error(code), { code })
