// The three actions, asked by the official SDK over real sockets.
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { billPages, codeOf, type SdkClient, sdkClient } from "../test/sdkClient.ts"
import { makeSimulator, personalMarks, type SimulatorHandle } from "./index.ts"

const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = Date.parse("2026-10-01T09:00:00+08:00")

let simulator: SimulatorHandle
let client: SdkClient
beforeAll(async () => {
  const limits = { DetectAuth: 1000, GetDetectInfoEnhanced: 1000, GetWeChatBillDetails: 1000 }
  simulator = await makeSimulator({ now: START, isFrozen: true, limits, billPageSize: 3 })
  client = sdkClient(simulator)
})
afterAll(() => simulator.close())

const issue = async (RuleId = "1001") => (await client.DetectAuth({ RuleId, Extra: "mine" })).BizToken ?? ""
const fetchText = async (BizToken: string, RuleId = "1001") =>
  (await client.GetDetectInfoEnhanced({ BizToken, RuleId, InfoType: "1" })).Text

const truthOf = (bizToken: string) => simulator.truth().verifications.find((each) => each.bizToken === bizToken)

describe("DetectAuth", () => {
  it("issues BizTokens, each another", async () => {
    const tokens = await Promise.all(Array.from({ length: 20 }, () => issue()))
    expect(new Set(tokens).size).toBe(20)
    for (const token of tokens) {
      expect(token).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(truthOf(token)).toMatchObject({ account: "default", ruleId: "1001", issuedAt: simulator.now() })
    }
  })

  it("knows the RuleIds of the account", async () => {
    expect(await codeOf(client.DetectAuth({ RuleId: "2001" }))).toBe("InvalidParameterValue.RuleIdNotExist")
    expect(await codeOf(client.DetectAuth({ RuleId: "1003" }))).toBe("InvalidParameterValue.RuleIdDisabled")
    expect(await codeOf(client.DetectAuth({ RuleId: "" }))).toBe("MissingParameter")
    expect(await codeOf(client.request("DetectAuth", { RuleId: 1001 }))).toBe("InvalidParameter")
    expect(await codeOf(client.request("DetectFace", {}))).toBe("InvalidAction")
  })
})

describe("GetDetectInfoEnhanced", () => {
  it("shows attempts as they come, until the token is final", async () => {
    const tokens = await Promise.all(Array.from({ length: 30 }, () => issue()))
    expect(await fetchText(tokens[0] ?? "")).toMatchObject({ ErrCode: null, LivenessDetail: [], Extra: "mine" })
    const issuedAt = simulator.now()
    for (const minutes of [2, 10, 60, 121]) {
      simulator.setClock(issuedAt + minutes * 60_000)
      for (const token of tokens) {
        const made = truthOf(token)?.attempts.filter(({ at }) => at <= simulator.now()) ?? []
        const text = await fetchText(token)
        expect(text?.ErrCode).toBe(made.at(-1)?.errcode ?? null)
        expect(text?.LivenessDetail).toMatchObject(
          made.map(({ seq, at, errcode, charge }) => ({
            Seq: seq,
            ReqTime: String(at),
            Errcode: errcode,
            IsNeedCharge: charge,
          })),
        )
      }
    }
    const made = tokens.map((token) => truthOf(token)?.attempts ?? [])
    expect(made.some((attempts) => attempts.length === 0)).toBe(true)
    expect(made.some((attempts) => attempts.length > 1)).toBe(true)
  })

  it("brings personal data as the provider does, and photos only when they are asked for", async () => {
    const BizToken = await issue()
    simulator.advance(2 * HOUR)
    const [all, text, frames, encrypted] = await Promise.all([
      client.GetDetectInfoEnhanced({ BizToken, RuleId: "1001" }),
      client.GetDetectInfoEnhanced({ BizToken, RuleId: "1001", InfoType: "1" }),
      client.GetDetectInfoEnhanced({ BizToken, RuleId: "1001", InfoType: "13", BestFramesCount: 2 }),
      client.GetDetectInfoEnhanced({ BizToken, RuleId: "1001", IsEncryptResponse: true }),
    ])
    expect([all.Text, all.IdCardData, all.BestFrame, all.VideoData].every((part) => part !== null)).toBe(true)
    expect([text.IdCardData, text.BestFrame, text.VideoData]).toEqual([null, null, null])
    expect(frames.BestFrame?.BestFrames).toHaveLength(2)
    expect(frames.VideoData).toBeNull()
    expect(encrypted).toMatchObject({ Text: null, IdCardData: null, EncryptedBody: expect.any(String) })
    // The customer gave an Extra of its own here.
    const marks = personalMarks.filter((mark) => mark !== "simulated-extra")
    expect(marks.filter((mark) => !JSON.stringify(all).includes(mark))).toEqual([])
  })

  it("answers for three days", async () => {
    const BizToken = await issue()
    simulator.advance(3 * DAY)
    await fetchText(BizToken)
    simulator.advance(1)
    expect(await codeOf(fetchText(BizToken))).toBe("InvalidParameterValue.BizTokenExpired")
  })

  it("knows its tokens and their RuleIds", async () => {
    const BizToken = await issue()
    const stranger = "0b1f5c1e-7d7e-4c43-9d8e-3f1f0c1a2b3c"
    const branch = sdkClient(simulator, { account: "branch" })
    expect(await codeOf(fetchText(stranger))).toBe("InvalidParameterValue.BizTokenIllegal")
    expect(await codeOf(fetchText("no token"))).toBe("InvalidParameter")
    expect(await codeOf(fetchText(BizToken, "9999"))).toBe("InvalidParameterValue.RuleIdNotExist")
    expect(await codeOf(fetchText(BizToken, "1002"))).toBe("InvalidParameter")
    expect(await codeOf(branch.GetDetectInfoEnhanced({ BizToken, RuleId: "2001" }))).toBe(
      "InvalidParameterValue.BizTokenIllegal",
    )
    expect(await codeOf(client.GetDetectInfoEnhanced({ BizToken, RuleId: "1001", InfoType: "text" }))).toBe(
      "InvalidParameterValue",
    )
  })
})

describe("GetWeChatBillDetails", () => {
  const bill = (Date: string, Cursor = 0) => client.GetWeChatBillDetails({ Date, Cursor })

  it("gives a day from 06:00 of the next one, for a year", async () => {
    simulator.setClock("2027-03-02T05:59:59+08:00")
    expect(await codeOf(bill("2027-03-01"))).toBe("InvalidParameter")
    await bill("2027-02-28")
    simulator.setClock("2027-03-02T06:00:00+08:00")
    expect(await bill("2027-03-01")).toMatchObject({ HasNextPage: false, NextCursor: 0, WeChatBillDetails: [] })
    expect(await codeOf(bill("2027-03-02"))).toBe("InvalidParameter")
    await bill("2026-03-02")
    expect(await codeOf(bill("2026-03-01"))).toBe("InvalidParameter")
    expect(await codeOf(bill("2027-02-30"))).toBe("InvalidParameter")
    expect(await codeOf(client.request("GetWeChatBillDetails", { Date: "2027-03-01" }))).toBe("MissingParameter")
  })

  it("pages by a cursor that grows, to a last page that has one as well", async () => {
    simulator.setClock("2027-03-03T10:00:00+08:00")
    await Promise.all(Array.from({ length: 20 }, (_, i) => issue(i % 2 === 0 ? "1001" : "1002")))
    simulator.advance(DAY)
    const pages = await billPages(client, "2027-03-03")
    const billed = simulator.truth().bills.find(({ account, day }) => account === "default" && day === "2027-03-03")
    expect(pages.length).toBeGreaterThan(3)
    expect(pages.slice(0, -1).every((page) => page.WeChatBillDetails?.length === 3)).toBe(true)
    const cursors = [...pages.map(({ Cursor }) => Cursor), pages.at(-1)?.NextCursor ?? 0]
    expect(cursors).toEqual([...new Set(cursors)].sort((a, b) => a - b))
    expect(cursors[0]).toBe(0)
    const details = pages.flatMap((page) => page.WeChatBillDetails ?? [])
    expect(details).toMatchObject(
      (billed?.tokens ?? []).map(({ bizToken, ruleId, chargeCount, lines }) => ({
        BizToken: bizToken,
        RuleId: ruleId,
        ChargeCount: chargeCount,
        ChargeDetails: lines.map(({ seq, at, errcode, charge, chargeType }) => ({
          Seq: seq,
          ReqTime: String(at),
          ErrorCode: String(errcode),
          IsNeedCharge: charge,
          ChargeType: chargeType,
        })),
      })),
    )
    const ofRule = (await billPages(client, "2027-03-03", "1002")).flatMap((page) => page.WeChatBillDetails ?? [])
    expect(ofRule).toEqual(details.filter(({ RuleId }) => RuleId === "1002"))
    expect(await codeOf(bill("2027-03-03", (cursors[1] ?? 0) + 1))).toBe("InvalidParameter")
    expect(await bill("2027-03-03", cursors.at(-1))).toMatchObject({ HasNextPage: false, WeChatBillDetails: [] })
  })
})

describe("the limits", () => {
  it("hold in each second, for each account and action", async () => {
    const limited = await makeSimulator({ limits: { DetectAuth: 5 } })
    const [busy, other] = [sdkClient(limited), sdkClient(limited, { account: "branch" })]
    const codes = await Promise.all(
      Array.from({ length: 30 }, () =>
        busy.DetectAuth({ RuleId: "1001" }).then(
          () => "",
          ({ code }) => code,
        ),
      ),
    )
    await other.DetectAuth({ RuleId: "2001" })
    const [count] = limited.counts()
    // A second may end among the requests.
    const passed = codes.filter((code) => code === "").length
    expect(passed).toBeGreaterThanOrEqual(5)
    expect(passed).toBeLessThanOrEqual(10)
    expect(codes.filter((code) => code === "RequestLimitExceeded").length).toBe(30 - passed)
    expect(count).toMatchObject({ account: "default", action: "DetectAuth", requests: 30, limited: 30 - passed })
    await limited.close()
  })
})
