// Whatever is wrong with a request: it is answered at once, as a described problem or not at all wrong after all, never as a
// defect, and nothing that was planted in it comes back or is logged.
import * as fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { calls, exampleRequest, exampleUrl, expectDescribed } from "./contract.ts"
import { makeKey, startTestService, type TestService } from "./TestService.ts"
import { SECRET, wrongRequest } from "./wrongRequests.ts"

const RUNS = process.env["FACEID_TALLY_SOAK"] === "1" ? 2000 : 70
const HANG_MS = 5000

const inTime = <A>(work: Promise<A>): Promise<A> => {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error("it hangs")), HANG_MS)
  return Promise.race([work, promise]).finally(() => clearTimeout(timer))
}

let service: TestService
beforeAll(async () => {
  service = await startTestService()
  for (const id of ["storeResults", "registerVerification", "putBill", "runReconciliation"]) {
    const call = calls.find((each) => each.id === id)
    if (call !== undefined) await service.fetch(exampleUrl(call), exampleRequest(call))
  }
})
afterAll(() => service.close())

describe("wrong requests", () => {
  it.each(calls)("of $id are told what is wrong", { timeout: 120_000 }, async (call) => {
    let count = 0
    await fc.assert(
      fc.asyncProperty(wrongRequest(call), async ({ path, init }) => {
        // Every tenth over a socket: the others take the same way from there on.
        const ask = count++ % 10 === 0 ? service.fetch : service.handle
        const response = await inTime(ask(path, { ...init, redirect: "manual" }))
        expect(response.status, `${await response.clone().text()} ${service.log.at(-2)}`).toBeLessThan(500)
        const isFile = /csv|ndjson|sheet/.test(response.headers.get("content-type") ?? "")
        if (response.status !== 304 && !isFile) await expectDescribed(call, response.clone())
        const told = (await response.text()) + JSON.stringify([...response.headers])
        // What was stored under a name of its own is told under it.
        const wrong = response.status >= 400 ? told : ""
        for (const secret of [SECRET, "李四", "110101199003070000"]) expect(wrong).not.toContain(secret)
      }),
      { numRuns: RUNS },
    )
  })

  it("leave nothing in the log", () => {
    expect(service.log.length).toBeGreaterThan(calls.length)
    for (const line of service.log) {
      expect(line).not.toMatch(/5ecret|李四|110101199003070000/)
      expect(JSON.parse(line)).toMatchObject({ level: "info", service: "faceid-tally-http" })
    }
  })

  it("do not reach the books without a key where there is one", async () => {
    const closed = await startTestService()
    try {
      await makeKey(closed.settings, "admin")
      for (const call of calls) {
        const response = await closed.fetch(exampleUrl(call), exampleRequest(call))
        const isOpen = call.operation["x-roles"] === undefined
        expect(response.status === 401, `${call.id}: ${response.status}`).toBe(!isOpen)
      }
    } finally {
      await closed.close()
    }
  })
})
