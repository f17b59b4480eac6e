// A client that keeps its connection gets every answer, also to requests that are refused before they are read.
import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

import { afterAll, beforeAll, expect, it } from "vitest"

import { drainUnread } from "./drainUnread.ts"

let server: Server
beforeAll(async () => {
  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const response = await drainUnread(Response.json({ refused: true }, { status: 415 }), incoming)
    outgoing.writeHead(response.status, Object.fromEntries(response.headers))
    for await (const chunk of response.body ?? []) outgoing.write(chunk)
    outgoing.end()
  }
  server = createServer((incoming, outgoing) => void answer(incoming, outgoing))
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve))
})
afterAll(() => new Promise((resolve) => void server.close(resolve)))

interface Answered {
  readonly status: number | undefined
  readonly connection: string | undefined
  readonly body: string
}

const send = (agent: Agent, bytes: number, isChunked: boolean): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const { port } = server.address() as AddressInfo
    const headers = isChunked ? {} : { "Content-Length": bytes }
    const sending = request({ port, host: "127.0.0.1", agent, method: "POST", headers }, (response) => {
      let body = ""
      response.on("data", (chunk) => (body += String(chunk)))
      response.on("end", () => resolve({ status: response.statusCode, connection: response.headers.connection, body }))
    })
    sending.on("error", reject)
    if (isChunked) sending.write("x")
    sending.end(Buffer.alloc(isChunked ? bytes - 1 : bytes, "x"))
  })

it.each([0, 1, 300_000, 5_000_000])("one after the other on one connection, %d bytes each", async (bytes) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const connections = new Set<number>()
  const onRequest = (incoming: { readonly socket: { readonly remotePort?: number } }) =>
    void connections.add(incoming.socket.remotePort ?? 0)
  server.on("request", onRequest)
  for (let i = 0; i < 8; i++) {
    expect(await send(agent, bytes, false)).toEqual({
      status: 415,
      connection: "keep-alive",
      body: '{"refused":true}',
    })
  }
  expect(connections.size).toBe(1)
  server.off("request", onRequest)
  agent.destroy()
})

it.each([
  [1, true],
  [300_000, true],
  [40_000_000, false],
] as const)(
  "is heard where the rest may be too long to be thrown away: %d bytes (chunked: %s)",
  async (bytes, isChunked) => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    for (let i = 0; i < 3; i++) {
      expect(await send(agent, bytes, isChunked)).toMatchObject({ status: 415, connection: "close" })
    }
    agent.destroy()
  },
)
