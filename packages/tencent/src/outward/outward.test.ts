// One rule for all ways out, tried on real proxies and certificates of a private CA, all on loopback.
import { getCACertificates, setDefaultCACertificates } from "node:tls"

import { Provider } from "@faceid-tally/books/engine"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { beforeAll, describe, expect, it } from "vitest"

import { ca, plain, type Proxy, proxyTo, secured } from "../../test/proxied.ts"
import { limitsInMemory, tencentLayer } from "../index.ts"
import { isCertificateFault } from "./isCertificateFault.ts"
import { makeOutwardFetch } from "./outwardFetch.ts"
import { proxyName, proxyRulesOf, proxyTo as wayTo } from "./ProxyRules.ts"

const rulesOf = (env: Readonly<Record<string, string>>, setting?: string) =>
  Result.getOrThrow(proxyRulesOf(env, setting === undefined ? undefined : Redacted.make(setting)))
const way = (address: string, env: Readonly<Record<string, string>>, setting?: string) => {
  const proxy = wayTo(new URL(address), rulesOf(env, setting))
  return proxy === undefined ? "direct" : proxyName(proxy)
}

const FACEID = "https://faceid.tencentcloudapi.com"

describe("which proxy", () => {
  it.each([
    ["none is set", {}, FACEID, "direct"],
    ["HTTPS_PROXY, of which the password is never told", { HTTPS_PROXY: "http://me:pw@p:1" }, FACEID, "http://p:1"],
    [
      "lower case before upper case",
      { HTTPS_PROXY: "http://upper:1", https_proxy: "lower:2" },
      FACEID,
      "http://lower:2",
    ],
    ["an empty one is none", { https_proxy: "", HTTPS_PROXY: "http://p:1" }, FACEID, "http://p:1"],
    ["ALL_PROXY where there is no other", { ALL_PROXY: "p:1" }, FACEID, "http://p:1"],
    ["HTTPS_PROXY before ALL_PROXY", { all_proxy: "a:1", HTTPS_PROXY: "p:1" }, FACEID, "http://p:1"],
    ["http_proxy alone takes https too, as it did", { http_proxy: "p:1" }, FACEID, "http://p:1"],
    ["HTTPS_PROXY takes no http", { HTTPS_PROXY: "p:1" }, "http://collector.example", "direct"],
    ["this machine, by name", { ALL_PROXY: "p:1" }, "https://localhost:8443", "direct"],
    ["this machine, by address", { ALL_PROXY: "p:1" }, "http://127.9.9.9", "direct"],
    ["this machine, by IPv6", { ALL_PROXY: "p:1" }, "https://[::1]:8443", "direct"],
    ["what begins like this machine", { ALL_PROXY: "p:1" }, "https://127.0.0.1.example", "http://p:1"],
    ["NO_PROXY by name", { ALL_PROXY: "p:1", NO_PROXY: "a,faceid.tencentcloudapi.com" }, FACEID, "direct"],
    ["NO_PROXY by domain", { ALL_PROXY: "p:1", no_proxy: ".tencentcloudapi.com" }, FACEID, "direct"],
    ["NO_PROXY by domain without a dot", { ALL_PROXY: "p:1", NO_PROXY: "tencentcloudapi.com" }, FACEID, "direct"],
    ["NO_PROXY by what is no domain of it", { ALL_PROXY: "p:1", NO_PROXY: "cloudapi.com" }, FACEID, "http://p:1"],
    ["NO_PROXY by port", { ALL_PROXY: "p:1", NO_PROXY: "tencentcloudapi.com:443" }, FACEID, "direct"],
    ["NO_PROXY by another port", { ALL_PROXY: "p:1", NO_PROXY: "tencentcloudapi.com:80" }, FACEID, "http://p:1"],
    ["NO_PROXY by network", { ALL_PROXY: "p:1", NO_PROXY: "10.0.0.0/8" }, "http://10.2.3.4", "direct"],
    ["NO_PROXY by IPv6", { ALL_PROXY: "p:1", NO_PROXY: "fd00::1" }, "http://[fd00:0::1]:9", "direct"],
    ["NO_PROXY by IPv6 network", { ALL_PROXY: "p:1", NO_PROXY: "fd00::/8" }, "http://[fd12::7]", "direct"],
    ["NO_PROXY by no network", { ALL_PROXY: "p:1", NO_PROXY: "10.0.0.0/99" }, "http://10.2.3.4", "http://p:1"],
    ["NO_PROXY for all", { ALL_PROXY: "p:1", NO_PROXY: "*" }, FACEID, "direct"],
  ])("%s", (_, env, address, expected) => {
    expect(way(address, env as Record<string, string>)).toBe(expected)
  })

  it("a setting goes before the environment, and may say that there is none", () => {
    expect(way(FACEID, { HTTPS_PROXY: "p:1" }, "http://set:9")).toBe("http://set:9")
    expect(way(FACEID, { HTTPS_PROXY: "p:1" }, "none")).toBe("direct")
    expect(way(FACEID, { NO_PROXY: "*" }, "http://set:9")).toBe("direct")
  })

  it.each([
    ["socks5://p:1080", "proxy_unsupported"],
    ["http://p word:3128", "proxy_invalid"],
    ["http://p:port", "proxy_invalid"],
  ])("%s is refused, and never quoted", (text, reason) => {
    const refused = Result.getOrThrow(Result.flip(proxyRulesOf({ HTTPS_PROXY: text })))
    expect(refused.reason).toBe(reason)
    expect(refused.message).not.toContain(text)
  })
})

const RESULT = { Response: { Text: { ErrCode: 0, LivenessDetail: [{ Seq: "s", IsNeedCharge: true }] } } }

const ask = (endpoint: string, env: Readonly<Record<string, string>>, times = 1) => {
  const account = { secretId: Redacted.make("planted-id"), secretKey: Redacted.make("planted-secret") }
  const layer = tencentLayer({ accounts: { default: account }, endpoint, proxies: rulesOf(env), timeout: "3 seconds" })
  const asking = Effect.flatMap(Provider, (provider) =>
    provider.result({ account: "default", bizToken: "b", ruleId: "1", deadline: 0 }),
  )
  return Effect.runPromise(
    Effect.result(Effect.forEach(Array.from({ length: times }), () => asking)).pipe(
      Effect.provide(Layer.provide(layer, limitsInMemory)),
    ),
  )
}
const failureOf = async (asked: ReturnType<typeof ask>) => Result.getOrThrow(Result.flip(await asked))

const answering = () => secured((_, response) => response.setHeader("date", "x").end(JSON.stringify(RESULT)))
const at = ({ port }: Proxy, scheme = "http") => `${scheme}://localhost:${port}`

describe("through a proxy, with a private CA that this machine does not know", () => {
  it("the SDK and fetch tell that the certificate is not trusted, and stop the account until a person acts", async () => {
    await using server = await answering()
    await using proxy = await proxyTo(server.port)
    const env = { HTTPS_PROXY: at(proxy) }
    const failure = await failureOf(ask("faceid.test", env))
    expect(failure).toMatchObject({ reason: "untrusted", retryClass: "person", scope: "account" })
    expect(isCertificateFault(failure.fault)).toBe(true)
    expect(failure.message).toContain("NODE_EXTRA_CA_CERTS")
    // It is told at once, and not after tries.
    expect(proxy.asked).toEqual(["CONNECT faceid.test:443"])
    const thrown = await makeOutwardFetch(rulesOf(env))("https://robot.test/x").catch((error: unknown) => error)
    expect(isCertificateFault((thrown as { readonly code?: string }).code)).toBe(true)
  })
})

describe("through a proxy, with a private CA that this machine knows", () => {
  beforeAll(() => setDefaultCACertificates([...getCACertificates("default"), ca]))

  it("the SDK goes by one tunnel for many requests", async () => {
    await using server = await answering()
    await using proxy = await proxyTo(server.port, { user: "me:p w" })
    const asked = await ask("faceid.test", { HTTPS_PROXY: `http://me:p%20w@localhost:${proxy.port}` }, 3)
    expect(Result.getOrThrow(asked)).toHaveLength(3)
    expect(proxy.asked).toEqual(["CONNECT faceid.test:443"])
  })

  it("the proxy itself may speak TLS", async () => {
    await using server = await answering()
    await using proxy = await proxyTo(server.port, { isSecured: true })
    expect(Result.isSuccess(await ask("https://faceid.test:8443", { ALL_PROXY: at(proxy, "https") }))).toBe(true)
    expect(proxy.asked).toEqual(["CONNECT faceid.test:8443"])
  })

  it.each([
    ["refuses", { refuses: 403 }, "PROXY_403"],
    ["wants to know who asks", { user: "me:pw" }, "PROXY_407"],
  ])(
    "a proxy that %s is told by its status",
    async (_, how, fault) => {
      await using server = await answering()
      await using proxy = await proxyTo(server.port, how)
      expect(await failureOf(ask("faceid.test", { HTTPS_PROXY: at(proxy) }))).toMatchObject({
        reason: "network",
        fault,
      })
    },
    30_000,
  )

  it("a proxy that is not there is told by the system's code", async () => {
    await using server = await plain(() => undefined)
    const { port } = server
    await server[Symbol.asyncDispose]()
    const failure = await failureOf(ask("faceid.test", { HTTPS_PROXY: `http://127.0.0.1:${port}` }))
    expect(failure).toMatchObject({ reason: "network", fault: "ECONNREFUSED" })
  }, 30_000)

  it("this machine is asked directly, whatever proxy is set, by IPv4 and by IPv6", async () => {
    await using proxy = await proxyTo(1)
    for (const [host, name] of [
      ["127.0.0.1", "127.0.0.1"],
      ["::1", "[::1]"],
    ] as const) {
      await using server = await secured((_, response) => response.end(JSON.stringify(RESULT)), host)
      const env = { http_proxy: at(proxy), HTTPS_PROXY: at(proxy), ALL_PROXY: at(proxy) }
      expect(Result.isSuccess(await ask(`https://${name}:${server.port}`, env))).toBe(true)
      const answer = await makeOutwardFetch(rulesOf(env))(`https://${name}:${server.port}/`)
      expect(answer.status).toBe(200)
    }
    expect(proxy.asked).toEqual([])
  })

  it("fetch brings its body through a tunnel, follows no redirect, and asks a proxy for plain http by the whole address", async () => {
    let heard = ""
    await using server = await secured((request, response) => {
      request.on("data", (chunk) => (heard += chunk))
      request.on("end", () => response.writeHead(307, { location: "https://elsewhere.test/" }).end())
    })
    await using proxy = await proxyTo(server.port)
    const fetch = makeOutwardFetch(rulesOf({ ALL_PROXY: at(proxy) }))
    const answer = await fetch("https://robot.test/robot?key=k", { method: "POST", body: "你好" })
    expect([answer.status, heard]).toEqual([307, "你好"])
    const plainly = await fetch("http://collector.test:4318/v1/traces", { method: "POST", body: new Uint8Array([1]) })
    expect(await plainly.text()).toBe("by the proxy")
    expect(proxy.asked).toEqual(["CONNECT robot.test:443", "POST http://collector.test:4318/v1/traces"])
  })
})
