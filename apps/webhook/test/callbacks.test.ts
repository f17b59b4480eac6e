// Callbacks over real sockets: everyone is sent on in the same way, and the books decide beside it (N2).
import { makeSimulator, settingsOf } from "@faceid-tally/simulator"
import { describe, expect, it } from "vitest"

import { Customer, REDIRECT, until } from "./Customer.ts"

/** All of an answer but its time. */
const answerOf = async (response: Promise<Response>) => {
  const { status, headers } = await response
  return { status, headers: [...headers].filter(([name]) => name !== "date"), body: await (await response).text() }
}

describe("a callback", { timeout: 60_000 }, () => {
  it("is answered in the same way for known, unknown, repeated, forged and missing BizTokens", async () => {
    await using customer = await Customer.open()
    await customer.register("known-token", "other-token")
    const expected = await answerOf(customer.callback("?BizToken=known-token"))
    expect(expected.status).toBe(302)
    expect(Object.fromEntries(expected.headers)).toMatchObject({
      location: REDIRECT,
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
    })
    const queries = [
      "?BizToken=known-token",
      "?token=unknown-token",
      "?EidToken=%00%ff",
      "",
      "?Extra=s3cret",
      "?BizToken=",
    ]
    for (const query of queries) expect(await answerOf(customer.callback(query))).toEqual(expected)
    expect(expected.headers.map(([name]) => name)).not.toContain("set-cookie")
    await until(async () => ((await customer.verification("known-token"))?.nextDue ?? Infinity) <= Date.now())
    expect((await customer.verification("other-token"))?.nextDue).toBeGreaterThan(Date.now())
    expect(await customer.verification("unknown-token")).toBeNull()
    await until(async () => (await customer.count("faceid_tally_webhook_callbacks_total", "unknown")) === 1)
  })

  it("is the same with a slash at the end of its address", async () => {
    await using customer = await Customer.open()
    const [plain, slashed] = [
      await answerOf(customer.callback("?BizToken=t")),
      await answerOf(customer.callback("?BizToken=t", "shop/")),
    ]
    expect(slashed).toEqual(plain)
    expect(plain.status).toBe(302)
  })

  it("of an unknown name is 404, and of another method 405", async () => {
    await using customer = await Customer.open()
    for (const name of ["nobody", "constructor", "__proto__", "shop%2F", "%2e%2e"]) {
      const answer = await answerOf(customer.callback("?BizToken=known-token", name))
      expect([answer.status, answer.body]).toEqual([404, expect.stringContaining('"code":"not_found"')])
    }
    for (const method of ["HEAD", "POST", "PUT", "DELETE", "OPTIONS"]) {
      const response = await customer.callback("?BizToken=known-token", "shop", { method })
      expect([response.status, response.headers.get("allow")]).toEqual([405, "GET"])
    }
  })

  it("registers an unknown BizToken where the settings say so, and no more than they say", async () => {
    const accepting = {
      redirectTo: REDIRECT,
      ruleId: "1001",
      account: "shop",
      acceptUnregistered: true,
      acceptPerMinute: 3,
    }
    const settings = { rules: { "1001": { account: "shop" } } }
    await using customer = await Customer.open({ settings, webhook: { callbacks: { open: accepting } } })
    for (const text of ["token.csv", "a:b"]) await customer.callback(`?BizToken=${text}`, "open")
    await until(async () => (await customer.count("faceid_tally_webhook_callbacks_total", "refused")) === 2)
    for (let i = 0; i < 8; i++) await customer.callback(`?BizToken=token-${i}`, "open")
    await until(async () => (await customer.count("faceid_tally_webhook_callbacks_total", "over_limit")) === 5)
    await until(async () => (await customer.count("faceid_tally_webhook_callbacks_total", "made_due")) === 3)
    const found = await Promise.all(Array.from({ length: 8 }, (_, i) => customer.verification(`token-${i}`)))
    const known = found.flatMap((each) => (each === null ? [] : [each]))
    expect(known.length).toBe(3)
    for (const { ruleId, account, estimated } of known)
      expect([ruleId, account, estimated]).toEqual(["1001", "shop", true])
  })

  it("makes due at most half of what the account may fetch", async () => {
    const settings = { accounts: { default: { resultsPerSecond: 10 } } }
    await using customer = await Customer.open({ settings })
    const bizTokens = Array.from({ length: 30 }, (_, i) => `token-${i}`)
    await customer.register(...bizTokens)
    const startedAt = Date.now()
    await Promise.all(bizTokens.map((bizToken) => customer.callback(`?BizToken=${bizToken}`)))
    await until(async () => {
      const due = await customer.count("faceid_tally_webhook_callbacks_total", "made_due")
      expect(due).toBeLessThanOrEqual(1 + (5 * (Date.now() - startedAt)) / 1000)
      return due >= 5
    })
  })

  it("leads to one fetch, however many calls come at once", async () => {
    const now = "2026-10-05T20:00:00+08:00"
    const simulator = await makeSimulator({ history: { from: "2026-10-05", days: 1, verificationsPerDay: 20 }, now })
    const [issued] = simulator.truth().verifications.filter(({ attempts }) => attempts.length > 0)
    const account = simulator.accounts.find(({ name }) => name === issued?.account)
    if (issued === undefined || account === undefined) throw new Error("the simulator has no verification")
    const { bizToken, ruleId, issuedAt } = issued
    const settings = { endpoint: simulator.url, accounts: settingsOf([account]).accounts }
    await using customer = await Customer.open({ settings, env: { FACEID_TALLY_NOW: now }, hasWorker: true })
    const data = { bizToken, ruleId, account: account.name, issuedAt }
    expect((await customer.send({ type: "verification.issued", data })).status).toBe(202)

    const fetches = () => simulator.counts().find(({ action }) => action === "GetDetectInfoEnhanced")
    await Promise.all(Array.from({ length: 40 }, () => customer.callback(`?BizToken=${bizToken}`)))
    await until(async () => (await customer.verification(bizToken))?.state === "final")
    await Promise.all(Array.from({ length: 40 }, () => customer.callback(`?BizToken=${bizToken}`)))
    await until(async () => (await customer.count("faceid_tally_webhook_callbacks_total", "closed")) > 0)
    expect(fetches()).toMatchObject({ requests: 1 })
    await simulator.close()
  })

  it("soon after a fetch waits, and is not lost", async () => {
    await using customer = await Customer.open()
    const fetchedAt = new Date().toISOString()
    const response = { Text: { ErrCode: 1, LivenessDetail: [] } }
    const data = { bizToken: "known-token", ruleId: "1001", fetchedAt, response }
    expect((await customer.send({ type: "result.received", data })).status).toBe(202)
    await customer.callback("?BizToken=known-token")
    await until(async () => ((await customer.verification("known-token"))?.nextDue ?? Infinity) <= Date.now())
    expect(Date.now() - Date.parse(fetchedAt)).toBeGreaterThanOrEqual(5000)
  })
})
