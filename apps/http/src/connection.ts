/** How long a connection may take for what it has to say, and what is answered where it is no HTTP. */
import { randomUUID } from "node:crypto"
import type { Server } from "node:http"
import type { Duplex } from "node:stream"

import type { Limits } from "./limits/Limits.ts"
import { Problem } from "./problem/Problem.ts"
import { problemDocument } from "./problem/problemResponse.ts"
import type { ProblemCode } from "./problem/problemTexts.ts"

const HEADERS_MS = 20_000
/** How often connections that take too long are looked for. */
const CHECK_MS = 5_000
const KEEP_ALIVE_MS = 75_000

/** Options of the server that the runtime makes. */
export const connectionOptions = ({ uploadMs, requestMs }: Limits) => {
  // The deadline of the app comes first, and answers better.
  const requestTimeout = uploadMs + CHECK_MS
  return {
    // The server takes no longer time for the headers than for all of a request.
    headersTimeout: Math.min(HEADERS_MS, requestMs, requestTimeout),
    requestTimeout,
    // Longer than most proxies keep a connection: who closes first must not be we while a request is on its way.
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: Math.min(CHECK_MS, requestMs),
  }
}

const codes: Readonly<Record<string, ProblemCode>> = {
  ERR_HTTP_REQUEST_TIMEOUT: "timeout",
  HPE_HEADER_OVERFLOW: "headers_too_large",
}

/** Answers what cannot be read as a request. */
export const answerBrokenRequests = (server: Server): void => {
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (!socket.writable || error.code === "ECONNRESET") return void socket.destroy()
    const document = problemDocument(new Problem(codes[error.code ?? ""] ?? "malformed"), randomUUID(), "en")
    const body = JSON.stringify(document)
    socket.end(
      `HTTP/1.1 ${document.status} ${document.title}\r\nContent-Type: application/problem+json\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    )
  })
}
