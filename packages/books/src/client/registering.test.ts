import { afterEach, describe, expect, it, vi } from "vitest"

import { type Keeper, type Registration, registering, type RegisteringOptions } from "../engine.ts"

class Sdk {
  #tokens = 0
  readonly region = "ap-guangzhou"
  seen: Array<ReadonlyArray<unknown>> = []

  async DetectAuth(request: { RuleId: string; Name?: string }, callback?: (error: unknown, response: unknown) => void) {
    this.seen.push([request, callback])
    if (request.RuleId === "refused") throw new Error("InvalidParameterValue.RuleIdNotExist")
    this.#tokens++
    return { BizToken: `token-${this.#tokens}`, RequestId: "r" }
  }
  async GetDetectInfoEnhanced(
    request: { BizToken: string; RuleId: string; InfoType?: string },
    callback?: (error: unknown, response: unknown) => void,
  ) {
    this.seen.push([request, callback])
    if (request.RuleId === "refused") throw new Error("InvalidParameterValue.BizTokenIllegal")
    return { Text: { Name: "张三", LivenessDetail: [] }, RequestId: "r" }
  }
  describe(): string {
    return this.region
  }
}

const request = { RuleId: "1", Name: "张三", IdCard: "110101199003078515", Extra: "planted-extra" }
const options = { now: () => 1_790_000_000_000 }

afterEach(() => {
  vi.restoreAllMocks()
})

describe("registering", () => {
  it("registers each BizToken before the call returns, several of one person too", async () => {
    const registered: Array<Registration> = []
    const client = registering(new Sdk(), async (registration) => registered.push(registration), options)
    const first = await client.DetectAuth(request)
    expect(first).toEqual({ BizToken: "token-1", RequestId: "r" })
    expect(registered).toEqual([{ bizToken: "token-1", ruleId: "1", account: null, issuedAt: 1_790_000_000_000 }])
    await client.DetectAuth(request)
    expect(registered.map(({ bizToken }) => bizToken)).toEqual(["token-1", "token-2"])
  })

  it("keeps the client as it is", async () => {
    const sdk = new Sdk()
    const client: Sdk = registering(sdk, () => {}, { account: "branch" })
    expect(client).toBeInstanceOf(Sdk)
    expect(client.describe()).toBe("ap-guangzhou")
    await client.DetectAuth(request)
    expect(sdk.seen).toEqual([[request, undefined]])
  })

  it("does not touch a call that the provider refuses", async () => {
    const register = vi.fn<(registration: Registration) => void>()
    const client = registering(new Sdk(), register)
    await expect(client.DetectAuth({ RuleId: "refused" })).rejects.toThrow("RuleIdNotExist")
    expect(register).not.toHaveBeenCalled()
  })

  it.each([
    [
      "is thrown",
      (): never => {
        throw new Error("planted-cause")
      },
    ],
    ["comes later", () => Promise.reject(new Error("planted-cause"))],
    ["never comes", () => new Promise(() => {})],
  ])("lets the call succeed and tells of a failure that %s", async (_, register) => {
    const onFailure = vi.fn<(registration: Registration, cause: unknown) => void>(() => {
      throw new Error("a callback of the customer's")
    })
    const client = registering(new Sdk(), register, { ...options, onFailure, timeoutMs: 20 })
    expect((await client.DetectAuth(request)).BizToken).toBe("token-1")
    expect(onFailure).toHaveBeenCalledExactlyOnceWith(
      { bizToken: "token-1", ruleId: "1", account: null, issuedAt: 1_790_000_000_000 },
      expect.any(Error),
    )
  })

  it("writes how to make good what failed, and nothing else", async () => {
    const printed = vi.spyOn(console, "error").mockReturnValue()
    const client = registering(new Sdk(), () => Promise.reject(new Error("planted-cause")), options)
    await client.DetectAuth(request)
    expect(printed.mock.calls).toEqual([
      [
        "faceid-tally: not registered, do it with: faceid-tally register token-1 --rule 1 --issued-at 2026-09-21T14:13:20.000Z",
      ],
    ])
  })

  it("serves callbacks, after the registration", async () => {
    const order: Array<unknown> = []
    const client = registering(new Sdk(), async ({ bizToken }) => order.push(bizToken))
    await client.DetectAuth(request, (error, response) => order.push(error, response))
    expect(order).toEqual(["token-1", null, { BizToken: "token-1", RequestId: "r" }])
    const failed: Array<unknown> = []
    await expect(client.DetectAuth({ RuleId: "refused" }, (error) => failed.push(error))).rejects.toThrow(Error)
    expect(failed).toHaveLength(1)
  })

  describe("answers of GetDetectInfoEnhanced", () => {
    const asked = { BizToken: "token-1", RuleId: "1", InfoType: "1" }
    const answer = { Text: { Name: "张三", LivenessDetail: [] }, RequestId: "r" }
    const of = { bizToken: "token-1", ruleId: "1", account: "branch" }
    const keeper = () => ({
      register: vi.fn<Keeper["register"]>(),
      record: vi.fn<NonNullable<Keeper["record"]>>(),
    })

    it("are recorded before the call returns, by promise and by callback", async () => {
      const books = keeper()
      const client = registering(new Sdk(), books, { account: "branch" })
      const order: Array<unknown> = []
      books.record.mockImplementation((bizToken) => order.push(bizToken))
      expect(await client.GetDetectInfoEnhanced(asked, (...told) => order.push(...told))).toEqual(answer)
      expect(order).toEqual(["token-1", null, answer])
      expect(books.record.mock.calls).toEqual([["token-1", answer, of]])
    })

    it.each([
      [undefined, 1],
      ["0", 1],
      ["12", 1],
      ["3", 0],
      ["24", 0],
    ])("that were asked for with InfoType %s are recorded %i times", async (InfoType, times) => {
      const books = keeper()
      const { BizToken, RuleId } = asked
      await registering(new Sdk(), books).GetDetectInfoEnhanced({ BizToken, RuleId, ...(InfoType && { InfoType }) })
      expect(books.record).toHaveBeenCalledTimes(times)
    })

    it("come as they are where nothing is recorded, and a refusal is the caller's", async () => {
      const books = keeper()
      const client = registering(new Sdk(), books)
      await expect(client.GetDetectInfoEnhanced({ ...asked, RuleId: "refused" })).rejects.toThrow("BizTokenIllegal")
      expect(books.record).not.toHaveBeenCalled()
      expect(await registering(new Sdk(), books.register).GetDetectInfoEnhanced(asked)).toEqual(answer)
    })

    it("come all the same where recording fails or hangs, which is told without the answer", async () => {
      const printed = vi.spyOn(console, "error").mockReturnValue()
      const onUnrecorded = vi.fn<NonNullable<RegisteringOptions["onUnrecorded"]>>()
      const failing = { ...keeper(), record: () => Promise.reject(new Error("planted-cause")) }
      const hanging = { ...keeper(), record: () => new Promise(() => {}) }
      const about = { account: "branch", timeoutMs: 20 }
      expect(await registering(new Sdk(), hanging, { ...about, onUnrecorded }).GetDetectInfoEnhanced(asked)).toEqual(
        answer,
      )
      expect(onUnrecorded.mock.calls).toEqual([[of, new Error("timeout")]])
      expect(await registering(new Sdk(), failing, about).GetDetectInfoEnhanced(asked)).toEqual(answer)
      expect(printed.mock.calls).toEqual([
        [
          "faceid-tally: an answer was not recorded; if its BizToken is registered, it is fetched by: faceid-tally collect (token-1)",
        ],
      ])
    })
  })
})
