// Requests that are refused before they are read: whoever keeps the connection gets each answer.
import { Agent, request } from "node:http"

import { afterAll, beforeAll, expect, it } from "vitest"

import { makeKey, startTestService, type TestService } from "./TestService.ts"

let service: TestService
beforeAll(async () => {
  service = await startTestService({ settings: { http: { bodyBytesMax: 1_000_000 } } })
  await makeKey(service.settings, "admin")
})
afterAll(() => service.close())

const send = (agent: Agent, method: string, path: string, bytes: number): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(service.url)
    const headers = { "Content-Type": "text/plain", "Content-Length": bytes }
    const sending = request({ hostname, port, agent, method, path, headers }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode))
    })
    sending.on("error", reject)
    sending.end(Buffer.alloc(bytes, " "))
  })

it.each([
  ["DELETE", "/v1/results", 300_000, 405],
  ["POST", "/v1/results", 300_000, 401],
  ["POST", "/v1/results", 5_000_000, 401],
  ["POST", "/v1/nothing", 300_000, 404],
  ["POST", "/console/sign-in", 300_000, 413],
])("%s %s of %d bytes is answered by %d each time", async (method, path, bytes, status) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const statuses: Array<number | undefined> = []
  for (let i = 0; i < 6; i++) statuses.push(await send(agent, method, path, bytes))
  expect(statuses).toEqual(Array.from({ length: 6 }, () => status))
  agent.destroy()
})
