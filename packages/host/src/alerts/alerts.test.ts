import { createHmac } from "node:crypto"

import { type Alert, alertKinds, raise, Work } from "@faceid-tally/books/engine"
import { type BillingDay, dayFromNumber } from "@faceid-tally/core/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { describe, expect, it } from "vitest"

import { tellTarget } from "../../../books/src/alerts/alertDelivery.ts"
import { House } from "../../test/House.ts"
import { json, Receiver, reset, silent, status, trickle } from "../../test/receiver.ts"
import { alertsOf, type AlertTargetConfig, type Settings } from "../apps.ts"
import { verifyWebhook, webhookSecretOf } from "../index.ts"

const NOON = "2026-10-05T12:00:00"
const LATER = "2026-10-05T12:10:00"
const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`
const day = "2026-10-04" as BillingDay
const overcharged: Alert = { kind: "overcharged_day", day, account: "default", charges: 3, run: 1 }
const bizToken = "3D4E5F60-0000-4000-8000-1234567890AB"
const deadline = Date.parse("2026-10-05T15:00:00+08:00")

const ok = json({ errcode: 0 })

const target = (type: AlertTargetConfig["type"], url: string): AlertTargetConfig => {
  const secret = Redacted.make(type === "webhook" ? SECRET : "SEC-planted")
  return type === "wecom" ? { type, url: Redacted.make(url) } : { type, url: Redacted.make(url), secret }
}

const heardBy = (type: AlertTargetConfig["type"], { url }: Receiver, language: "zh-CN" | "en" = "en") => ({
  language,
  consoleUrl: "https://tally.example/",
  targets: { them: target(type, url) },
})

const raiseIn = (house: House, ...alerts: ReadonlyArray<Alert>) =>
  house.at(NOON, raise(...alerts).pipe(Effect.provide(alertsOf(house.settings, {}))))

const works = Effect.flatMap(Work, (work) => work.list({ limit: 200 }))
const allEnded = Effect.map(works, (items) => (items.every(({ state }) => state !== "open") ? items : undefined))

const tell = async (alert: Alert, type: AlertTargetConfig["type"], language?: "zh-CN" | "en") => {
  await using receiver = await Receiver.open(json(type === "feishu" ? { code: 0, msg: "success" } : { errcode: 0 }))
  await using house = await House.open({}, heardBy(type, receiver, language))
  await raiseIn(house, alert)
  await house.work(LATER, allEnded)
  const [heard] = receiver.heard
  if (heard === undefined) throw new Error("nothing was heard")
  expect(receiver.heard).toHaveLength(1)
  return { ...heard, json: JSON.parse(heard.body) }
}

describe("formats", () => {
  it("a webhook is signed by Standard Webhooks and holds facts and sentences", async () => {
    const { headers, body, json: sent } = await tell(overcharged, "webhook")
    const header = (name: string) => String(headers[name])
    const given = {
      id: header("webhook-id"),
      timestamp: header("webhook-timestamp"),
      signature: header("webhook-signature"),
    }
    const secret = webhookSecretOf(SECRET) ?? new Uint8Array()
    expect(verifyWebhook([secret], given, Buffer.from(body), Date.now())).toBe("good")
    expect(sent).toMatchObject({
      type: "alert.overcharged_day",
      data: { day: "2026-10-04", charges: 3, run: 1, url: "https://tally.example/console/days/2026-10-04" },
    })
    expect(sent.data.title).toContain("3 charges too many")
  })

  it("WeCom gets Markdown, in Chinese where that is set", async () => {
    const { json: sent, url } = await tell(overcharged, "wecom", "zh-CN")
    expect(sent).toEqual({ msgtype: "markdown", markdown: { content: expect.stringContaining("账单多收 3 次") } })
    expect(sent.markdown.content).toContain("[打开控制台](https://tally.example/console/days/2026-10-04)")
    expect(url.searchParams.get("key")).toBe("planted-key")
  })

  it("DingTalk gets Markdown, and a signature in the address beside its key", async () => {
    const { json: sent, url } = await tell(overcharged, "dingtalk")
    const timestamp = url.searchParams.get("timestamp") ?? ""
    expect(Math.abs(Number(timestamp) - Date.now())).toBeLessThan(60_000)
    const sign = createHmac("sha256", "SEC-planted").update(`${timestamp}\nSEC-planted`).digest("base64")
    expect(Object.fromEntries(url.searchParams)).toEqual({ key: "planted-key", timestamp, sign })
    expect(sent).toMatchObject({ msgtype: "markdown", markdown: { title: expect.stringContaining("faceid-tally") } })
  })

  it("Feishu gets a post, and a signature in the body", async () => {
    const { json: sent } = await tell(overcharged, "feishu", "zh-CN")
    const sign = createHmac("sha256", `${sent.timestamp}\nSEC-planted`).digest("base64")
    expect(sent).toMatchObject({ sign, msg_type: "post", content: { post: { zh_cn: { title: expect.any(String) } } } })
    expect(sent.content.post.zh_cn.content.at(-1)).toEqual([
      { tag: "a", text: "打开控制台", href: "https://tally.example/console/days/2026-10-04" },
    ])
  })

  it.each(["webhook", "wecom", "dingtalk", "feishu"] as const)("%s never gets a whole BizToken", async (type) => {
    const alert: Alert = { kind: "token_deadline", account: "default", bizTokens: 1200, bizToken, deadline }
    const { body } = await tell(alert, type)
    expect(body).toContain("3D4E5F60…")
    expect(body).not.toContain(bizToken)
    expect(body).toContain("2026-10-05 15:00 (UTC+8)")
  })
})

describe("the sign of life", () => {
  it("is asked for while the worker runs, and again after it failed", async () => {
    await using monitor = await Receiver.open(reset, ok)
    await using house = await House.open({}, { heartbeat: { url: Redacted.make(monitor.url) } })
    await house.work(
      LATER,
      Effect.map(works, () => (monitor.heard.length >= 2 ? true : undefined)),
    )
    expect(monitor.heard.every(({ body }) => body === "")).toBe(true)
  })

  it("is told at 10:00 to each target that heard nothing else that day, once, whoever works", async () => {
    await using robot = await Receiver.open(ok)
    await using program = await Receiver.open(json({}))
    const targets = { robot: target("wecom", robot.url), program: target("webhook", program.url) }
    await using house = await House.open({}, { language: "en", heartbeat: { daily: true }, targets })
    const said = () =>
      [robot, program].map(({ heard }) => heard.filter(({ body }) => body.includes("All is well")).length)
    /** Until so many were told, and then some minutes more. */
    const until = (counts: ReadonlyArray<number>, time: string) =>
      Effect.map(Clock.currentTimeMillis, (now) =>
        now >= Date.parse(`${time}+08:00`) && said().every((count, i) => count >= (counts[i] ?? 0)) ? true : undefined,
      )
    await house.work("2026-10-05T09:57:00", until([0, 0], "2026-10-05T09:59:00"), 2)
    expect(said()).toEqual([0, 0])
    await house.work("2026-10-05T09:59:30", until([1, 1], "2026-10-05T10:02:00"), 2)
    await house.work("2026-10-05T15:00:00", until([1, 1], "2026-10-05T15:02:00"))
    expect(said()).toEqual([1, 1])
    // The next day the program alone hears of something else.
    const alert: Alert = { kind: "event_conflict", eventId: bizToken }
    const toProgram = { ...house.settings, alerts: { targets: { program: targets.program } } }
    await house.at("2026-10-06T08:00:00", raise(alert).pipe(Effect.provide(alertsOf(toProgram, {}))))
    await house.work("2026-10-06T10:00:30", until([2, 1], "2026-10-06T10:02:00"))
    expect(said()).toEqual([2, 1])
    expect(program.heard).toHaveLength(2)
  })
})

describe("delivery", { timeout: 120_000 }, () => {
  it.each([
    ["webhook", [status(500), reset, silent, trickle, status(302, { location: "/" }), json({})]],
    ["wecom", [json({ errcode: 45009 }), status(200), json([]), reset, json({ errcode: 0 })]],
    ["feishu", [json({ code: 19021 }), silent, json({ StatusCode: 0 })]],
  ] as const)("a %s that fails first hears it in the end, whatever worker runs by then", async (type, answers) => {
    await using receiver = await Receiver.open(...answers)
    await using house = await House.open({}, heardBy(type, receiver))
    await raiseIn(house, overcharged)
    // One worker after the other lives until the target was asked once more, and may not learn what it answered; the last
    // lives until it has. Done is what the target took, and nothing before that.
    let time = Date.parse(`${LATER}+08:00`)
    const isEarly: Array<boolean> = []
    for (; receiver.heard.length < answers.length - 1; time += 3_600_000) {
      const asked = receiver.heard.length + 1
      const [item] = await house.work(
        time,
        Effect.map(works, (found) => (receiver.heard.length >= asked ? found : undefined)),
      )
      isEarly.push(item?.state === "done" && receiver.heard.length < answers.length)
    }
    const [item] = await house.work(time, allEnded)
    expect(item).toMatchObject({ state: "done" })
    expect(receiver.heard).toHaveLength(answers.length)
    expect(isEarly).not.toContain(true)
    expect(new Set(receiver.heard.map(({ headers }) => headers["webhook-id"])).size).toBe(1)
  })

  it("the same alert is told once to each target that wants it, another number again", async () => {
    await using receiver = await Receiver.open(ok)
    await using other = await Receiver.open(ok)
    const targets: NonNullable<NonNullable<Settings["alerts"]>["targets"]> = {
      all: target("wecom", receiver.url),
      late: { type: "wecom", url: Redacted.make(other.url), kinds: ["pull_late"] },
    }
    await using house = await House.open({}, { targets })
    expect(await raiseIn(house, overcharged, { ...overcharged, run: 2 })).toBe(1)
    await house.work(LATER, allEnded)
    expect(await raiseIn(house, overcharged)).toBe(0)
    expect(await raiseIn(house, { ...overcharged, charges: 4 })).toBe(1)
    expect(await raiseIn(house, { kind: "pull_late", day, account: "default", code: null })).toBe(2)
    await house.work(LATER, allEnded, 2)
    expect([receiver.heard.length, other.heard.length]).toEqual([3, 1])
  })

  it("what comes at once is one message for people, and a program hears each", async () => {
    await using robot = await Receiver.open(ok)
    await using program = await Receiver.open(json({}))
    const targets = { robot: target("wecom", robot.url), program: target("webhook", program.url) }
    await using house = await House.open({}, { language: "en", targets })
    const late = Array.from({ length: 35 }, (_, i): Alert => {
      return { kind: "pull_late", day: dayFromNumber(20_000 + i), account: "default", code: null }
    })
    await raiseIn(house, ...late)
    const items = await house.work(LATER, allEnded)
    expect(items.filter(({ state }) => state === "done")).toHaveLength(2 * late.length)
    expect([robot.heard.length, program.heard.length]).toEqual([1, late.length])
    const { content } = JSON.parse(robot.heard[0]?.body ?? "{}").markdown
    expect(content).toContain("35 alerts at once")
    expect(content).toContain("and 15 more")
  })

  it("the limit of a robot holds over all workers of a ledger", async () => {
    await using robot = await Receiver.open(ok)
    await using house = await House.open({}, { targets: { robot: target("wecom", robot.url) } })
    const route = { target: "robot", kinds: alertKinds, isForPeople: true }
    const rounds = Effect.gen(function* () {
      const begun = yield* Clock.currentTimeMillis
      for (let i = 0; i < 12; i++) {
        yield* raise({ ...overcharged, charges: i + 1 })
        yield* Effect.all(
          ["a", "b", "c", "d"].map((worker) => tellTarget(route, worker)),
          { concurrency: "unbounded" },
        )
      }
      return (yield* Clock.currentTimeMillis) - begun
    })
    const took = await house.at(NOON, rounds.pipe(Effect.provide(alertsOf(house.settings, {}))))
    // Two messages in fifteen seconds; robots take twenty in a minute.
    expect(robot.heard.length).toBeGreaterThan(0)
    expect(robot.heard.length).toBeLessThanOrEqual(2 * (1 + Math.floor(took / 15_000)))
  })

  it("a target that hangs slows no other", async () => {
    await using hanging = await Receiver.open(silent)
    await using other = await Receiver.open(ok)
    const targets = { hanging: target("webhook", hanging.url), other: target("wecom", other.url) }
    await using house = await House.open({}, { targets })
    await raiseIn(house, overcharged, { ...overcharged, charges: 4 })
    await house.work(
      LATER,
      Effect.map(works, () => (other.heard.length >= 2 ? true : undefined)),
    )
    expect(hanging.heard.length).toBeLessThan(2)
    expect(other.heard.length).toBe(2)
  })

  it("a target that is gone is kept as failed work, and hears of it when it is tried again", async () => {
    await using receiver = await Receiver.open(status(410), json({}))
    await using house = await House.open({}, heardBy("webhook", receiver))
    await raiseIn(house, overcharged)
    const [item] = await house.work(LATER, allEnded)
    expect(item).toMatchObject({
      state: "failed",
      code: "gone",
      failures: 1,
      subject: "overcharged_day:2026-10-04:default:3@them",
    })
    await house.at(
      NOON,
      Effect.flatMap(Work, (work) => work.replay(item?.id ?? 0, Date.parse(`${NOON}+08:00`))),
    )
    expect(await house.work(LATER, allEnded)).toMatchObject([{ state: "done" }])
    expect(receiver.heard).toHaveLength(2)
  })

  it("a target that the settings no longer name is failed work; secrets and addresses are not in the ledger", async () => {
    await using receiver = await Receiver.open(ok)
    await using house = await House.open({}, heardBy("dingtalk", receiver))
    await raiseIn(house, overcharged)
    house.settings = { ...house.settings, alerts: {} }
    expect(await house.work(LATER, allEnded)).toMatchObject([{ state: "failed", code: "target_unknown" }])
    for (const secret of ["planted-key", "SEC-planted"]) expect(house.bytes).not.toContain(secret)
  })
})
