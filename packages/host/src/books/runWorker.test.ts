import { type Alert, AlertWork, Ledger, Listings, type Run, Work, type WorkItem } from "@faceid-tally/books/engine"
import { dayFromNumber } from "@faceid-tally/core/engine"
import { type SimulatorOptions } from "@faceid-tally/simulator"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"

import { House } from "../../test/House.ts"

const FROM = "2026-10-01"
const history = (days: number, about: Partial<NonNullable<SimulatorOptions["history"]>> = {}): SimulatorOptions => ({
  seed: "worker",
  history: { from: FROM, days, verificationsPerDay: 12, ...about },
})
/** Alerts are kept for a target, though it is not there. */
const nobody = {
  targets: { them: { type: "wecom" as const, url: Redacted.make("http://127.0.0.1:9/robot") } },
}

const register = (house: House, time: string) =>
  house.at(
    time,
    Effect.gen(function* () {
      const now = yield* Clock.currentTimeMillis
      const issued = house.simulator.truth().verifications.filter(({ issuedAt }) => issuedAt < now)
      yield* (yield* Ledger).register(issued, now)
    }),
  )

const works = Effect.flatMap(Work, (work) => work.list({ limit: 200 }))
const closes = Effect.map(works, (items) => items.filter(({ kind }) => kind === "close_day"))
const runs = Effect.flatMap(Listings, (listings) => Effect.map(listings.runs({ limit: 200 }), ({ rows }) => rows))
/** Those of all accounts. */
const wholeRuns = Effect.map(runs, (found) => found.filter(({ account }) => account === null))

const daysOf = (found: ReadonlyArray<Run>) => found.map(({ fromDay }) => dayFromNumber(fromDay)).sort()
const alertsOf = (items: ReadonlyArray<WorkItem>): ReadonlyArray<Alert> =>
  items
    .filter(({ kind }) => kind === "alert")
    .map(({ body }) => Schema.decodeUnknownSync(Schema.fromJsonString(AlertWork))(body).alert)
/** What was told, with whether it begins, changes or ends. */
const newsOf = (items: ReadonlyArray<WorkItem>) =>
  items
    .filter(({ kind }) => kind === "alert")
    .map(({ body }) => Schema.decodeUnknownSync(Schema.fromJsonString(AlertWork))(body))
const kindsOf = (items: ReadonlyArray<WorkItem>) =>
  alertsOf(items)
    .map(({ kind }) => kind)
    .sort()

/** What the simulator has: `default` and `branch`. */
const ACCOUNTS = 2
/** So many days are closed, for every account. */
const closed = (days: number) =>
  Effect.map(closes, (items) =>
    items.filter(({ state }) => state === "done").length >= days * ACCOUNTS ? items : undefined,
  )
const idle = Effect.gen(function* () {
  const { due, tokens } = yield* (yield* Ledger).status(yield* Clock.currentTimeMillis, { fromDay: 0, toDay: -1 })
  return due === 0 && tokens.registered === 0 ? true : undefined
})

describe("closing days", { timeout: 120_000 }, () => {
  it("a day is closed at 06:10 of the next, by one of several workers; nothing of an empty ledger is closed", async () => {
    await using house = await House.open(history(1))
    await house.work(
      "2026-09-20T07:00:00",
      Effect.map(closes, (items) => (items.length === 0 ? true : undefined)),
    )
    await register(house, "2026-10-02T02:30:00")
    await house.work("2026-10-02T02:30:00", idle)
    const before = await house.work(
      "2026-10-02T06:08:00",
      Effect.flatMap(Clock.currentTimeMillis, (now) =>
        Effect.map(closes, (items) => (now > Date.parse("2026-10-02T06:09:30+08:00") ? items.length : undefined)),
      ),
    )
    expect(before).toBe(0)
    const items = await house.work("2026-10-02T06:09:30", closed(1), 3)
    expect(items.map(({ subject }) => subject).sort()).toEqual([`${FROM}@branch`, `${FROM}@default`])
    expect(items[0]).toMatchObject({ dueAt: Date.parse("2026-10-02T06:10:00+08:00"), failures: 0 })
    const kept = await house.at("2026-10-02T07:00:00", wholeRuns)
    // Accounts that are through at the same time may both have it made.
    expect(
      new Set(kept.map(({ complete, difference, programVersion }) => `${complete} ${difference} ${programVersion}`)),
    ).toEqual(new Set(["true 0 0.0.0-test"]))
    expect(kept[0]?.attempts).toBe(house.simulator.truth().totals.attempts)
    const sealed = await house.at(
      "2026-10-02T07:00:00",
      Effect.flatMap(Ledger, (ledger) => ledger.verify({})),
    )
    expect(sealed).toMatchObject({ ok: true, unsealed: 0 })
  })

  it("missed days are closed after downtime, the oldest first, each with the three before it", async () => {
    await using house = await House.open(history(5, { verificationsPerDay: 4 }))
    for (const day of [2, 4]) {
      await register(house, `2026-10-0${day}T08:00:00`)
      await house.work(`2026-10-0${day}T08:00:00`, day === 2 ? closed(1) : closed(3))
    }
    await register(house, "2026-10-07T12:00:00")
    const items = await house.work("2026-10-07T12:00:00", closed(6))
    const inOrder = items.toSorted((a, b) => (a.endedAt ?? 0) - (b.endedAt ?? 0)).map(({ subject }) => subject)
    for (const account of ["default", "branch"]) {
      const ofAccount = inOrder.filter((subject) => subject.endsWith(`@${account}`))
      expect(ofAccount).toEqual([1, 2, 3, 4, 5, 6].map((day) => `2026-10-0${day}@${account}`))
    }
    const days = daysOf((await house.at("2026-10-07T12:00:00", runs)).filter(({ account }) => account === "default"))
    expect(days.filter((day) => day === FROM)).toHaveLength(4)
    expect(days.filter((day) => day === "2026-10-03")).toHaveLength(4)
    expect(days.filter((day) => day === "2026-10-06")).toHaveLength(1)
  })

  it("no day is closed that is more than 365 days back", async () => {
    await using house = await House.open(history(1, { verificationsPerDay: 1 }))
    await register(house, "2026-10-02T02:30:00")
    await house.work("2026-10-02T08:00:00", closed(1))
    const planned = Effect.map(closes, (items) => (items.length > ACCOUNTS ? true : undefined))
    await house.work("2027-11-01T08:00:00", planned)
    const earliest = await house.at(
      "2027-11-01T08:00:00",
      Effect.flatMap(Work, (work) =>
        Effect.map(
          Effect.forEach(
            Array.from({ length: 10 }, (_, i) => ACCOUNTS + 1 + i),
            (id) => work.find(id),
          ),
          (items) => items.find((item) => item?.kind === "close_day"),
        ),
      ),
    )
    expect(earliest?.subject).toMatch(/^2026-11-01@/)
  })

  it("what an earlier version planned for all accounts at once becomes work of each, and is not planned again", async () => {
    await using house = await House.open(history(2, { verificationsPerDay: 2 }))
    await register(house, "2026-10-03T02:30:00")
    const old = (day: string) => ({ kind: "close_day" as const, subject: day, body: "{}", dueAt: 0 })
    await house.at(
      "2026-10-03T06:00:00",
      Effect.gen(function* () {
        const work = yield* Work
        yield* work.plan([old("2026-09-30"), old(FROM)], 1)
        const [done] = yield* work.take({ worker: "old", now: 1, leaseUntil: 2, kinds: ["close_day"], limit: 1 })
        yield* work.settle(done?.id ?? 0, "old", { _tag: "Done" }, 2)
      }),
    )
    const items = await house.work("2026-10-03T06:11:00", closed(3))
    const subjects = items.map(({ subject, state }) => `${subject} ${state}`).sort()
    const each = (day: string) => [`${day}@branch done`, `${day}@default done`]
    expect(subjects).toEqual(["2026-09-30 done", `${FROM} done`, ...each(FROM), ...each("2026-10-02")].sort())
  })
})

describe("what fails", { timeout: 120_000 }, () => {
  it("an account that is refused holds up no other; its day is closed when a person has acted", async () => {
    await using house = await House.open(history(1, { plants: { overcharge: 4 } }), nobody)
    await register(house, "2026-10-02T02:30:00")
    await house.work("2026-10-02T02:30:00", idle)
    house.simulator.script({
      kind: "api_error",
      code: "AuthFailure.SecretIdNotFound",
      on: { account: "branch" },
      times: "always",
    })
    const oneIsThrough = Effect.map(works, (items) =>
      ["done", "open"].every((state) =>
        items.some(
          (item) => item.kind === "close_day" && item.state === state && (state === "done" || item.failures > 0),
        ),
      )
        ? items
        : undefined,
    )
    const items = await house.work("2026-10-02T06:11:00", oneIsThrough)
    const close = (account: string) => items.find(({ subject }) => subject === `${FROM}@${account}`)
    expect(close("branch")).toMatchObject({ state: "open", code: "credentials", failures: 1 })
    expect(close("default")?.endedAt).toBeLessThan(Date.parse("2026-10-02T06:20:00+08:00"))
    const overcharged = (account: string) =>
      house.simulator.truth().planted.filter((plant) => plant.kind === "overcharge" && plant.account === account).length
    expect(alertsOf(items)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: "provider_refuses", account: "branch", reason: "credentials" }),
        expect.objectContaining({ kind: "overcharged_day", account: "default", charges: overcharged("default") }),
      ]),
    )
    // The day of all accounts waits; of the one that is through it is known.
    expect(await house.at("2026-10-02T06:20:00", runs)).toMatchObject([{ account: "default", complete: true }])
    const pulled = await house.at(
      "2026-10-02T06:15:00",
      Effect.flatMap(Ledger, (ledger) =>
        ledger.versions({
          account: "default",
          day: items.length === 0 ? 0 : Date.parse(`${FROM}T00:00:00Z`) / 86_400_000,
        }),
      ),
    )
    expect(pulled).toHaveLength(1)
    const late = await house.work(
      "2026-10-02T10:05:00",
      Effect.map(works, (found) => (kindsOf(found).includes("pull_late") ? found : undefined)),
    )
    expect(kindsOf(late)).toEqual(["overcharged_day", "provider_refuses", "pull_late"])
    house.simulator.clearFaults()
    await house.work("2026-10-02T12:00:00", closed(1))
    expect((await house.at("2026-10-02T12:30:00", wholeRuns))[0]).toMatchObject({ complete: true, difference: 4 })
  })

  it("an outage is told when it has lasted over an hour, and when it is over", async () => {
    await using house = await House.open(history(1), nobody)
    await register(house, "2026-10-02T02:30:00")
    house.simulator.script({ kind: "http", status: 503, times: "always" })
    const noted = Effect.map(works, (items) =>
      items.filter(({ kind }) => kind === "incident").length === ACCOUNTS ? items : undefined,
    )
    expect(alertsOf(await house.work("2026-10-02T02:30:00", noted))).toEqual([])
    const told = (count: number) =>
      Effect.map(works, (items) => {
        const outages = newsOf(items).filter(({ alert }) => alert.kind === "provider_outage")
        return outages.length >= count ? outages : undefined
      })
    const outages = await house.work("2026-10-02T03:40:00", told(2))
    expect(outages.map(({ news, alert }) => `${news} ${"account" in alert ? alert.account : ""}`).sort()).toEqual([
      "opened branch",
      "opened default",
    ])
    house.simulator.clearFaults()
    const ended = await house.work("2026-10-02T05:00:00", told(4))
    expect(ended.filter(({ news }) => news === "resolved")).toHaveLength(2)
  })

  it("a bill that is rerun is noticed and told, and what it puts right is told as over", async () => {
    await using house = await House.open(history(1, { plants: { overcharge: 3 } }), nobody)
    await register(house, "2026-10-02T02:30:00")
    await house.work("2026-10-02T02:30:00", idle)
    await house.work("2026-10-02T06:11:00", closed(1))
    const accounts = new Set(house.simulator.truth().planted.map(({ account }) => account)).size
    house.simulator.heal()
    const isOver = Effect.map(works, (items) => {
      const open = items.filter(({ kind, state }) => kind === "incident" && state === "open")
      return open.length === 0 ? newsOf(items) : undefined
    })
    const said = (await house.work("2026-10-03T06:30:00", isOver)).map(({ news, alert }) => `${news} ${alert.kind}`)
    const each = (text: string) => Array.from({ length: accounts }, () => text)
    expect(said.sort()).toEqual(
      [...each("opened bill_rerun"), ...each("opened overcharged_day"), ...each("resolved overcharged_day")].sort(),
    )
    // Seen again with the same content it is none.
    const again = await house.work(
      "2026-10-05T06:30:00",
      Effect.map(works, (items) =>
        items.filter(({ kind, state }) => kind === "pull_again" && state === "done").length >= 2 * ACCOUNTS
          ? newsOf(items)
          : undefined,
      ),
    )
    expect(again).toHaveLength(said.length)
  })

  it("BizTokens that cannot be fetched are told of six hours before they are lost, once", async () => {
    await using house = await House.open(history(1), nobody)
    await register(house, "2026-10-02T02:30:00")
    house.simulator.script({ kind: "http", status: 503, times: "always" })
    const told = Effect.map(works, (items) => (alertsOf(items).length > 0 ? items : undefined))
    const early = await house.work(
      "2026-10-03T08:00:00",
      Effect.map(works, (items) => items),
    )
    expect(kindsOf(early)).toEqual([])
    const items = await house.work("2026-10-04T08:00:00", told)
    const again = await house.work("2026-10-04T08:20:00", Effect.as(works, items).pipe(Effect.delay("2 minutes")))
    expect(alertsOf(again).filter(({ kind }) => kind === "token_deadline").length).toBeLessThanOrEqual(4)
    expect(alertsOf(items)[0]).toMatchObject({ kind: "token_deadline" })
  })

  it("BizTokens near their deadline are found among however many others of their day", async () => {
    await using house = await House.open(history(1), nobody)
    house.simulator.script({ kind: "http", status: 503, times: "always" })
    const issued = (name: string, count: number, time: string) =>
      Array.from({ length: count }, (_, i) => ({
        bizToken: `${name}-${String(i).padStart(4, "0")}`,
        ruleId: "1001",
        account: null,
        issuedAt: Date.parse(`${time}+08:00`),
      }))
    const all = [...issued("a", 1500, "2026-10-01T20:00:00"), ...issued("z", 3, "2026-10-01T10:00:00")]
    const now = "2026-10-04T08:00:00"
    await house.at(
      now,
      Effect.flatMap(Ledger, (ledger) => ledger.register(all, Date.parse(`${now}+08:00`))),
    )
    const told = Effect.map(works, (items) => alertsOf(items).find(({ kind }) => kind === "token_deadline"))
    expect(await house.work(now, told)).toMatchObject({ bizTokens: 3, bizToken: "z-0000" })
  })

  it("a difference is told once, whatever the bill charges too much at once, what it lacks with the next day's bill", async () => {
    const plants = { overcharge: 2, missing_line: 1, shifted_day: 1, duplicate_line: 1 }
    await using house = await House.open(history(2, { verificationsPerDay: 30, plants }), nobody)
    for (const day of [2, 3, 4]) {
      await register(house, `2026-10-0${day}T02:30:00`)
      await house.work(`2026-10-0${day}T02:30:00`, idle)
      await house.work(`2026-10-0${day}T06:11:00`, closed(day - 1))
    }
    const { planted } = house.simulator.truth()
    const expected = new Map<string, number>()
    for (const { kind, day } of planted) {
      if (kind === "shifted_day") continue
      const key = `${kind === "missing_line" ? "unexplained_day" : "overcharged_day"} ${day}`
      expected.set(key, (expected.get(key) ?? 0) + 1)
    }
    const items = await house.at("2026-10-04T07:00:00", works)
    const found = alertsOf(items).map((alert) => [
      `${alert.kind} ${"day" in alert ? alert.day : ""}`,
      "charges" in alert ? alert.charges : 0,
    ])
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected))
    expect(found).toHaveLength(expected.size)
  })
})
