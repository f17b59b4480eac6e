import { type Alert, alertKinds } from "@faceid-tally/books/engine"
import type { BillingDay } from "@faceid-tally/core/engine"
import { describe, expect, it } from "vitest"

import { languages } from "../language/Language.ts"
import { alertText, digestText, testText } from "./AlertText.ts"

const day = "2026-10-04" as BillingDay
const bizToken = "3D4E5F60-0000-4000-8000-1234567890AB"
const alerts: ReadonlyArray<Alert> = [
  { kind: "overcharged_day", day, account: "default", charges: 1200, run: 7 },
  { kind: "unexplained_day", day, account: "shop", charges: 1, run: null },
  {
    kind: "token_deadline",
    account: "shop",
    bizTokens: 2,
    bizToken,
    deadline: Date.parse("2026-10-05T15:00:00+08:00"),
  },
  { kind: "provider_refuses", account: "shop", ruleId: "1001", reason: "credentials", code: "AuthFailure.X", day },
  { kind: "provider_outage", account: "shop", code: "network", since: Date.parse("2026-10-05T09:00:00+08:00") },
  { kind: "bill_rerun", day, account: "shop", version: 2, chargesBefore: 10, charges: 12 },
  { kind: "pull_late", day, account: "shop", code: "network" },
  { kind: "event_conflict", eventId: bizToken },
  { kind: "event_refused", code: "wrong_type", path: "data.bizToken", day },
  { kind: "month_ready_to_close", month: "2026-10", run: 7 },
  { kind: "decision_conflict", month: "2026-10", decisions: 2, run: 7 },
  { kind: "heartbeat", day, closedUntil: day, incidents: 0, failed: 0 },
]

describe.each(languages)("alerts in %s", (language) => {
  it("every kind says what happened and what to do, and names no id in full", () => {
    expect(alerts.map(({ kind }) => kind)).toEqual([...alertKinds])
    const texts = alerts.map((alert) => alertText(alert, { language }))
    expect(texts.map(({ title, lines }) => [title, ...lines].join("\n")).join("\n\n")).toMatchSnapshot()
    for (const { title, lines, link } of texts) {
      expect(lines.length).toBeGreaterThan(1)
      expect(link).toBeNull()
      expect(title + lines.join("")).not.toContain(bizToken)
    }
  })

  it("links to the page that shows it, where the console is known", () => {
    const urls = alerts.map((alert) => alertText(alert, { language, consoleUrl: "https://tally.example/" }).link?.url)
    expect(urls).toEqual(
      [
        "days/2026-10-04",
        "days/2026-10-04",
        "verifications",
        "settings",
        "settings",
        "days/2026-10-04",
        "days/2026-10-04",
        "",
        "",
        "statements/2026-10",
        "months/2026-10",
        "",
      ].map((page) => `https://tally.example/console/${page}`.replace(/\/$/, "")),
    )
  })

  it("says that something has changed or is over, and tells many at once by their titles", () => {
    const [alert] = alerts
    if (alert === undefined) throw new Error("there is no alert")
    const many = Array.from({ length: 23 }, () => ({ alert }))
    const texts = [
      alertText(alert, { language, news: "updated" }),
      alertText(alert, { language, news: "resolved" }),
      digestText(many, { language }),
      testText({ language }),
      alertText({ kind: "month_ready_to_close", month: "2026-10", run: 7 }, { language, news: "resolved" }),
      alertText({ kind: "heartbeat", day, closedUntil: null, incidents: 2, failed: 1 }, { language }),
    ]
    expect(texts.map(({ title, lines }) => [title, ...lines].join("\n")).join("\n\n")).toMatchSnapshot()
  })
})
