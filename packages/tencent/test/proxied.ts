/** Servers on loopback behind a certificate of a private CA, and proxies that lead every name to them. */
import { readFileSync } from "node:fs"
import { createServer as createPlain, type RequestListener, type Server } from "node:http"
import { createServer as createSecure } from "node:https"
import { type AddressInfo, connect } from "node:net"
import { join } from "node:path"
import type { Duplex } from "node:stream"

export const caFile = join(import.meta.dirname, "tls", "ca.pem")
export const ca = readFileSync(caFile, "utf8")
const tls = {
  cert: readFileSync(join(import.meta.dirname, "tls", "server.pem")),
  key: readFileSync(join(import.meta.dirname, "tls", "server.key")),
}

export interface Listening extends AsyncDisposable {
  readonly port: number
}

const listen = async (server: Server, host = "127.0.0.1"): Promise<Listening> => {
  const sockets = new Set<Duplex>()
  server.on("connection", (socket: Duplex) => sockets.add(socket))
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A server whose certificate is of the private CA: for faceid.test, robot.test and this machine. */
export const secured = (answer: RequestListener, host?: string): Promise<Listening> =>
  listen(createSecure(tls, answer), host)

export const plain = (answer: RequestListener, host?: string): Promise<Listening> => listen(createPlain(answer), host)

export interface Proxy extends Listening {
  /** What it was asked for: `CONNECT host:port`, or `GET http://…`. */
  readonly asked: Array<string>
}

/** A proxy that leads everything to one port of this machine; it lets in whom it is told to, and refuses by a status. */
export const proxyTo = async (
  port: number,
  { user, refuses, isSecured = false }: { user?: string; refuses?: number; isSecured?: boolean } = {},
): Promise<Proxy> => {
  const asked: Array<string> = []
  const server = isSecured ? createSecure(tls) : createPlain()
  const admits = (header: string | undefined): boolean =>
    user === undefined || header === `Basic ${Buffer.from(user).toString("base64")}`
  server.on("connect", ({ url = "", headers }, socket: Duplex) => {
    asked.push(`CONNECT ${url}`)
    const status = refuses ?? (admits(headers["proxy-authorization"]) ? 200 : 407)
    socket.write(`HTTP/1.1 ${status} It\r\n\r\n`)
    if (status !== 200) return void socket.end()
    const onward = connect(port, "127.0.0.1")
    for (const end of [socket, onward]) end.on("error", () => [socket, onward].map((each) => each.destroy()))
    socket.pipe(onward).pipe(socket)
  })
  server.on("request", ({ method = "", url = "", headers }, response) => {
    asked.push(`${method} ${url}`)
    response.writeHead(admits(headers["proxy-authorization"]) ? 200 : 407).end("by the proxy")
  })
  return { asked, ...(await listen(server)) }
}
