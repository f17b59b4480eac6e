import { FETCHED_ONCE } from "@faceid-tally/core/engine"
import { type VerificationDocument, verificationDocument } from "@faceid-tally/report"
import { expect, it } from "vitest"

import { fetchText } from "./fetchText.ts"

const verification = {
  bizToken: "T",
  ruleId: "1",
  account: "default",
  state: "lapsed" as const,
  issuedAt: Date.parse("2026-10-01T02:00:00Z"),
  estimated: true,
  passed: false,
  deadline: Date.parse("2026-10-04T00:00:00Z"),
  nextDue: null,
  failures: 0,
  failureCode: null,
  refused: false,
  registeredAt: Date.parse("2026-10-05T02:00:00Z"),
  nfcCharges: null,
}

it.each<
  [what: string, fetchedAt: number | null, texts: ReadonlyArray<string>, inJson: VerificationDocument["fetchedAt"]]
>([
  ["never", null, ["never", "从未"], null],
  ["at a time that nobody told: it is no time in 1970", FETCHED_ONCE, ["at an unknown time", "时间未知"], null],
  ["then", 0, ["then 0", "then 0"], "1970-01-01T08:00:00.000+08:00"],
])("a result was fetched %s", (_, fetchedAt, texts, inJson) => {
  const given = { ...verification, fetchedAt }
  expect((["en", "zh-CN"] as const).map((language) => fetchText(given, language, (time) => `then ${time}`))).toEqual(
    texts,
  )
  expect(verificationDocument(given).fetchedAt).toBe(inJson)
})
