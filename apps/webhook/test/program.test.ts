// The program as it is built: how it starts, what it says when it cannot, and how it ends.
import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { openBooks } from "@faceid-tally/host"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { startTexts } from "../src/startText.ts"

const bin = join(import.meta.dirname, "..", "dist", "faceid-tally-webhook.js")
const folder = mkdtempSync(join(tmpdir(), "faceid-tally-webhook-program-"))
const callbacks = { shop: { redirectTo: "https://shop.example/" } }

const write = (name: string, settings: unknown) => writeFileSync(join(folder, name), JSON.stringify(settings))

interface Program {
  readonly child: ChildProcess
  readonly firstLine: Promise<string>
  readonly ended: Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>
}

const start = (args: ReadonlyArray<string>, env: Readonly<Record<string, string>> = {}): Program => {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: folder,
    env: { PATH: process.env["PATH"], LANG: "en_US.UTF-8", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  })
  let [out, err] = ["", ""]
  child.stderr.on("data", (chunk) => (err += chunk))
  const firstLine = new Promise<string>((resolve) => {
    child.stdout.on("data", (chunk) => {
      out += chunk
      if (out.includes("\n")) resolve(out.slice(0, out.indexOf("\n")))
    })
  })
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) =>
    child.on("close", (code) => resolve({ code, out, err })),
  )
  return { child, firstLine, ended }
}

describe("faceid-tally-webhook", { timeout: 60_000 }, () => {
  beforeAll(() => write("faceid-tally.json", { webhook: { callbacks } }))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it("prints its address in one line, answers, and ends what was accepted before it ends", async () => {
    const books = await openBooks({ ledger: `sqlite:${join(folder, "faceid-tally.db")}` })
    await books.register({ bizToken: "known-token", ruleId: "1", account: null, issuedAt: Date.now() })
    await books.close()
    const program = start(["--no-worker"], { PORT: "0" })
    const url = /^faceid-tally-webhook listens on (http:\/\/127\.0\.0\.1:\d+) \(no worker\)$/.exec(
      await program.firstLine,
    )?.[1]
    expect(url).toBeDefined()
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
    const health = await fetch(`${url}/healthz`)
    expect([health.status, await health.text()]).toEqual([200, "ok\n"])
    await fetch(`${url}/callback/shop?BizToken=known-token`, { redirect: "manual" })
    program.child.kill("SIGTERM")
    const { code, out, err } = await program.ended
    expect([code, out.split("\n").length, err]).toEqual([0, 2, ""])

    const { DatabaseSync } = await import("node:sqlite")
    const db = new DatabaseSync(join(folder, "faceid-tally.db"))
    const row = db.prepare("SELECT next_due FROM verification WHERE biz_token = 'known-token'").get()
    db.close()
    expect(row?.["next_due"]).toBeLessThanOrEqual(Date.now())
  })

  it("with a worker beside it ends as well, and shows its metrics to this machine alone", async () => {
    const program = start(["--port", "0", "--ledger", "sqlite:worker.db"])
    const [, url] = /^faceid-tally-webhook listens on (http:\/\/127\.0\.0\.1:\d+)$/.exec(await program.firstLine) ?? []
    const metrics = await fetch(`${url}/metrics`)
    expect(await metrics.text()).toContain("faceid_tally_webhook_connections 1")
    for (const name of ["x-forwarded-for", "forwarded", "via", "x-real-ip"]) {
      expect((await fetch(`${url}/metrics`, { headers: { [name]: "203.0.113.9" } })).status).toBe(404)
    }
    program.child.kill("SIGINT")
    expect((await program.ended).code).toBe(0)
  })

  it("says in one sentence, in the user's language, why it cannot start", async () => {
    write("secret.json", { webhook: { callbacks, secrets: [`whsec_${Buffer.alloc(8).toString("base64")}`] } })
    const busy = createServer().listen(0, "127.0.0.1")
    await new Promise((resolve) => busy.once("listening", resolve))
    const address = busy.address()
    const port = typeof address === "object" && address !== null ? String(address.port) : ""
    const [english, chinese] = [{ LANG: "en_US.UTF-8" }, { LANG: "zh_CN.UTF-8" }]
    const cases: ReadonlyArray<readonly [ReadonlyArray<string>, Readonly<Record<string, string>>, string]> = [
      [["--config", "secret.json"], english, "24 to 64 bytes"],
      [["--ledger", "sqlite:none/books.db"], english, "There is no folder none"],
      [["--port", port], chinese, `端口 ${port} 已被占用`],
      [["--prot", "1"], english, "--prot"],
    ]
    for (const [args, env, sentence] of cases) {
      const { code, out, err } = await start(args, env).ended
      expect([args, code, out]).toEqual([args, 2, ""])
      expect(err).toMatch(/^faceid-tally-webhook: /)
      expect(err).toContain(sentence)
      expect(err).not.toMatch(/\n\s+at /)
    }
    busy.close()
  })

  it("has a help in both languages", () => {
    const [english, chinese] = [startTexts.en.help, startTexts["zh-CN"].help]
    for (const option of ["--port", "--host", "--no-worker", "--config", "--ledger", "--endpoint", "--lang"]) {
      for (const help of [english, chinese]) expect(help).toContain(option)
    }
    expect(chinese).toContain("监听端口")
  })
})
