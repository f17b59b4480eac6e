// What the built program says when the provider is away: the failure itself stands beside "circuit open", in both languages
// and in JSON, and the BizTokens keep it.
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"

import type { Fault } from "@faceid-tally/simulator"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { rowsOf } from "../../../packages/ledger/test/run.ts"
import { Machine } from "./books.ts"
import { languages } from "./program.ts"

const now = Date.parse("2026-10-03T09:00:00+08:00")
const history = { from: "2026-10-01", days: 2, verificationsPerDay: 60 }

let machine: Machine
beforeAll(async () => {
  machine = await Machine.start({ seed: "away", history, now })
  await machine.json(0, "register", "--file", machine.writeTokens(now - 5 * 86_400_000, now))
})
afterAll(() => machine[Symbol.asyncDispose]())

const away: ReadonlyArray<readonly [name: string, fault: Fault, behind: object, told: string]> = [
  ["HTTP 502", { kind: "http", status: 502 }, { reason: "server_error", httpStatus: 502 }, "HTTP 502"],
  ["a web page", { kind: "non_json" }, { reason: "not_json", httpStatus: 200, fault: "HTML" }, "HTML"],
  ["a reset", { kind: "reset" }, { reason: "network", fault: "ECONNRESET" }, "ECONNRESET"],
  [
    "a code",
    { kind: "api_error", code: "InternalError" },
    { reason: "internal", code: "InternalError" },
    "InternalError",
  ],
]

describe.each(away)("%s", (_name, fault, behind, told) => {
  beforeAll(() => {
    machine.simulator.advance(2 * 3_600_000)
    machine.simulator.script({ ...fault, times: "always" })
  })
  afterAll(() => machine.simulator.clearFaults())

  it("stands beside circuit_open, and is kept", async () => {
    const { stopped, errors } = await machine.json(2, "collect")
    expect(stopped[0]).toMatchObject({ code: "circuit_open", error: { reason: "circuit_open", behind } })
    expect(errors.circuit_open.behind).toMatchObject(behind)
    const codes = await rowsOf(
      `sqlite:${join(machine.folder, "books.db")}`,
      "SELECT failure_code FROM verification WHERE failure_code IS NOT NULL",
    )
    expect(codes.flat()).toContain("code" in behind ? behind.code : "reason" in behind && behind.reason)
    expect(codes.flat()).not.toContain("circuit_open")
  })

  it.each(languages)("is told in %s", async (language) => {
    machine.simulator.advance(2 * 3_600_000)
    const ran = await machine.run("collect", "--lang", language)
    expect(ran.code).toBe(2)
    expect(ran.out).toMatch(/circuit_open/)
    expect(ran.out).toContain(told)
  })
})

it.each(languages)("a redirect of the endpoint is told as one, in %s", async (language) => {
  const asked: Array<string> = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? "")
    response.writeHead(302, { Location: `${machine.simulator.url}/` }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const endpoint = ["--endpoint", `http://127.0.0.1:${(server.address() as AddressInfo).port}`, "--lang", language]
  const before = machine.simulator.counts().reduce((sum, { requests }) => sum + requests, 0)
  machine.simulator.advance(2 * 3_600_000)
  const collected = await machine.run("collect", ...endpoint)
  const pulled = await machine.run("bill", "pull", "--from", "2026-10-01", "--to", "2026-10-01", ...endpoint)
  const examined = await machine.run("doctor", ...endpoint)
  server.closeAllConnections()
  server.close()
  for (const { code, out } of [collected, pulled, examined]) {
    expect(code).toBe(2)
    expect(out).toContain("HTTP 302")
  }
  expect(collected.out).toContain("redirected")
  expect(asked.length).toBeGreaterThan(0)
  expect(machine.simulator.counts().reduce((sum, { requests }) => sum + requests, 0)).toBe(before)
})
