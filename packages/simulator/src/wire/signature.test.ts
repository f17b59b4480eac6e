// Signatures of the SDK and of a signer written from the reference; what differs in one part must be refused.
import { createHmac, hash } from "node:crypto"
import { request } from "node:http"

import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { codeOf, sdkClient } from "../../test/sdkClient.ts"
import { makeSimulator, type SimulatorHandle } from "../index.ts"

let simulator: SimulatorHandle
beforeAll(async () => {
  const rules = [{ ruleId: "1", title: "t", channel: "h5", edition: "plus", chargeType: "核身" }] as const
  simulator = await makeSimulator({
    accounts: [
      { name: "default", secretId: "simulated-id", secretKey: "simulated-key", rules },
      { name: "temporary", secretId: "simulated-id-2", secretKey: "simulated-key-2", token: "simulated-token", rules },
    ],
  })
})
afterAll(() => simulator.close())

interface Wire {
  readonly method: string
  readonly path: string
  readonly headers: Record<string, string>
  readonly body: string
}

const hmac = (key: string | Uint8Array, text: string) => createHmac("sha256", key).update(text).digest()

/** A right request, by the reference's own recipe: any headers signed, in lower case, the host with its port. */
const signed = ({ seconds = 0, names = ["content-type", "host", "x-tc-action"], key = "simulated-key" } = {}): Wire => {
  const timestamp = String(Math.floor(Date.now() / 1000) + seconds)
  const body = JSON.stringify({ RuleId: "1" })
  const headers: Record<string, string> = {
    "Content-Type": "application/json; charset=utf-8",
    Host: simulator.endpoint,
    "X-TC-Action": "DetectAuth",
    "X-TC-Version": "2018-03-01",
    "X-TC-Timestamp": timestamp,
  }
  const valueByName = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  const canonicalHeaders = names.map((name) => `${name}:${valueByName.get(name)?.toLowerCase()}\n`).join("")
  const canonical = ["POST", "/", "", canonicalHeaders, names.join(";"), hash("sha256", body)].join("\n")
  const date = new Date(Number(timestamp) * 1000).toISOString().slice(0, 10)
  const scope = `${date}/faceid/tc3_request`
  const toSign = ["TC3-HMAC-SHA256", timestamp, scope, hash("sha256", canonical)].join("\n")
  const signature = hmac(hmac(hmac(hmac(`TC3${key}`, date), "faceid"), "tc3_request"), toSign).toString("hex")
  const authorization = `TC3-HMAC-SHA256 Credential=simulated-id/${scope}, SignedHeaders=${names.join(";")}, Signature=${signature}`
  return { method: "POST", path: "/", headers: { ...headers, Authorization: authorization }, body }
}

const without = ({ headers, ...wire }: Wire, name: string): Wire => ({
  ...wire,
  headers: Object.fromEntries(Object.entries(headers).filter(([each]) => each !== name)),
})
const withHeader = (wire: Wire, name: string, value: string): Wire => ({
  ...wire,
  headers: { ...wire.headers, [name]: value },
})

const codeOfWire = ({ method, path, headers, body }: Wire): Promise<string> =>
  new Promise((resolve, reject) => {
    const sent = request(simulator.url + path, { method, headers }, (response) => {
      let text = ""
      response.setEncoding("utf8")
      response.on("data", (chunk: string) => (text += chunk))
      response.on("end", () => {
        const { Response } = JSON.parse(text) as { Response: { Error?: { Code: string }; RequestId: string } }
        resolve(response.statusCode === 200 && Response.RequestId !== "" ? (Response.Error?.Code ?? "") : "no answer")
      })
    })
    sent.on("error", reject)
    sent.end(body)
  })

describe("a signature", () => {
  it("of the SDK is accepted", async () => {
    const { BizToken } = await sdkClient(simulator).DetectAuth({ RuleId: "1" })
    expect(BizToken).toHaveLength(36)
  })

  it("of the reference's recipe is accepted, whatever headers it signs", async () => {
    expect(await codeOfWire(signed())).toBe("")
    expect(await codeOfWire(signed({ names: ["content-type", "host"] }))).toBe("")
    expect(await codeOfWire(signed({ names: ["content-type", "host", "x-tc-action", "x-tc-timestamp"] }))).toBe("")
    expect(await codeOfWire(signed({ seconds: -290 }))).toBe("")
  })

  it("by a wrong key is refused", async () => {
    expect(await codeOf(sdkClient(simulator, { secretKey: "wrong" }).DetectAuth({ RuleId: "1" }))).toBe(
      "AuthFailure.SignatureFailure",
    )
    expect(await codeOfWire(signed({ key: "wrong" }))).toBe("AuthFailure.SignatureFailure")
  })

  it("of an unknown SecretId is refused", async () => {
    expect(await codeOf(sdkClient(simulator, { account: "nobody" }).DetectAuth({ RuleId: "1" }))).toBe(
      "AuthFailure.SecretIdNotFound",
    )
  })

  it.each([-301, -86_400, 302, 86_400])("that is %i seconds off is expired", async (seconds) => {
    expect(await codeOfWire(signed({ seconds }))).toBe("AuthFailure.SignatureExpire")
  })

  it("is for these bytes, this time and these headers alone", async () => {
    const wire = signed()
    const later = String(Number(wire.headers["X-TC-Timestamp"]) + 1)
    const changed = [
      { ...wire, body: wire.body.replace("1", "2") },
      { ...wire, body: `${wire.body} ` },
      { ...wire, path: "/?a=b" },
      withHeader(wire, "X-TC-Action", "GetDetectInfoEnhanced"),
      withHeader(wire, "X-TC-Timestamp", later),
      withHeader(wire, "Content-Type", "application/json"),
      withHeader(wire, "Authorization", wire.headers["Authorization"]?.replace("/faceid/", "/cvm/") ?? ""),
    ]
    for (const each of changed) expect(await codeOfWire(each)).toBe("AuthFailure.SignatureFailure")
  })

  it("needs all its parts", async () => {
    const wire = signed()
    const authorization = wire.headers["Authorization"] ?? ""
    const cut = [
      without(wire, "Authorization"),
      without(wire, "X-TC-Timestamp"),
      without(wire, "Content-Type"),
      signed({ names: ["host"] }),
      withHeader(wire, "X-TC-Timestamp", "now"),
      withHeader(wire, "Authorization", authorization.replace(/, Signature=.*/, "")),
      withHeader(wire, "Authorization", authorization.replace("TC3-HMAC-SHA256", "HMAC")),
      withHeader(wire, "Authorization", "SKIP"),
    ]
    for (const each of cut) expect(await codeOfWire(each)).toBe("AuthFailure.InvalidAuthorization")
  })

  it("of a temporary credential comes with its token", async () => {
    expect(await codeOf(sdkClient(simulator, { account: "temporary" }).DetectAuth({ RuleId: "1" }))).toBe(
      "AuthFailure.TokenFailure",
    )
  })
})

it("refuses what is no request of this API", async () => {
  expect(await codeOfWire({ ...signed(), method: "GET", body: "" })).toBe("UnsupportedProtocol")
  expect(await codeOfWire(without(signed(), "X-TC-Action"))).toBe("MissingParameter")
  expect(await codeOfWire(withHeader(signed(), "X-TC-Version", "2017-03-12"))).toBe("NoSuchVersion")
})
