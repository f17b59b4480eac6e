// A write with an Idempotency-Key is done once, however often and at however many places at once it is sent.
import { afterAll, beforeAll, expect, it } from "vitest"

import { json, makeKey, result, startTestService, type TestService } from "./TestService.ts"

let service: TestService
beforeAll(async () => {
  service = await startTestService()
  // Where there is nothing to compare no run is made.
  await service.fetch("/v1/results", json(result("b-1", "s-1")))
})
afterAll(() => service.close())

const reconcile = (key: string, body: object = { from: "2026-10-05", to: "2026-10-05" }, more = {}) => {
  const init = json(body)
  return service.fetch("/v1/reconciliations", {
    ...init,
    headers: { ...(init.headers as object), "Idempotency-Key": key, ...more },
  })
}
const runs = async () => (await (await service.client.v1.reconciliations.$get({ query: {} })).json()).items.length

it("twenty at once make one run: the others get its answer, or are told to wait", async () => {
  const before = await runs()
  const answers = await Promise.all(Array.from({ length: 20 }, () => reconcile("at-once")))
  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([])
  expect(statuses).toContain(201)
  expect(await runs()).toBe(before + 1)
  const again = await reconcile("at-once")
  const first = answers.find(({ status }) => status === 201)
  expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([201, "true"])
  expect(first?.headers.get("location")).toMatch(/^\/v1\/reconciliations\/\d+$/)
  expect(again.headers.get("location")).toBe(first?.headers.get("location"))
  expect(await again.json()).toEqual(await first?.json())
  for (const waiting of answers.filter(({ status }) => status === 409)) {
    expect(waiting.headers.get("retry-after")).toBe("1")
  }
})

it("the same key for another request is refused", async () => {
  await reconcile("reused")
  const other = await reconcile("reused", { from: "2026-10-04", to: "2026-10-05" })
  expect(other.status).toBe(422)
  expect(await other.json()).toMatchObject({ type: "urn:faceid-tally:problem:key_reused", path: "Idempotency-Key" })
})

it("what failed can be sent again with the same key", async () => {
  expect((await reconcile("mistaken", { from: "2026-10-05" })).status).toBe(422)
  expect((await reconcile("mistaken")).status).toBe(201)
})

it("where nothing is compared no run is kept, and what there is to ask for is told", async () => {
  const before = await runs()
  for (const body of [
    { from: "2026-10-20", to: "2026-10-21" },
    { from: "2026-10-05", to: "2026-10-05", ruleId: "no such" },
  ]) {
    const answer = await service.fetch("/v1/reconciliations", json(body))
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({
      type: "urn:faceid-tally:problem:nothing_compared",
      ruleIds: ["1"],
      days: ["2026-10-05"],
    })
  }
  expect(await runs()).toBe(before)
})

it("results are idempotent by their content, without any key, also at once", async () => {
  const send = async () => (await service.fetch("/v1/results", json(result("b-9", "s-91", "s-92")))).json()
  const answers = (await Promise.all(Array.from({ length: 10 }, send))) as ReadonlyArray<{ readonly new: number }>
  expect(answers.map((answer) => answer.new).sort((a, b) => a - b)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 2])
})

it("two senders may choose the same key", async () => {
  const keyed = await startTestService()
  try {
    const senders = [await makeKey(keyed.settings, "admin"), await makeKey(keyed.settings, "admin")]
    const bodies = senders.map((_, i) => ({ bizToken: `b-${i}`, ruleId: "1" }))
    for (const [i, sender] of senders.entries()) {
      const init = json(bodies[i])
      const headers = { ...(init.headers as object), Authorization: `Bearer ${sender}`, "Idempotency-Key": "1" }
      expect((await keyed.fetch("/v1/verifications", { ...init, headers })).status).toBe(201)
    }
  } finally {
    await keyed.close()
  }
})
