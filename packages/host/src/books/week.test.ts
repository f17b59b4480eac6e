// One week as people live it: a refused account, an outage, workers that are killed in the middle, a bill that is rerun. What
// each target was told is compared whole, message by message.
import { AlertWork, Ledger, Work, type WorkItem } from "@faceid-tally/books/engine"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"

import { House } from "../../test/House.ts"
import { json, Receiver, silent } from "../../test/receiver.ts"

const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`
const ACCOUNTS = 2
const FROM = "2026-10-01"

const works = Effect.flatMap(Work, (work) => work.list({ limit: 500 }))
const when = (isEnough: (items: ReadonlyArray<WorkItem>) => boolean) =>
  Effect.map(works, (items) => (isEnough(items) ? items : undefined))
const isTold = (items: ReadonlyArray<WorkItem>) =>
  items.every(({ kind, state }) => kind !== "alert" || state === "done")
const closed = (count: number) =>
  when(
    (items) =>
      items.filter(({ kind, state }) => kind === "close_day" && state === "done").length >= count && isTold(items),
  )
const told = (...wanted: ReadonlyArray<string>) =>
  when((items) => {
    const said = items.filter(({ kind }) => kind === "alert").map(lineOf)
    return isTold(items) && wanted.every((line) => said.includes(line))
  })

/** What an alert says, without what follows from the clock. */
const lineOf = ({ body }: WorkItem): string => {
  const { alert, news = "opened" } = Schema.decodeUnknownSync(Schema.fromJsonString(AlertWork))(body)
  return wordsOf(alert.kind, news, { ...alert })
}
const wordsOf = (kind: string, news: string, facts: Readonly<Record<string, unknown>>): string =>
  [news, kind, facts["account"], kind === "provider_refuses" ? null : facts["day"]].filter(Boolean).join(" ")

it("each target hears each thing once: when it begins, and when it is over", { timeout: 240_000 }, async () => {
  await using program = await Receiver.open(json({}))
  await using robot = await Receiver.open(json({ errcode: 0 }))
  const targets = {
    program: { type: "webhook" as const, url: Redacted.make(program.url), secret: Redacted.make(SECRET) },
    robot: { type: "wecom" as const, url: Redacted.make(robot.url) },
  }
  const history = { from: FROM, days: 3, verificationsPerDay: 10, plants: { overcharge: 2 } }
  await using house = await House.open({ seed: "week", history }, { language: "en", targets })
  const { simulator } = house
  const planted = [...new Set(simulator.truth().planted.map(({ account, day }) => `${account} ${day}`))]

  /** What was issued until then is registered; the worker fetches it before it closes the day. */
  const register = (day: string) =>
    house.at(
      `${day}T06:05:00`,
      Effect.gen(function* () {
        const now = yield* Clock.currentTimeMillis
        const issued = simulator.truth().verifications.filter(({ issuedAt }) => issuedAt < now)
        yield* (yield* Ledger).register(issued, now)
      }),
    )

  // The first day is closed by two workers at once, after one was killed that waited for its bill.
  await register("2026-10-02")
  simulator.script({ kind: "latency", ms: 5000, on: { action: "GetWeChatBillDetails" }, times: "always" })
  const asksForBill = Effect.sync(() =>
    simulator.counts().some(({ action }) => action === "GetWeChatBillDetails") ? (true as const) : undefined,
  )
  await house.workAndKill("2026-10-02T06:11:00", asksForBill)
  simulator.clearFaults()
  await house.work("2026-10-02T06:11:00", closed(ACCOUNTS), 2)

  // On the second one account is refused until noon.
  await register("2026-10-03")
  const refused = { kind: "api_error" as const, code: "AuthFailure.SecretIdNotFound", on: { account: "branch" } }
  simulator.script({ ...refused, times: "always" })
  // A worker is killed while it tells of it: the program has heard, and nobody knows that it has.
  program.next.push(silent)
  const before = program.heard.length
  const isTelling = when(
    (items) =>
      program.heard.length > before &&
      items.filter(({ kind, state }) => kind === "close_day" && state === "done").length === 2 * ACCOUNTS - 1 &&
      items.some(({ kind, subject }) => kind === "alert" && subject.startsWith("provider_refuses")) &&
      items.every(({ kind, state, subject }) => kind !== "alert" || state === "done" || subject.endsWith("@program")),
  )
  await house.workAndKill(
    "2026-10-03T06:11:00",
    Effect.map(isTelling, (items) => (items === undefined ? undefined : true)),
  )
  await house.work("2026-10-03T06:13:00", closed(2 * ACCOUNTS - 1))
  await house.work("2026-10-03T10:05:00", told("opened pull_late branch 2026-10-02"))
  simulator.clearFaults()
  await house.work("2026-10-03T12:00:00", closed(2 * ACCOUNTS))

  // On the third nobody answers for some hours.
  await register("2026-10-04")
  simulator.script({ kind: "http", status: 503, times: "always" })
  const failing = (items: ReadonlyArray<WorkItem>) =>
    items.filter(
      ({ kind, state, subject }) => kind === "incident" && state === "open" && subject.startsWith("provider_outage"),
    )
  await house.work(
    "2026-10-04T06:11:00",
    when((items) => failing(items).length === ACCOUNTS),
  )
  await house.work("2026-10-04T08:00:00", told("opened provider_outage branch", "opened provider_outage default"))
  simulator.clearFaults()
  await house.work("2026-10-04T09:30:00", closed(3 * ACCOUNTS))

  // Then the provider puts its bills right.
  simulator.heal()
  const isOver = when(
    (items) => isTold(items) && items.every(({ kind, state }) => kind !== "incident" || state !== "open"),
  )
  await house.work("2026-10-07T12:00:00", isOver)

  const expected = [
    ...planted.flatMap((which) => [
      `opened overcharged_day ${which}`,
      `opened bill_rerun ${which}`,
      `resolved overcharged_day ${which}`,
    ]),
    ...["opened", "resolved"].flatMap((news) => [
      `${news} provider_refuses branch`,
      `${news} pull_late branch 2026-10-02`,
      `${news} provider_outage branch`,
      `${news} provider_outage default`,
    ]),
  ].sort()
  // What was told by the worker that was killed is told again, the same under the same id.
  const messages = program.heard.map(({ headers, body }) => ({ id: headers["webhook-id"], body }))
  const once = [...new Map(messages.map((message) => [message.id, message])).values()]
  expect(messages.filter((message) => !once.includes(message))).toEqual([messages[before]])
  const heard = once.map(({ body }) => JSON.parse(body))
  expect(heard.map(({ type, data }) => wordsOf(type.replace("alert.", ""), data.news, data)).sort()).toEqual(expected)
  expect(heard.map(({ data }) => withoutTimes(`${data.title}\n${data.text}`)).sort()).toMatchSnapshot()

  // People hear the same, each thing once: by itself, word for word, or among others by its title.
  const read = robot.heard.map(({ body }): string => JSON.parse(body).markdown.content)
  const wholes = new Map(
    heard.map(({ data }): [string, string] => [
      [`**faceid-tally: ${data.title}**`, ...data.text.split("\n")].join("\n> "),
      data.title,
    ]),
  )
  const titles = read.flatMap((text) => {
    const whole = wholes.get(text)
    if (whole !== undefined) return [whole]
    const [head, ...lines] = text.split("\n> ")
    expect(head).toBe(`**faceid-tally: ${lines.length} alerts at once**`)
    return lines.map((line) => line.replace("- ", ""))
  })
  expect(titles.sort()).toEqual(heard.map(({ data }): string => data.title).sort())
})

/** Since when nobody answers depends on how fast the machine is. */
const withoutTimes = (text: string): string => text.replaceAll(/\b\d\d:\d\d\b/g, "hh:mm")
