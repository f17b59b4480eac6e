// What doctor says of the way to the provider: which proxy is in use, and that a certificate is not trusted, with the cure.
import { spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

import { afterAll, expect, it } from "vitest"

import { caFile, proxyTo, secured } from "../../../packages/tencent/test/proxied.ts"
import { bin } from "./program.ts"

const folder = mkdtempSync(join(tmpdir(), "faceid-tally-proxies-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What the provider says of a BizToken that is none. */
const NO_TOKEN = { Response: { Error: { Code: "InvalidParameter", Message: "no" }, RequestId: "0" } }

const doctor = (env: Readonly<Record<string, string>>, ...args: ReadonlyArray<string>) =>
  new Promise<string>((resolve) => {
    const all = {
      PATH: process.env["PATH"],
      TENCENTCLOUD_SECRET_ID: "planted-id",
      TENCENTCLOUD_SECRET_KEY: "planted-key",
      FACEID_TALLY_ENDPOINT: "faceid.test",
      ...env,
    }
    const child = spawn(process.execPath, [bin, "doctor", ...args], { cwd: folder, env: all })
    let out = ""
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (out += chunk))
    child.on("close", () => resolve(out))
  })

it("doctor goes by the proxy, prints it without its password, and knows a certificate that is not trusted", async () => {
  await using server = await secured((_, response) =>
    response.setHeader("date", new Date().toUTCString()).end(JSON.stringify(NO_TOKEN)),
  )
  await using proxy = await proxyTo(server.port, { user: "me:planted-pw" })
  const env = { HTTPS_PROXY: `http://me:planted-pw@localhost:${proxy.port}` }
  const untrusted = await doctor(env, "--lang", "zh-CN")
  expect(untrusted).toContain(`经由 http://localhost:${proxy.port} 访问 faceid.test`)
  expect(untrusted).toContain("NODE_EXTRA_CA_CERTS")
  const { checks } = JSON.parse(await doctor({ ...env, NODE_EXTRA_CA_CERTS: caFile }, "--json"))
  expect(checks.slice(0, 5)).toMatchObject([
    { name: "settings", ok: true },
    { name: "proxy", ok: true, reason: null },
    { name: "clock", ok: true },
    { name: "provider", ok: true },
    { name: "credentials", ok: true, checked: true },
  ])
  expect(new Set(proxy.asked)).toEqual(new Set(["CONNECT faceid.test:443"]))
  expect(untrusted).not.toContain("planted")
})

it("a proxy of another kind is refused by name, before anything is asked", async () => {
  const out = await doctor({ ALL_PROXY: "socks5://me:planted-pw@localhost:1080" })
  expect(out).toContain("not SOCKS")
  expect(out).not.toContain("planted")
})
