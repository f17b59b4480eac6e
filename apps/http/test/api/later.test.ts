// A reconciliation that is asked for with `Prefer: respond-async` is answered at once, and its address says how it goes.
import { Requests } from "@faceid-tally/books/engine"
import { storeOf } from "@faceid-tally/host/apps"
import * as Effect from "effect/Effect"
import { Hono } from "hono"
import { afterAll, beforeAll, expect, it, vi } from "vitest"

import { laterName } from "../../src/resources/reconciliations/LaterRuns.ts"
import { prefersLater } from "../../src/resources/reconciliations/prefersLater.ts"
import { json, NOW, result, startTestService, type TestService } from "./TestService.ts"

let service: TestService
beforeAll(async () => {
  service = await startTestService()
  await service.fetch("/v1/results", json(result("b-1", "s-1")))
})
afterAll(() => service.close())

/** The first run waits for a thread to come up. */
vi.setConfig({ testTimeout: 90_000 })

const DAY = { from: "2026-10-05", to: "2026-10-05" }

const ask = (body: object, headers: Readonly<Record<string, string>> = {}) => {
  const init = json(body)
  return service.fetch("/v1/reconciliations", {
    ...init,
    headers: { ...(init.headers as object), Prefer: "respond-async", ...headers },
  })
}
interface Later {
  readonly state: string
  readonly run: { readonly id: number } | null
  readonly problem: { readonly type: string } | null
}
const stateAt = async (location: string | null): Promise<Later> =>
  (await (await service.fetch(location ?? "")).json()) as Later
const ended = (location: string | null): Promise<Later> =>
  vi.waitFor(
    async () => {
      const later = await stateAt(location)
      expect(later.state).not.toBe("running")
      return later
    },
    { timeout: 60_000 },
  )
const runs = async () => (await (await service.client.v1.reconciliations.$get({ query: {} })).json()).items.length

it("is done in the end, and is the run that is kept", async () => {
  const before = await runs()
  const asked = await ask(DAY)
  expect([asked.status, asked.headers.get("preference-applied")]).toEqual([202, "respond-async"])
  const body = (await asked.json()) as { readonly request: string; readonly state: string }
  const location = asked.headers.get("location")
  expect(location).toBe(`/v1/reconciliation-requests/${body.request}`)
  expect(body.state).toBe("running")
  const { state, run, problem } = await ended(location)
  expect([state, problem, await runs()]).toEqual(["done", null, before + 1])
  expect(run).toEqual(await (await service.fetch(`/v1/reconciliations/${run?.id}`)).json())
})

it("not asked for later, is answered when it is done", async () => {
  const answer = await service.fetch("/v1/reconciliations", json(DAY))
  expect([answer.status, answer.headers.get("location")]).toEqual([
    201,
    expect.stringMatching(/^\/v1\/reconciliations\/\d+$/),
  ])
})

it("what cannot be asked is refused at once, and what comes to nothing has failed", async () => {
  const before = await runs()
  expect((await ask({ from: "2026-10-06", to: "2026-10-05" })).status).toBe(422)
  expect((await ask({ ...DAY, asOf: "2026-11-05T00:00:00+08:00" })).status).toBe(422)
  const { state, run, problem } = await ended(
    (await ask({ from: "2026-10-20", to: "2026-10-21" })).headers.get("location"),
  )
  expect([state, run, problem]).toMatchObject([
    "failed",
    null,
    { type: "urn:faceid-tally:problem:nothing_compared", days: ["2026-10-05"] },
  ])
  expect(await runs()).toBe(before)
})

it("with an Idempotency-Key it is begun once", async () => {
  const before = await runs()
  const [first, again] = [
    await ask(DAY, { "Idempotency-Key": "later" }),
    await ask(DAY, { "Idempotency-Key": "later" }),
  ]
  expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([202, "true"])
  expect(again.headers.get("location")).toBe(first.headers.get("location"))
  expect((await ended(first.headers.get("location"))).state).toBe("done")
  expect(await runs()).toBe(before + 1)
})

it("what went down with its process has failed when its lease is over, and what nobody asked for is not known", async () => {
  const now = Date.parse(NOW)
  const begin = (key: string, leaseUntil: number) =>
    Effect.flatMap(Requests, (requests) => requests.begin({ ...laterName(key), digest: "", leaseUntil }, now - 60_000))
  await Effect.runPromise(
    Effect.all([begin("lost", now), begin("held", now + 60_000)]).pipe(Effect.provide(storeOf(service.settings))),
  )
  expect(await stateAt("/v1/reconciliation-requests/lost")).toMatchObject({
    state: "failed",
    problem: { type: "urn:faceid-tally:problem:ending" },
  })
  expect(await stateAt("/v1/reconciliation-requests/held")).toMatchObject({ state: "running", problem: null })
  expect((await service.fetch("/v1/reconciliation-requests/nobody")).status).toBe(404)
})

it("the end of a service ends what it does in the background", async () => {
  const ending = await startTestService({ settings: service.settings })
  const init = json(DAY)
  const asked = await ending.fetch("/v1/reconciliations", {
    ...init,
    headers: { ...(init.headers as object), Prefer: "respond-async" },
  })
  await ending.close()
  expect((await stateAt(asked.headers.get("location"))).state).not.toBe("running")
})

it.each([
  ["respond-async", true],
  ["wait=10, Respond-Async; x=1", true],
  ["return=minimal", false],
  ["respond-asynchronously", false],
  [undefined, false],
])("Prefer: %s", async (prefer, isLater) => {
  const app = new Hono().get("/", (c) => c.json(prefersLater(c)))
  expect(await (await app.request("/", { headers: prefer === undefined ? {} : { Prefer: prefer } })).json()).toBe(
    isLater,
  )
})
