import { Hono } from "hono"
import { expect, it } from "vitest"

import { attemptCursor, cursorIn, cursorText } from "../lists/cursors.ts"
import { filterOf, queryOf } from "./discrepancies/Filter.ts"
import { formatsOf } from "./text/Formats.ts"
import { pathWithin } from "./context/pathWithin.ts"
import { languageOfReader } from "./context/reader.ts"
import { palettes, themes } from "./style/colours.ts"
import { rulesOf } from "./verification/VerificationView.ts"

it("speaks the language that was chosen, else the one that the browser weighs most, else Chinese", async () => {
  const app = new Hono().get("/", (c) => c.text(languageOfReader(c, c.req.query("chosen"))))
  const spoken = async (chosen: string | undefined, accepted: string | undefined) => {
    const headers = accepted === undefined ? {} : { "Accept-Language": accepted }
    const response = await app.request(chosen === undefined ? "/" : `/?chosen=${chosen}`, { headers })
    return response.text()
  }
  expect(await spoken("en", "zh-CN")).toBe("en")
  expect(await spoken("fr", "en-GB,en;q=0.9")).toBe("en")
  expect(await spoken(undefined, "fr-CH, fr;q=0.9, en;q=0.8, zh;q=0.9")).toBe("zh-CN")
  expect(await spoken(undefined, "zh-TW;q=0, en-US;q=0.1")).toBe("en")
  expect(await spoken(undefined, "de")).toBe("zh-CN")
  expect(await spoken(undefined, undefined)).toBe("zh-CN")
})

it("leads nobody out of the console", () => {
  for (const to of [
    "//evil.example",
    "https://evil.example",
    "/console.evil",
    "/console/../v1",
    "/other",
    "",
    "/console/\\x",
  ]) {
    expect(new URL(pathWithin(to), "http://here").href).toMatch(/^http:\/\/here\//)
  }
  expect(pathWithin("/console.evil")).toBe("/console")
  expect(pathWithin("/console/months/2026-10?a=1")).toBe("/console/months/2026-10?a=1")
})

it("writes days and times as people do, in China's time", () => {
  const at = Date.parse("2026-10-05T16:30:00Z")
  const [zh, en] = [formatsOf("zh-CN"), formatsOf("en")]
  expect([zh.instant(at), en.instant(at)]).toEqual(["2026年10月6日 00:30", "6 Oct 2026 00:30"])
  expect([zh.month("2026-10"), en.month("2026-10")]).toEqual(["2026年10月", "October 2026"])
})

it("keeps a filter in the address, and takes no other for one", () => {
  const query = {
    kind: "day_shift",
    day: "2026-10-05",
    account: "branch",
    rule: "1001",
    channel: "h5",
    prefix: "ab",
    state: "disputed",
    impact: "only",
    order: "impact",
  }
  expect(queryOf(filterOf((name) => query[name as keyof typeof query]))).toEqual(query)
  const none = filterOf((name) => (name === "day" ? "2026-02-30" : "'; --"))
  expect(none).toMatchObject({ kind: undefined, day: undefined, channel: undefined, impact: undefined, order: "place" })
})

it("goes on where the list said, also after a row without Seq, and begins anew where the address says nonsense", () => {
  const after = { day: 20_000, seq: "~i\ud800" }
  expect(cursorIn(attemptCursor, cursorText(after))).toEqual(after)
  for (const bad of ["", "1", "e30", cursorText({ day: 1.5, seq: "s" }), undefined]) {
    expect(cursorIn(attemptCursor, bad)).toBeUndefined()
  }
})

it("explains a flag by the rules of its edition, and by all where the edition is not known", () => {
  const attempt = { seq: "s", charge: true, errcode: 1004, at: null, bizToken: null, ruleId: null, account: null }
  expect(rulesOf(attempt, "plus")).toMatchObject({ edition: "plus", verdict: "disagrees" })
  expect(rulesOf({ ...attempt, errcode: 0 }, undefined)).toMatchObject({ edition: null, verdict: "agrees" })
  expect(rulesOf({ ...attempt, charge: null }, "plus").verdict).toBe("open")
  expect(rulesOf({ ...attempt, errcode: null }, "plus")).toEqual({ code: null, edition: "plus", verdict: null })
  expect(rulesOf({ ...attempt, errcode: 1002 }, undefined).verdict).toBeNull()
})

it("has colours that can be told apart: text 4.5 : 1, edges 3 : 1, in the light and in the dark", () => {
  for (const theme of themes) {
    const { paper, wash, badWash, goodWash, warnWash, ink, soft, accent, onAccent, bad, good, warn, edge } =
      palettes[theme]
    for (const back of [paper, wash, badWash, goodWash, warnWash]) {
      for (const text of [ink, soft, accent]) expect(contrast(text, back)).toBeGreaterThan(4.5)
      expect(contrast(edge, back)).toBeGreaterThan(3)
    }
    for (const [text, back] of [
      [bad, paper],
      [bad, badWash],
      [good, goodWash],
      [warn, warnWash],
      [warn, paper],
      [onAccent, accent],
    ] as const) {
      expect(contrast(text, back)).toBeGreaterThan(4.5)
    }
  }
})

/** The contrast of WCAG 2. */
const contrast = (a: string, b: string): number => {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

const luminance = (colour: string): number => {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
