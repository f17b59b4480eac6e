// A test message reaches the targets that the settings name, and whoever does not take it is told with what to do.
import { writeFileSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { join } from "node:path"

import { afterAll, beforeAll, expect, it } from "vitest"

import { temporaryFolder } from "./program.ts"
import { runHere } from "./runHere.ts"
import { faultsBy } from "./schemas.ts"

const heard: Array<string> = []
const server = createServer((request, response) => {
  let body = ""
  request.on("data", (chunk) => (body += chunk))
  request.on("end", () => {
    heard.push(`${request.url} ${body}`)
    response.end(JSON.stringify({ errcode: request.url?.startsWith("/refuses") === true ? 310_000 : 0 }))
  })
})
const folder = temporaryFolder()
const config = join(folder.path, "settings.json")

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve)
  })
  const url = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`
  const targets = {
    oncall: { type: "wecom", url: url("/takes") },
    finance: { type: "dingtalk", url: url("/refuses"), secret: "SEC-planted" },
  }
  writeFileSync(config, JSON.stringify({ alerts: { language: "en", targets } }))
})
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  folder[Symbol.dispose]()
})

it("each target is told that it is a test", async () => {
  const ran = await runHere(["alerts", "test", "--config", config, "--json"])
  const document: unknown = JSON.parse(ran.out)
  expect(faultsBy("alerts-test", document)).toEqual([])
  expect(document).toEqual({
    ok: false,
    targets: [
      { target: "oncall", ok: true, code: null },
      { target: "finance", ok: false, code: "robot_310000" },
    ],
  })
  expect(ran.code).toBe(2)
  expect(heard.filter((line) => line.includes("This is a test"))).toHaveLength(2)
})

it("one of them alone, in words", async () => {
  const good = await runHere(["alerts", "test", "oncall", "--config", config])
  expect(good).toMatchObject({ code: 0, err: "" })
  expect(good.out).toContain("oncall")
  const bad = await runHere(["alerts", "test", "finance", "--config", config], "zh-CN")
  expect(bad.code).toBe(2)
  expect(bad.out).toContain("310000")
})

it.each([
  [["alerts", "test", "nobody"], /no target nobody; they have oncall, finance/],
  [["alerts", "test", "--config", "apps/cli/test/settings.json"], /no target of alerts/],
])("%j is refused", async (args, message) => {
  const all = args.includes("--config") ? args : [...args, "--config", config]
  await expect(runHere(all)).resolves.toMatchObject({ code: 2, err: expect.stringMatching(message) })
})

it("doctor says whose address cannot be a robot's, and sends nothing", async () => {
  const before = heard.length
  const settings = join(folder.path, "misformed.json")
  const team = { type: "wecom", url: "https://work.weixin.qq.com/help" }
  const endpoint = "http://127.0.0.1:1"
  writeFileSync(settings, JSON.stringify({ endpoint, ledger: `sqlite:${settings}.db`, alerts: { targets: { team } } }))
  const ran = await runHere(["doctor", "--config", settings, "--json"])
  const document = JSON.parse(ran.out)
  expect(faultsBy("doctor", document)).toEqual([])
  expect(document.checks.at(-1)).toEqual({ name: "alerts", ok: false, checked: true, reason: "address_form" })
  expect(heard).toHaveLength(before)
})
