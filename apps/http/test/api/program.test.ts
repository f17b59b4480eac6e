// The program as it is installed: it says where it listens, is told to end, finishes what it accepted, and seals the books.
import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { connect } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { Ledger } from "@faceid-tally/books/engine"
import { storeOf } from "@faceid-tally/host/apps"
import * as Effect from "effect/Effect"
import { afterEach, beforeEach, describe, expect, it } from "vitest"

import { result } from "./TestService.ts"

const program = join(import.meta.dirname, "..", "..", "dist", "faceid-tally-http.js")

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "faceid-tally-http-program-"))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

interface Running {
  readonly child: ChildProcess
  readonly output: { stdout: string; stderr: string }
  readonly exitCode: Promise<number | null>
}

const run = (args: ReadonlyArray<string>, env: Record<string, string> = {}): Running => {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    env: { PATH: process.env["PATH"], LANG: "en", ...env },
  })
  const output = { stdout: "", stderr: "" }
  child.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()))
  child.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()))
  return { child, output, exitCode: new Promise((resolve) => child.on("close", resolve)) }
}

const urlOf = async ({ output }: Running): Promise<URL> => {
  await expect.poll(() => output.stdout, { timeout: 50_000 }).toContain("\n")
  return new URL(/http:\S+/.exec(output.stdout)?.[0] ?? "")
}

describe("faceid-tally-http", () => {
  it.each(["SIGTERM", "SIGINT"] as const)(
    "at %s finishes what it accepted, seals the books and ends with 0",
    async (signal) => {
      const running = run(["--port", "0"])
      const { port } = await urlOf(running)
      expect(running.output.stdout).toMatch(/^faceid-tally listens on http:\/\/127\.0\.0\.1:\d+ .*no key.*\n$/)

      // Half of an upload is there when the signal comes, the other half after it.
      const body = ["s-1", "s-2"].map((seq) => `${JSON.stringify(result("b-1", seq))}\n`)
      const socket = connect(Number(port), "127.0.0.1")
      let answer = ""
      socket.on("data", (chunk: Buffer) => (answer += chunk.toString()))
      socket.write(
        `POST /v1/results HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: ${body.join("").length}\r\n\r\n`,
      )
      await expect.poll(() => answer).toContain("HTTP/1.1 100")
      socket.write(body[0] ?? "")
      running.child.kill(signal)
      await expect
        .poll(() =>
          fetch(`http://127.0.0.1:${port}/healthz`).then(
            () => "up",
            () => "down",
          ),
        )
        .toBe("down")
      socket.write(body[1] ?? "")
      expect(await running.exitCode).toBe(0)
      expect(answer).toContain("HTTP/1.1 200")
      expect(answer).toContain('"new":2')

      const status = await Effect.runPromise(
        Effect.flatMap(Ledger, (ledger) => ledger.status(Date.now(), { fromDay: 0, toDay: 1 })).pipe(
          Effect.provide(storeOf({ ledger: `sqlite:${join(folder, "faceid-tally.db")}` })),
        ),
      )
      expect(status).toMatchObject({ unsealedBatches: 0, head: expect.stringMatching(/^[0-9a-f]{64}$/) })
      for (const line of running.output.stderr.trim().split("\n")) expect(JSON.parse(line)).toHaveProperty("requestId")
    },
  )

  it.each([
    [["--host", "0.0.0.0", "--port", "0"], {}, /no key is configured, and 0\.0\.0\.0/],
    [["--port", "0"], { HOST: "::" }, /no key is configured/],
    [["--port", "70000"], {}, /--port takes a number/],
    [["--nonsense"], {}, /--nonsense is no option/],
    [["--config", "missing.json"], {}, /missing\.json/],
    [["--port", "0"], { FACEID_TALLY_LEDGER: "nonsense:" }, /ledger/],
    [["--host", "0.0.0.0", "--lang", "zh-CN"], {}, /未配置密钥/],
  ] as const)("with %j %j says what is wrong in one sentence, and ends with 2", async (args, env, sentence) => {
    const running = run(args, env)
    expect(await running.exitCode).toBe(2)
    expect(running.output.stderr).toMatch(sentence)
    expect(running.output.stderr).not.toMatch(/ at .*:\d+:\d+|Error:/)
    expect(running.output.stderr.trim().split("\n").length).toBeLessThan(3)
  })

  it("says its version and its options", async () => {
    const version = run(["--version"])
    expect([await version.exitCode, version.output.stdout]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)])
    const help = run(["--help"])
    expect([await help.exitCode, help.output.stdout]).toEqual([0, expect.stringContaining("--port")])
  })
})
