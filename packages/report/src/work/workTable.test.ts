import { ledgerReasons, providerReasons, type WorkItem } from "@faceid-tally/books/engine"
import { describe, expect, it } from "vitest"

import { languages } from "../language/Language.ts"
import { sharedText } from "../messages/sharedText.ts"
import { tableLines } from "../table/tableLines.ts"
import { workCodes, workText } from "./workText.ts"
import { workExplanation, workTable } from "./workTable.ts"

const item: WorkItem = {
  id: 12,
  kind: "close_day",
  subject: "2026-10-04",
  body: "{}",
  dueAt: Date.parse("2026-10-05T06:10:00+08:00"),
  state: "failed",
  plannedAt: 0,
  endedAt: null,
  failures: 3,
  code: "credentials",
  leaseUntil: null,
}

describe.each(languages)("kept work in %s", (language) => {
  it("every code that work can fail with says what to do", () => {
    const { unknown } = workText[language]
    const codes = [
      ...providerReasons.map((code) => ["close_day", code] as const),
      ...ledgerReasons.map((reason) => ["close_day", `ledger_${reason}`] as const),
      ...workCodes.map((code) => ["alert", code] as const),
      ["alert", "http_503"] as const,
      ["alert", "robot_310000"] as const,
    ]
    const unexplained = codes.filter(([kind, code]) => {
      const text = workExplanation({ kind, code }, language)
      return text === null || text === unknown(code)
    })
    expect(unexplained).toEqual([])
    expect(workExplanation({ kind: "alert", code: "toString" }, language)).toBe(unknown("toString"))
    expect(workExplanation({ kind: "alert", code: null }, language)).toBeNull()
  })

  it("is a table", () => {
    expect(tableLines(workTable(language), [item], { say: sharedText[language] }).join("\n")).toMatchSnapshot()
  })
})
