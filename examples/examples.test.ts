// Each example is started as it stands, over real HTTP, against the simulator: all of them keep one ledger, whose day is right.
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { text } from "node:stream/consumers"

import { openBooks } from "@faceid-tally/host"
import { makeSimulator, type SimulatorHandle } from "@faceid-tally/simulator"
import { afterAll, beforeAll, expect, it, vi } from "vitest"

const NOON = "2026-10-01T12:00:00+08:00"
const NEXT_MORNING = "2026-10-02T07:00:00+08:00"
const folder = mkdtempSync(join(tmpdir(), "faceid-tally-examples-"))
const ledger = `sqlite:${join(folder, "books.db")}`
const running: Array<ChildProcess> = []
let simulator: SimulatorHandle
let env: Record<string, string>

beforeAll(async () => {
  simulator = await makeSimulator({ now: NOON, isFrozen: true })
  const [{ secretId, secretKey } = { secretId: "", secretKey: "" }] = simulator.accounts
  env = {
    TENCENTCLOUD_SECRET_ID: secretId,
    TENCENTCLOUD_SECRET_KEY: secretKey,
    FACEID_TALLY_ENDPOINT: simulator.url,
    FACEID_TALLY_LEDGER: ledger,
    FACEID_TALLY_NOW: NOON,
    PORT: "0",
  }
  // The ledger is there before several programs begin with it.
  await (await openBooks({ ledger })).close()
})
afterAll(async () => {
  for (const child of running) child.kill("SIGKILL")
  await simulator.close()
  rmSync(folder, { recursive: true, force: true })
})

const run = (args: ReadonlyArray<string>, own: Record<string, string> = {}): ChildProcess => {
  const child = spawn(process.execPath, ["--conditions=source", "--disable-warning=ExperimentalWarning", ...args], {
    cwd: import.meta.dirname,
    env: { ...process.env, ...env, ...own },
    stdio: ["ignore", "pipe", "inherit"],
  })
  running.push(child)
  return child
}

const begin = async (url: string): Promise<string> => {
  const response = await fetch(`${url}/verifications`, { method: "POST" })
  const { bizToken } = (await response.json()) as { readonly bizToken: string }
  expect([response.status, bizToken]).toEqual([201, expect.stringMatching(/./)])
  return bizToken
}

/** Starts a server, uses it, and ends it as a platform does. */
const withServer = async (file: string, use: (url: string) => Promise<void>): Promise<void> => {
  const server = run([file])
  const { stdout } = server
  if (stdout === null) throw new Error("its output is a pipe")
  for await (const url of createInterface(stdout)) {
    await use(url)
    server.kill("SIGTERM")
  }
  expect(await ended(server)).toBe(0)
}

const printedBy = ({ stdout }: ChildProcess): Promise<string> => {
  if (stdout === null) throw new Error("its output is a pipe")
  return text(stdout)
}

const ended = async (child: ChildProcess): Promise<number | null> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit")
  return child.exitCode
}

it("Express, Koa and a function register what they begin", async () => {
  const useFunction = async () => {
    const call = `const { main_handler } = await import("./serverless.ts"); console.log((await main_handler()).statusCode)`
    const child = run(["--input-type=module", "-e", call])
    expect(await printedBy(child)).toBe("201\n")
    expect(await ended(child)).toBe(0)
  }
  await Promise.all([
    withServer("express.ts", async (url) => {
      const bizToken = await begin(url)
      expect(await (await fetch(`${url}/verifications/${bizToken}`)).json()).toEqual({ passed: expect.any(Boolean) })
      const callback = await fetch(`${url}/callback?BizToken=${bizToken}`, { redirect: "manual" })
      expect(callback.headers.get("location")).toBe("/done")
    }),
    withServer("koa.ts", async (url) => void (await begin(url))),
    useFunction(),
  ])
})

it("Nest registers what it begins", async () => {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  vi.spyOn(console, "log").mockReturnValue()
  const { app } = await import("./nest/main.ts")
  await begin(await app.getUrl())
  await app.close()
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

it("a job of the next morning fetches, pulls, and says that the day is right", async () => {
  simulator.setClock(NEXT_MORNING)
  const job = run(["nightly.ts"], { FACEID_TALLY_NOW: NEXT_MORNING })
  const { charges } = simulator.truth().totals
  const printed = await printedBy(job)
  expect(printed).toBe(`2026-10-01: right; ${charges} charges in our books, ${charges} in the bill; 4 fetched\n`)
  expect(await ended(job)).toBe(0)
})
