// Signed events over real sockets and real books: 202 means stored, and everything else says what it is.
import { readFileSync } from "node:fs"
import { join } from "node:path"

import { importResults, Inbox, Ledger, RowNumbers } from "@faceid-tally/books/engine"
import { dayNumberOf, decodeDetectInfo } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Stream from "effect/Stream"
import { Webhook } from "standardwebhooks"
import { describe, expect, it } from "vitest"

import { Customer, SECRET } from "./Customer.ts"

const bizToken = "CE661F1A-0F5A-4BA2"
const finished = { type: "verification.finished", data: { bizToken } }
const answer = async (sent: Promise<Response>) => {
  const response = await sent
  const { code } = (await response.json()) as { readonly code?: string }
  return [response.status, code]
}

describe("an event", () => {
  it("is in the books when it was answered with 202, and is taken once", async () => {
    await using customer = await Customer.open({ settings: { rules: { "1001": { account: "shop" } } } })
    const issuedAt = Date.now() - 60_000
    const issued = { type: "verification.issued", data: { bizToken, ruleId: "1001", issuedAt, account: "shop" } }
    expect(await answer(customer.send(issued, { id: "msg_1" }))).toEqual([202, undefined])
    expect(await customer.verification(bizToken)).toMatchObject({ ruleId: "1001", account: "shop", issuedAt })
    expect(await answer(customer.send(finished))).toEqual([202, undefined])
    expect((await customer.verification(bizToken))?.nextDue).toBeLessThanOrEqual(Date.now())
    // The same event in other words of the sender's own headers: nothing changes.
    const before = await customer.verification(bizToken)
    expect(await answer(customer.send(issued, { id: "msg_1", at: Date.now() + 2000 }))).toEqual([202, undefined])
    expect(await customer.verification(bizToken)).toEqual(before)
    // Both ids are noted as done.
    const forget = Effect.flatMap(Inbox, (inbox) => inbox.forget(Date.now() + 1000))
    expect(await customer.look(forget)).toBe(2)
  })

  it("is sent as README shows it", async () => {
    await using customer = await Customer.open()
    const readme = readFileSync(join(import.meta.dirname, "..", "README.md"), "utf8")
    const example = /```js\nimport { Webhook } from "standardwebhooks"\n([^]*?)```/.exec(readme)?.[1] ?? ""
    const statuses: Array<number> = []
    const send = async (_url: string, init: RequestInit) => {
      statuses.push((await fetch(`${customer.url}/events`, init)).status)
    }
    const AsyncFunction = (async () => {}).constructor as FunctionConstructor
    const run = new AsyncFunction("Webhook", "process", "bizToken", "fetch", example) as (
      ...given: ReadonlyArray<unknown>
    ) => Promise<void>
    await run(Webhook, { env: { EVENTS_SECRET: SECRET } }, bizToken, send)
    expect(statuses).toEqual([202])
    expect(await customer.verification(bizToken)).toMatchObject({ ruleId: "1001" })
  })

  it("that a verification ended may overtake the one that it was issued", async () => {
    await using customer = await Customer.open({ settings: { rules: { "1001": { account: "shop" } } } })
    expect(await answer(customer.send(finished))).toEqual([202, undefined])
    const issuedAt = Date.now() - 60_000
    const issued = { type: "verification.issued", data: { bizToken, ruleId: "1001", issuedAt } }
    expect(await answer(customer.send(issued))).toEqual([202, undefined])
    const known = await customer.verification(bizToken)
    expect(known).toMatchObject({ ruleId: "1001", account: "shop", issuedAt, estimated: false })
    expect(known?.nextDue).toBeLessThanOrEqual(Date.now())
  })

  it("with a result leaves the same as an import of it, and nothing personal", async () => {
    await using customer = await Customer.open()
    const at = Date.parse("2026-10-05T12:00:00+08:00")
    const detail = { Seq: "1", IsNeedCharge: true, Errcode: 0, ReqTime: String(at), Name: "s3cret" }
    const response = { Text: { ErrCode: 0, IdCard: "s3cret", Extra: "s3cret", LivenessDetail: [detail] } }
    const data = { bizToken, ruleId: "1001", fetchedAt: "2026-10-05T12:05:00+08:00", response }
    expect(await answer(customer.send({ type: "result.received", data }))).toEqual([202, undefined])
    const [attempt, ...others] = await customer.attempts(dayNumberOf("2026-10-05") ?? 0)
    expect([attempt?.seq, attempt?.charge, attempt?.bizToken, others.length]).toEqual(["1", true, bizToken, 0])

    const line = { BizToken: bizToken, RuleId: "1001", FetchedAt: data.fetchedAt, Response: response }
    const record = Result.getOrThrow(decodeDetectInfo(line))
    if (record._tag !== "DetectInfo") throw new Error("no result")
    const imported = await customer.look(importResults(Stream.make(new RowNumbers().number(record))))
    expect(imported).toMatchObject({ observations: 0, known: 1 })
    const verified = await customer.look(Effect.flatMap(Ledger, (ledger) => ledger.verify({})))
    expect(verified).toMatchObject({ ok: true, broken: null })
    expect(customer.logs.join("")).not.toContain("s3cret")
  })

  it("under an id that had another body is a conflict: recorded, told of, and never in the books", async () => {
    const target = { type: "webhook", url: "https://alerts.example/", secret: SECRET }
    await using customer = await Customer.open({ settings: alertsTo(target) })
    expect(await answer(customer.send(finished, { id: "msg_1" }))).toEqual([202, undefined])
    const other = { type: "verification.finished", data: { bizToken: "other-token" } }
    const conflict = [409, "id_has_other_body"]
    expect(await answer(customer.send(other, { id: "msg_1" }))).toEqual(conflict)
    expect(await answer(customer.send(other, { id: "msg_1" }))).toEqual(conflict)
    expect(await answer(customer.send(finished, { id: "msg_1" }))).toEqual([202, undefined])
    expect(await customer.verification("other-token")).toBeNull()
    expect((await customer.conflicts()).map(({ id, type }) => [id, type])).toEqual([["msg_1", "verification.finished"]])
    const alerts = await customer.alerts()
    expect(alerts.map(({ body }) => JSON.parse(body).alert)).toEqual([{ kind: "event_conflict", eventId: "msg_1" }])
  })

  it("of a BizToken that may not be registered is refused like what cannot be read, and told of once a day", async () => {
    const target = { type: "webhook", url: "https://alerts.example/", secret: SECRET }
    const settings = { ...alertsTo(target), rules: { "1001": { account: "shop" } } }
    await using customer = await Customer.open({ settings })
    const issued = { bizToken, ruleId: "1001", issuedAt: Date.now() }
    const issue = (data: object) => answer(customer.send({ type: "verification.issued", data: { ...issued, ...data } }))
    expect(await issue({ bizToken: "https://shop.example/cb?Extra=x" })).toEqual([400, "wrong_type"])
    expect(await issue({ issuedAt: Math.floor(Date.now() / 1000) })).toEqual([400, "time_in_seconds"])
    expect(await issue({ issuedAt: Date.now() + 3_600_000 })).toEqual([400, "time_ahead"])
    expect(await issue({ account: "shpo" })).toEqual([400, "unknown_account"])
    expect(await customer.verification(bizToken)).toBeNull()
    const [first, ...others] = (await customer.alerts()).map(({ body }) => JSON.parse(body).alert)
    expect([first, others]).toMatchObject([{ kind: "event_refused", code: "wrong_type", path: "data.bizToken" }, []])
    expect(await issue({ bizToken: ` ${bizToken} ` })).toEqual([202, undefined])
    expect(await customer.verification(bizToken)).toMatchObject({ account: "shop" })
  })

  it("is refused for what is wrong with it, and then nothing is kept", async () => {
    await using customer = await Customer.open()
    const [late, early] = [Date.now() - 301_000, Date.now() + 302_000]
    const other = `whsec_${Buffer.alloc(32, 6).toString("base64")}`
    const cases: ReadonlyArray<readonly [Promise<Response>, ReadonlyArray<unknown>]> = [
      [customer.send(finished, { secret: other }), [401, "bad_signature"]],
      [customer.send(finished, { body: `${JSON.stringify(finished)} ` }), [401, "bad_signature"]],
      [customer.send(finished, { headers: { "webhook-id": "msg_2" } }), [401, "bad_signature"]],
      [
        customer.send(finished, { headers: { "webhook-timestamp": `${Math.floor(Date.now() / 1000)}x` } }),
        [401, "bad_signature"],
      ],
      [customer.send(finished, { headers: { "webhook-signature": "" } }), [401, "bad_signature"]],
      [fetch(`${customer.url}/events`, { method: "POST", body: "{}" }), [401, "unsigned"]],
      [customer.send(finished, { at: late }), [400, "too_old"]],
      [customer.send(finished, { at: early }), [400, "too_new"]],
      [customer.send(finished, { id: "a.b" }), [400, "bad_id"]],
      [customer.send({ type: "verification.started", data: {} }), [400, "wrong_type"]],
      [customer.send({ type: "verification.finished", data: {} }), [400, "wrong_type"]],
      [customer.send({ data: "x".repeat(2 ** 20) }), [413, "too_large"]],
      [customer.send(JSON.parse(`${"[".repeat(40)}${"]".repeat(40)}`)), [400, "too_deep"]],
      [fetch(`${customer.url}/events`), [405, "method_not_allowed"]],
    ]
    for (const [sent, expected] of cases) expect(await answer(sent)).toEqual(expected)
    expect(await customer.verification(bizToken)).toBeNull()
  })

  it("is taken with either secret of a rotation, and not at all where none is configured", async () => {
    const next = `whsec_${Buffer.alloc(24, 9).toString("base64")}`
    await using rotating = await Customer.open({ webhook: { secretsEnv: ["NEXT"] }, env: { NEXT: next } })
    const sent = [SECRET, next].map((secret) => answer(rotating.send(finished, { secret })))
    expect(await Promise.all(sent)).toEqual([
      [202, undefined],
      [202, undefined],
    ])
    await using none = await Customer.open({ webhook: { secrets: [] } })
    expect(await answer(none.send(finished))).toEqual([404, "no_secret_configured"])
  })

  it("more often than the settings allow is sent away for a moment", async () => {
    await using customer = await Customer.open({ webhook: { eventsPerSecond: 2 } })
    const sent = await Promise.all(Array.from({ length: 12 }, () => customer.send(finished)))
    expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([202, 429]))
    expect(sent.find(({ status }) => status === 429)?.headers.get("retry-after")).toBe("1")
  })
})

const alertsTo = (target: unknown) => ({ alerts: { targets: { ops: target } } })
