/** The commands for those who run the service: `serve`, `key` and `work`, by the built program. */
import { spawn } from "node:child_process"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { networkInterfaces } from "node:os"
import { join } from "node:path"

import { describe, expect, it } from "vitest"

import { bin, languages, run, temporaryFolder } from "./program.ts"

describe("key", () => {
  it.each(languages)("is shown once, listed without its secret, and revoked (%s)", (language) => {
    using folder = temporaryFolder()
    const books = ["--ledger", `sqlite:${join(folder.path, "books.db")}`, "--lang", language]
    const created = run(["key", "create", "--role", "read", "--title", "finance", ...books])
    expect(created).toMatchObject({ code: 0, out: expect.stringMatching(/^ft_[0-9a-f]{12}_[\w-]{43}\n$/) })
    const [, id = "", secret = ""] = /^ft_(\w{12})_(.*)$/m.exec(created.out) ?? []
    const listed = run(["key", "list", ...books])
    expect(listed.out).toContain(id)
    expect(listed.out).not.toContain(secret)
    expect(run(["key", "revoke", id, ...books])).toMatchObject({ code: 0, err: "" })
    expect(run(["key", "revoke", id, ...books])).toMatchObject({ code: 2, out: "" })
    const { keys } = JSON.parse(run(["key", "list", "--output", "json", ...books]).out)
    expect(keys).toMatchObject([{ id, role: "read", title: "finance", revokedAt: expect.stringMatching(/\+08:00$/) }])
  })

  it("needs a role that there is", () => {
    expect(run(["key", "create", "--role", "boss", "--ledger", "sqlite::memory:"])).toMatchObject({ code: 2, out: "" })
  })
})

describe("work", () => {
  it.each(languages)("says what is missing (%s)", (language) => {
    using folder = temporaryFolder()
    const books = ["--ledger", `sqlite:${join(folder.path, "books.db")}`, "--lang", language]
    expect(run(["work", "list", ...books])).toMatchObject({ code: 2, out: "" })
    run(["key", "create", "--role", "admin", ...books])
    expect(JSON.parse(run(["work", "list", "--output", "json", ...books]).out)).toEqual({ work: [] })
    for (const action of ["show", "retry"]) {
      const ran = run(["work", action, "7", ...books])
      expect(ran).toMatchObject({ code: 2, out: "" })
      expect(ran.err).toMatch(/7/)
    }
  })
})

describe("serve", () => {
  /** Starts it, waits until it has told all addresses, and gives them with what ends it. */
  const serve = async (folder: string, ...args: ReadonlyArray<string>) => {
    const only = args[args.indexOf("--only") + 1] ?? ""
    const isAsked = (part: string): boolean => !args.includes("--only") || only.includes(part)
    const ports = [...(isAsked("http") ? ["--port", "0"] : []), ...(isAsked("webhook") ? ["--webhook-port", "0"] : [])]
    const child = spawn(process.execPath, [bin, "serve", ...ports, ...args], {
      cwd: folder,
      env: { PATH: process.env["PATH"], LANG: "en_US.UTF-8" },
    })
    let out = ""
    let err = ""
    child.stderr.on("data", (chunk) => (err += chunk))
    const exited = new Promise<number | null>((resolve) => child.once("close", resolve))
    const isTold = (): boolean => (out.match(/^(The worker|HTTP service|Receiver)/gm) ?? []).length >= told
    const told = args.includes("--only") ? (args[args.indexOf("--only") + 1] ?? "").split(",").length : 3
    await new Promise<void>((resolve) => {
      child.stdout.on("data", (chunk) => {
        out += chunk
        if (isTold()) resolve()
      })
      void exited.then(() => resolve())
    })
    return {
      printed: () => out + err,
      urls: out.match(/http:\/\/[\d.:[\]]+/g) ?? [],
      end: async () => {
        child.kill("SIGTERM")
        return await exited
      },
    }
  }

  it("runs service, receiver and worker over one SQLite file, and ends in order", async () => {
    using folder = temporaryFolder()
    const service = await serve(folder.path)
    const [http = "", webhook = ""] = service.urls
    const statuses = [`${http}/healthz`, `${http}/readyz`, `${webhook}/healthz`, `${webhook}/readyz`].map(
      async (url) => (await fetch(url)).status,
    )
    expect(await Promise.all(statuses)).toEqual([200, 200, 200, 200])
    // By a thread, which is a file of its own beside the program.
    expect(await (await fetch(`${http}/v1/evidence/verify`)).json()).toMatchObject({ ok: true })
    expect(await service.end()).toBe(0)
    expect(service.printed()).not.toMatch(/^\s+at |Error/m)
    expect(run(["verify", "--ledger", `sqlite:${join(folder.path, "faceid-tally.db")}`]).code).toBe(0)
  })

  const hasIPv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === "::1"))
  it.skipIf(!hasIPv6)("listens on IPv6, however the address is written (skipped where there is none)", async () => {
    using folder = temporaryFolder()
    const service = await serve(folder.path, "--host", "::1", "--webhook-host", "[::1]")
    const [http = "", webhook = ""] = service.urls
    expect(service.urls.every((url) => url.startsWith("http://[::1]:"))).toBe(true)
    // Without a key it answers this machine, by this address too.
    const asked = [`${http}/v1/evidence/verify`, `${webhook}/readyz`, `${webhook}/metrics`]
    expect(await Promise.all(asked.map(async (url) => (await fetch(url)).status))).toEqual([200, 200, 200])
    expect(await service.end()).toBe(0)
  })

  it("runs only what is asked for", async () => {
    using folder = temporaryFolder()
    const service = await serve(folder.path, "--only", "webhook")
    expect(service.urls).toHaveLength(1)
    expect((await fetch(`${service.urls[0]}/healthz`)).status).toBe(200)
    expect(await service.end()).toBe(0)
  })

  it.each([
    [["--only", "everything"], /http, webhook, worker/],
    [["--only", "http", "--port", "70000"], /65535/],
    [["--only", "http", "--host", "0.0.0.0", "--port", "0"], /key create/],
    [["--only", "http", "--config", "nowhere.json"], /nowhere\.json/],
  ])("%j is refused in one sentence, exit 2", (args, sentence) => {
    using folder = temporaryFolder()
    const ledger = `sqlite:${join(folder.path, "books.db")}`
    const ran = run(["serve", "--ledger", ledger, ...args])
    expect(ran.code).toBe(2)
    expect(ran.err.trim().split("\n").at(0)).toMatch(sentence)
    expect(ran.err).not.toMatch(/^\s+at /m)
  })

  it("a port that is taken is told", async () => {
    using folder = temporaryFolder()
    const other = createServer().listen(0, "127.0.0.1")
    await new Promise((resolve) => other.once("listening", resolve))
    const { port } = other.address() as AddressInfo
    const ledger = `sqlite:${join(folder.path, "books.db")}`
    const ran = run(["serve", "--only", "http", "--port", String(port), "--ledger", ledger])
    other.close()
    expect(ran).toMatchObject({ code: 2, err: expect.stringMatching(/port is in use/) })
  })
})
