/** A month from files in one command: both sides by China's billing day, and nothing of a day beside is lost silently (M15). */
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import { readWorkbook } from "@faceid-tally/report"
import { describe, expect, it } from "vitest"

import { root, temporaryFolder } from "./program.ts"
import { runHere } from "./runHere.ts"

const samples = ["samples/month/results", "samples/month/bills"].map((path) => join(root, path))

const firstColumn = async (file: string, sheet: number) => {
  const texts: Array<unknown> = []
  const sheets = await readWorkbook(readFileSync(file))
  for await (const { values } of sheets[sheet]?.rows() ?? []) texts.push(values[0])
  return texts
}

/** An attempt and its line, each at its own China time and day. */
interface Charged {
  readonly seq: string
  readonly at: string
  readonly day?: string
}

const resultOf = ({ seq, at }: Charged) => ({
  LivenessDetail: [{ Seq: seq, IsNeedCharge: true, Errcode: 0, ReqTime: String(Date.parse(`${at}+08:00`)) }],
})
const pagesOf = (lines: ReadonlyArray<Charged>, days: ReadonlyArray<string>) =>
  days.map((day) => ({
    Date: day,
    Response: {
      HasNextPage: false,
      WeChatBillDetails: lines
        .filter((line) => line.day === day)
        .map(({ seq, at }) => ({
          BizToken: `token-${seq}`,
          RuleId: "1",
          ChargeCount: 1,
          ChargeDetails: [{ Seq: seq, IsNeedCharge: true, ErrorCode: "0", ReqTime: String(Date.parse(`${at}+08:00`)) }],
        })),
    },
  }))

const octoberDays = Array.from({ length: 31 }, (_, day) => `2026-10-${String(day + 1).padStart(2, "0")}`)
const noon = (day: string): Charged => ({ seq: `s-${day}`, at: `${day}T12:00:00`, day })
const october = octoberDays.map(noon)
const late: Charged = { seq: "s-late", at: "2026-10-31T23:59:59.999", day: "2026-11-01" }
const early: Charged = { seq: "s-early", at: "2026-09-30T23:59:00", day: "2026-10-01" }

const reconcileOctober = async (ours: ReadonlyArray<Charged>, bill: ReadonlyArray<object>) => {
  using place = temporaryFolder()
  const [results, bills] = ["results.json", "bills.json"].map((name) => join(place.path, name))
  if (results === undefined || bills === undefined) throw new Error("two names are two paths")
  writeFileSync(results, JSON.stringify(ours.map(resultOf)))
  writeFileSync(bills, JSON.stringify(bill))
  const month = ["reconcile", results, bills, "--month", "2026-10"]
  const { code, out } = await runHere([...month, "--output", "json"], "en")
  return { code, document: JSON.parse(out), text: (await runHere(month, "en")).out }
}

describe("a month of files", () => {
  it.each([
    ["en", /^The bill is not right: it charges 710, our records show 702. It is 8 too high \(¥9.60\)/],
    ["zh-CN", /^账单有误：账单收费 710 次/],
  ] as const)(
    "is a workbook with the verdict, the amounts and what was left out, told at once, in %s",
    async (language, right) => {
      using place = temporaryFolder()
      const file = join(place.path, "october.xlsx")
      const asked = ["reconcile", ...samples, "--month", "2026-10", "--unit-price", "1.20", "--out", file]
      const { code, out, err } = await runHere(asked, language)
      expect({ code, out }).toEqual({ code: 1, out: "" })
      const [period, verdict, written] = err.split("\n")
      expect(verdict).toMatch(right)
      expect(written).toContain(file)
      const summary = await firstColumn(file, 0)
      expect(summary.slice(0, 2)).toEqual([period, verdict])
      expect(summary).toContainEqual(
        language === "en"
          ? "Left out, other days: 0 of ours, 1 of the bill."
          : "因不在所选日期内未计入：我方 0 次，账单 1 条。",
      )
      expect((await runHere([...asked, "--quiet"], language)).err).toBe("")
    },
  )

  it("has the days of China, and finds across midnight what stands on the day beside", async () => {
    const bill = pagesOf([...october, late, early], [...octoberDays, "2026-11-01"])
    const { code, document, text } = await reconcileOctober([...october, late, early], bill)
    expect(code).toBe(1)
    // Ours of the last minute is billed in November, and September's in October: told as what they are.
    expect(
      document.items.map(({ kind, impact, seq }: Charged & { kind: string; impact: number }) => [kind, impact, seq]),
    ).toEqual([
      ["day_shift", 1, "s-early"],
      ["day_shift", -1, "s-late"],
    ])
    expect(document.beyond).toEqual({ attempts: 1, lines: 1, unread: [] })
    expect(text).toContain("Left out, other days: 1 of ours, 1 of the bill.\n")
  })

  it("says which day beside is not there, where a charge is missing at the edge", async () => {
    const { document, text } = await reconcileOctober([...october, late], pagesOf([...october, early], octoberDays))
    expect(document.beyond).toEqual({
      attempts: 0,
      lines: 0,
      unread: [
        { side: "results", day: "2026-09-30", charges: 1 },
        { side: "bill", day: "2026-11-01", charges: 1 },
      ],
    })
    expect(text).toContain("1 charge missing in our records on the first day: read the results of 2026-09-30 too")
    expect(text).toContain("1 charge missing in the bill on the last day: read the bill of 2026-11-01 too")
  })

  it("takes a day beside that was read for read, also where all of it agrees or is empty", async () => {
    const before = noon("2026-09-30")
    const bill = pagesOf([...october, before, early], ["2026-09-30", ...octoberDays, "2026-11-01"])
    const { document } = await reconcileOctober([...october, before, late], bill)
    expect(document.beyond).toEqual({ attempts: 1, lines: 1, unread: [] })
  })

  it("counts of other days what `count` leaves out, however much of it agrees", async () => {
    const [results = "", bills = ""] = samples
    const json = async (...args: ReadonlyArray<string>) =>
      JSON.parse((await runHere([...args, "--output", "json"], "en")).out)
    const days = ["--from", "2026-10-05", "--to", "2026-10-20"]
    const [whole, part] = [await json("count", results), await json("count", results, ...days)]
    const { beyond } = await json("reconcile", results, bills, ...days)
    expect(beyond.attempts).toBe(whole.attempts - part.attempts)
    expect((await json("reconcile", results, bills)).beyond).toBeUndefined()
  })
})
