/** How a server begins to listen and how it ends. */
import type { Server } from "node:http"

const IDLE_SWEEP_MS = 50

/**
 * Gives the URL that it listens on, such as `http://127.0.0.1:8080`; rejects where it cannot: `listenFault` tells why. An
 * IPv6 address may be written as in a URL, `[::1]`.
 */
export const listen = (server: Server, { host, port }: { readonly host: string; readonly port: number }) =>
  new Promise<string>((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, host.replace(/^\[(.*)\]$/, "$1"), () => {
      server.off("error", reject)
      resolve(urlOf(server))
    })
  })

/** Takes no more connections, and lets requests that were accepted go on for so long. */
export const endListening = async (server: Server, graceMs: number): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>()
  server.close(() => resolve())
  // A connection whose request is done has nothing more to say, whatever keep-alive promised it.
  const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS)
  const timer = setTimeout(() => server.closeAllConnections(), graceMs)
  await promise
  clearInterval(sweep)
  clearTimeout(timer)
}

/** Why a server could not listen; `undefined` where an error is about something else. */
export const listenFault = (error: unknown): "port_taken" | "cannot_listen" | undefined => {
  const code = error instanceof Error && "code" in error ? error.code : undefined
  if (code === "EADDRINUSE") return "port_taken"
  return code === "EACCES" || code === "EADDRNOTAVAIL" || code === "ENOTFOUND" ? "cannot_listen" : undefined
}

const urlOf = (server: Server): string => {
  const at = server.address()
  if (at === null || typeof at === "string") throw new Error("a server without a TCP port has no URL")
  return `http://${at.family === "IPv6" ? `[${at.address}]` : at.address}:${at.port}`
}
