// Who may do what stands in the document, and is so: `ingest` brings results and BizTokens, `read` reads, `admin` may do all.
import { type Role, roles } from "@faceid-tally/books/engine"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { startServer } from "../../src/server.ts"
import { type Call, calls, exampleRequest, exampleUrl } from "./contract.ts"
import { makeKey, startTestService, type TestService } from "./TestService.ts"

const rolesOf = ({ operation }: Call): ReadonlyArray<Role> =>
  (operation["x-roles"] as ReadonlyArray<Role> | undefined) ?? roles

let service: TestService
const keys = new Map<Role, string>()
beforeAll(async () => {
  service = await startTestService()
  for (const role of roles) keys.set(role, await makeKey(service.settings, role))
})
afterAll(() => service.close())

const ask = (path: string, init: RequestInit, key: string | undefined) =>
  service.fetch(path, {
    ...init,
    headers: { ...(init.headers as Record<string, string>), ...(key && { Authorization: `Bearer ${key}` }) },
  })

describe.each(calls)("$id", (call) => {
  it.each(roles)("as it is described for %s", async (role) => {
    const { status } = await ask(exampleUrl(call), exampleRequest(call), keys.get(role))
    expect(status === 403, `${status}`).toBe(!rolesOf(call).includes(role))
    expect(status).not.toBe(401)
  })
})

describe("the roles", () => {
  const guarded = calls.filter(({ operation }) => "x-roles" in operation)
  const of = (role: Role) => guarded.filter((call) => rolesOf(call).includes(role)).map(({ id }) => id)

  it("nothing is for everyone but what the service says of itself", () => {
    const open = calls.filter((call) => !guarded.includes(call)).map(({ id }) => id)
    expect(open).toEqual(["readHealth", "readReadiness", "readOpenApi", "readDocs"])
  })

  it("read changes nothing: of writes it may count, which keeps nothing", () => {
    const writes = guarded.filter(({ method }) => method !== "GET").map(({ id }) => id)
    expect(of("read").filter((id) => writes.includes(id))).toEqual(["countResults"])
  })

  it("finance reads and decides", () => {
    const reads = new Set(of("read"))
    expect(of("finance").filter((id) => !reads.has(id))).toEqual(["writeDecisions"])
  })

  it("ingest brings in and reads nothing; admin may do all", () => {
    expect(of("ingest")).toEqual(["countResults", "storeResults", "registerVerification", "collectVerification"])
    expect(of("admin")).toEqual(guarded.map(({ id }) => id))
  })
})

describe("a key", () => {
  it("is known by all of it, and by nothing less", async () => {
    const key = keys.get("read") ?? ""
    const ofAdmin = keys.get("admin") ?? ""
    const [, id = "", secret = ""] = /^ft_([^_]+)_(.*)$/.exec(key) ?? []
    const wrong = [`ft_${id}_${secret.slice(0, -1)}A`, `ft_${id}_${ofAdmin.slice(-43)}`, `ft_x_${secret}`, secret, ""]
    expect((await ask("/v1/tally", {}, key)).status).toBe(200)
    for (const each of wrong) {
      const response = await ask("/v1/tally", {}, each === key ? "" : each)
      expect([response.status, response.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="faceid-tally"'])
    }
  })
})

describe("without any key", () => {
  let open: TestService
  beforeAll(async () => {
    open = await startTestService()
  })
  afterAll(() => open.close())

  it("this machine alone is answered, under its own name, and no page of another site", async () => {
    const { port } = new URL(open.url)
    const status = (headers: Record<string, string>) => statusOf(Number(port), headers)
    expect(await status({ Host: `127.0.0.1:${port}` })).toBe(200)
    expect(await status({ Host: `localhost:${port}` })).toBe(200)
    expect(await status({ Host: `books.attacker.example:${port}` })).toBe(403)
    expect(await status({ Host: `127.0.0.1.attacker.example` })).toBe(403)
    expect(await status({ Host: `127.0.0.1:${port}`, Origin: "https://attacker.example" })).toBe(403)
    expect(await status({ Host: `127.0.0.1:${port}`, Origin: "null" })).toBe(403)
  })

  it("a key that is made while it runs closes it at once", async () => {
    expect((await open.fetch("/v1/tally")).status).toBe(200)
    const key = await makeKey(open.settings, "read")
    expect((await open.fetch("/v1/tally")).status).toBe(401)
    expect((await open.fetch("/v1/tally", { headers: { Authorization: `Bearer ${key}` } })).status).toBe(200)
  })

  it("a host that others can reach is refused", async () => {
    const fresh = await startTestService()
    try {
      await expect(startServer({ settings: fresh.settings, env: {}, host: "0.0.0.0", port: 0 })).rejects.toThrow(
        "no key is configured",
      )
    } finally {
      await fresh.close()
    }
  })
})

/** The browser's own fetch would not let a Host header through. */
const statusOf = async (port: number, headers: Readonly<Record<string, string>>): Promise<number> => {
  const { request } = await import("node:http")
  return new Promise((resolve, reject) => {
    request({ port, host: "127.0.0.1", path: "/v1/tally", headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
      .on("error", reject)
      .end()
  })
}
