/** What goes back over the wire, and what happens to it on the way. */
import type { ServerResponse } from "node:http"
import { setTimeout } from "node:timers/promises"

export interface Reply {
  readonly status: number
  readonly contentType: string
  readonly body: string
  readonly location?: string
  readonly delayMs?: number
  /** The connection breaks in the middle of the body, whose length was named before or not. */
  readonly cut?: "named" | "unnamed" | undefined
  /** The connection is reset instead. */
  readonly isReset?: boolean
}

export const send = async (reply: Reply, response: ServerResponse, signal: AbortSignal): Promise<void> => {
  if (reply.delayMs !== undefined && reply.delayMs > 0) await setTimeout(reply.delayMs, undefined, { signal })
  if (reply.isReset === true) {
    response.socket?.resetAndDestroy()
    return
  }
  const body = Buffer.from(reply.body)
  response.writeHead(reply.status, {
    "Content-Type": reply.contentType,
    ...(reply.cut !== "unnamed" && { "Content-Length": body.byteLength }),
    ...(reply.location !== undefined && { Location: reply.location }),
  })
  if (reply.cut !== undefined) {
    // Half of it leaves before the connection ends.
    response.write(body.subarray(0, body.byteLength >> 1), () => response.socket?.destroy())
    return
  }
  response.end(body)
}
