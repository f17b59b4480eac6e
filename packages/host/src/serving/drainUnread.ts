/**
 * The rest of a request that was answered before all of it came in. Left where it is, it would be taken for the next
 * request of its connection, or the connection would be reset before the answer was read. So the answer goes out at once,
 * and ends when the rest has been thrown away; what is too long for that closes the connection.
 */
import type { IncomingMessage } from "node:http"

const DRAINED_BYTES_MAX = 16 << 20
const DRAINED_MS_MAX = 2000

/** The answer as it is to be sent; `response` is short, and goes with a request whose body may not have been read. */
export const drainUnread = async (response: Response, incoming: IncomingMessage): Promise<Response> => {
  if (incoming.readableEnded || incoming.destroyed || !hasBody(incoming)) return response
  const body = new Uint8Array(await response.arrayBuffer())
  const headers = new Headers(response.headers)
  headers.set("Content-Length", String(body.length))
  const length = Number(incoming.headers["content-length"] ?? Infinity)
  if (length > DRAINED_BYTES_MAX) headers.set("Connection", "close")
  const rest = new ReadableStream({
    start: (controller) => {
      if (body.length > 0) controller.enqueue(body)
    },
    pull: async (controller) => {
      await drained(incoming)
      controller.close()
    },
  })
  return new Response(rest, { status: response.status, headers })
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0

/** Throws away what comes, and resolves at its end, or where it is too much or takes too long. */
const drained = (incoming: IncomingMessage): Promise<void> =>
  new Promise((resolve) => {
    let bytes = 0
    const end = (): void => {
      clearTimeout(timer)
      incoming.off("data", count)
      for (const event of ["end", "error", "close"]) incoming.off(event, end)
      resolve()
    }
    const count = (chunk: Uint8Array): void => {
      bytes += chunk.length
      if (bytes > DRAINED_BYTES_MAX) end()
    }
    const timer = setTimeout(end, DRAINED_MS_MAX)
    // Whoever read until now reads no more.
    incoming.removeAllListeners("data")
    for (const event of ["end", "error", "close"]) incoming.once(event, end)
    incoming.on("data", count)
    if (incoming.readableEnded || incoming.destroyed) end()
    else incoming.resume()
  })
