// Real sockets.
import { Agent, createServer, get } from "node:http"

import { expect, it } from "vitest"

import { endListening, listen, listenFault } from "./listening.ts"

const loopback = { host: "127.0.0.1", port: 0 }

it("tells where it listens, and why it cannot", async () => {
  const first = createServer()
  const url = await listen(first, loopback)
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  const port = Number(new URL(url).port)
  expect(listenFault(await listen(createServer(), { host: "127.0.0.1", port }).catch((error) => error))).toBe(
    "port_taken",
  )
  expect(listenFault(await listen(createServer(), { host: "192.0.2.1", port: 0 }).catch((error) => error))).toBe(
    "cannot_listen",
  )
  expect(listenFault(new Error("another"))).toBeUndefined()
  await endListening(first, 0)
})

it("at the end lets a request finish that was accepted, and does not wait for the connection after it", async () => {
  const { promise: accepted, resolve: accept } = Promise.withResolvers<() => void>()
  const server = createServer((_, response) => accept(() => response.end("done")))
  const url = await listen(server, loopback)
  const agent = new Agent({ keepAlive: true })
  const status = new Promise((resolve, reject) =>
    get(url, { agent }, (response) => {
      response.resume()
      resolve(response.statusCode)
    }).on("error", reject),
  )
  const answer = await accepted
  // It would wait longer than this test may take.
  const ended = endListening(server, 600_000)
  answer()
  expect(await status).toBe(200)
  await ended
  agent.destroy()
})

it("ends a request that takes longer than its grace", async () => {
  const { promise: accepted, resolve: accept } = Promise.withResolvers<void>()
  const server = createServer(() => accept())
  const url = await listen(server, loopback)
  const failure = new Promise((resolve) => get(url).on("error", resolve))
  await accepted
  await endListening(server, 50)
  expect(await failure).toMatchObject({ code: "ECONNRESET" })
})
