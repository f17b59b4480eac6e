// How it starts, how it is steered from outside, and how it ends.
import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { request } from "node:http"
import { dirname, join } from "node:path"
import process from "node:process"

import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { codeOf, sdkClient } from "../test/sdkClient.ts"
import { makeSimulator, Simulator, SimulatorError, type SimulatorHandle, startSimulator } from "./index.ts"

describe("a simulator", () => {
  it("is a service", async () => {
    const program = Effect.gen(function* () {
      const simulator = yield* Simulator
      return yield* Effect.promise(() => sdkClient(simulator).DetectAuth({ RuleId: "1001" }))
    })
    const { BizToken } = await Effect.runPromise(Effect.provide(program, Simulator.layer()))
    expect(BizToken).toHaveLength(36)
  })

  it("ends with its scope, at once, whatever is under way", async () => {
    const calls: Array<Promise<unknown>> = []
    const program = Effect.scoped(
      Effect.gen(function* () {
        const simulator = yield* startSimulator()
        simulator.script({ kind: "latency", ms: 60_000 })
        calls.push(codeOf(sdkClient(simulator).DetectAuth({ RuleId: "1001" })))
        yield* Effect.promise(async () => {
          while (simulator.counts().length === 0) await new Promise(setImmediate)
        })
        return simulator.endpoint
      }),
    )
    const endpoint = await Effect.runPromise(program)
    await Promise.all(calls)
    await expect(fetch(`http://${endpoint}/simulator/clock`)).rejects.toThrow("fetch failed")
  })

  it("says why it does not start", async () => {
    const first = await makeSimulator()
    const port = Number(first.endpoint.split(":")[1])
    const error = await Effect.runPromise(Effect.flip(Effect.scoped(startSimulator({ port }))))
    expect(error).toBeInstanceOf(SimulatorError)
    expect(error.message).toMatch(/EADDRINUSE/)
    await first.close()
    const wrong = startSimulator({ history: { from: "2026-02-30", days: 1 } })
    expect((await Effect.runPromise(Effect.flip(Effect.scoped(wrong)))).message).toMatch(/YYYY-MM-DD/)
  })

  it("has a clock that runs with real time unless it is frozen", async () => {
    const running = await makeSimulator({ now: "2026-10-01T00:00:00+08:00" })
    const start = Date.parse("2026-10-01T00:00:00+08:00")
    await expect.poll(() => running.now()).toBeGreaterThan(start)
    expect(running.now()).toBeLessThan(start + 60_000)
    running.freeze(true)
    running.setClock(start)
    running.advance(1000)
    expect(running.now()).toBe(start + 1000)
    await running.close()
  })
})

describe("the control surface", () => {
  let simulator: SimulatorHandle
  beforeAll(async () => {
    simulator = await makeSimulator({ history: { from: "2026-10-01", days: 2 }, now: "2026-10-05T00:00:00Z" })
  })
  afterAll(() => simulator.close())

  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const init = {
      method,
      headers,
      redirect: "manual",
      ...(body !== undefined && { body: JSON.stringify(body) }),
    } as const
    const response = await fetch(`${simulator.url}/simulator/${path}`, init)
    const text = await response.text()
    return { status: response.status, location: response.headers.get("location"), body: text && JSON.parse(text) }
  }

  it("sets the clock", async () => {
    const at = Date.parse("2026-10-02T06:00:00+08:00")
    expect(await ask("POST", "clock", { at: "2026-10-02T06:00:00+08:00", isFrozen: true })).toMatchObject({
      status: 200,
    })
    expect(await ask("POST", "clock", { advanceMs: 5 })).toMatchObject({ body: { at: at + 5, isFrozen: true } })
    expect(await ask("GET", "clock")).toMatchObject({ body: { at: at + 5, iso: "2026-10-01T22:00:00.005Z" } })
    expect(simulator.now()).toBe(at + 5)
    for (const wrong of [{ at: "tomorrow" }, { at: -12 }, { advanceMs: "1" }, "text", undefined]) {
      expect(await ask("POST", "clock", wrong)).toMatchObject({ status: 400 })
    }
  })

  it("scripts faults", async () => {
    await ask("POST", "faults", { kind: "http", status: 500 })
    await ask("POST", "faults", [{ kind: "reset", times: "always" }, { kind: "cut" }])
    expect((await ask("GET", "faults")).body).toHaveLength(3)
    expect(await ask("POST", "faults", { kind: "http" })).toMatchObject({ status: 400 })
    expect((await ask("DELETE", "faults")).body).toEqual([])
  })

  it("plants errors, and tells the truth", async () => {
    const { status, body } = await ask("POST", "plants", { kind: "overcharge", day: "2026-10-01" })
    expect({ status, body }).toMatchObject({ status: 200, body: { kind: "overcharge", day: "2026-10-01", impact: 1 } })
    expect((await ask("GET", "plants")).body).toEqual([body])
    const truth = await ask("GET", "truth")
    expect(truth.body).toEqual(JSON.parse(JSON.stringify(simulator.truth())))
    expect(await ask("POST", "plants", { kind: "overcharge", day: "2020-01-01" })).toMatchObject({ status: 409 })
    expect(await ask("POST", "plants", { kind: "lie" })).toMatchObject({ status: 400 })
    expect((await ask("DELETE", "plants")).body).toEqual([])
  })

  it("counts requests", async () => {
    await sdkClient(simulator).DetectAuth({ RuleId: "1002" })
    expect((await ask("GET", "counts")).body).toMatchObject([{ account: "default", action: "DetectAuth", requests: 1 }])
  })

  it("sends the person back with the BizToken", async () => {
    const RedirectUrl = "http://127.0.0.1:9/back?shop=1"
    const { Url = "", BizToken = "" } = await sdkClient(simulator).DetectAuth({
      RuleId: "1002",
      RedirectUrl,
      Extra: "e",
    })
    expect(Url).toBe(`${simulator.url}/simulator/verify?token=${BizToken}`)
    expect(await ask("GET", `verify?token=${BizToken}`)).toMatchObject({
      status: 302,
      location: `${RedirectUrl}&BizToken=${BizToken}&Extra=e`,
    })
    expect(await ask("GET", "verify?token=none")).toMatchObject({ status: 404 })
  })

  it("is for loopback alone, and has no other paths", async () => {
    expect(await ask("GET", "secrets")).toMatchObject({ status: 404 })
    const { endpoint } = simulator
    const status = await new Promise((resolve, reject) => {
      const headers = { Host: "attacker.example" }
      const sent = request(`http://${endpoint}/simulator/truth`, { headers }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      sent.on("error", reject)
      sent.end()
    })
    expect(status).toBe(403)
  })

  it("refuses bodies that are too large", async () => {
    const response = await fetch(simulator.url, { method: "POST", body: new Uint8Array(11 * 2 ** 20) })
    expect(await response.json()).toMatchObject({ Response: { Error: { Code: "RequestSizeLimitExceeded" } } })
  })
})

it("does what the README says", () => {
  const folder = dirname(import.meta.dirname)
  const [, example = ""] = /```js\n(.*?)```/s.exec(readFileSync(join(folder, "README.md"), "utf8")) ?? []
  const args = ["--conditions=source", "--input-type=module", "--eval", example]
  const output = execFileSync(process.execPath, args, { cwd: folder, encoding: "utf8" })
  expect(output).toMatch(/^\[.*\]\nInternalError\n$/s)
})
