/** `bill import` checks the whole bill before it writes; a page of several days and no Date covers none (M39, M40). */
import { existsSync, writeFileSync } from "node:fs"
import process from "node:process"

import { afterEach, beforeEach, describe, expect, it } from "vitest"

import { temporaryFolder } from "./program.ts"
import { runHere } from "./runHere.ts"

const here = process.cwd()
let place = temporaryFolder()
const ledger = ["--ledger", "sqlite:l.db"]

const lines = (...times: ReadonlyArray<string>) =>
  times.map((time, i) => `{"Seq":"s${i}","IsNeedCharge":true,"ReqTime":"${time}"}`).join(",")
const page = (details: string, date = "") =>
  `{${date}"Response":{"HasNextPage":false,"WeChatBillDetails":[{"BizToken":"t","RuleId":"1","ChargeDetails":[${details}]}]}}\n`
const [FIRST, SECOND] = ["1790784729786", "1790884729786"]

beforeEach(() => {
  place = temporaryFolder()
  process.chdir(place.path)
})
afterEach(() => {
  process.chdir(here)
  process.exitCode = 0
  place[Symbol.dispose]()
})

describe("bill import", () => {
  it("tells what has no day with its place, and stores the rest", async () => {
    writeFileSync("b.csv", `Seq,IsNeedCharge,ReqTime\na,true,${FIRST}\nb,true,\n`)
    const dry = await runHere(["bill", "import", "b.csv", "--dry-run", ...ledger])
    const ran = await runHere(["bill", "import", "b.csv", ...ledger])
    for (const { code, err } of [dry, ran]) {
      expect(code).toBe(2)
      expect(err).toMatch(/^b.csv:3:1: no day/)
    }
    expect(ran.out).toMatch(/^2026-10-01 default/)
    expect(await runHere(["verify", ...ledger])).toMatchObject({ code: 0 })
  })

  it("writes nothing where nothing is left: no ledger, no seal", async () => {
    writeFileSync("b.csv", "Seq,IsNeedCharge\na,true\n")
    writeFileSync("b.json", page('{"Seq":"a","IsNeedCharge":true,"ReqTime":""}'))
    writeFileSync("empty.json", '{"Response":{"HasNextPage":false,"WeChatBillDetails":[]}}')
    writeFileSync("list.json", "[]")
    for (const file of ["b.csv", "b.json", "empty.json", "list.json"]) {
      const args = ["bill", "import", file, ...ledger]
      const [dry, ran, json] = [
        await runHere([...args, "--dry-run"]),
        await runHere(args),
        await runHere([...args, "--output", "json"]),
      ]
      const code = file === "list.json" ? 0 : 2
      expect([dry.code, ran.code, json.code]).toEqual([code, code, code])
      expect(ran.out).not.toMatch(/Seal/)
      expect(JSON.parse(json.out)).toEqual({ dryRun: false, pages: 0, lines: 0, days: [], seal: null })
      expect(existsSync("l.db")).toBe(false)
    }
  })

  it("of a page of several days completes none of them, until its day is known", async () => {
    writeFileSync("b.json", page(lines(FIRST, SECOND)))
    expect(await runHere(["bill", "import", "b.json", ...ledger])).toMatchObject({ code: 0, err: "" })
    const days = ["reconcile", "--from", "2026-10-01", "--to", "2026-10-02", ...ledger]
    const before = await runHere(days)
    expect(before.code).toBe(2)
    expect(before.out).toMatch(/2026-10-01: only pages without Date were read/)
    expect(before.out).toMatch(/2026-10-02: only pages without Date were read/)
    expect((await runHere(["verify", ...ledger])).code).toBe(0)
    writeFileSync(
      "dated.ndjson",
      page(lines(FIRST)) + page(lines(FIRST, SECOND).replace(/^[^}]*\},/, ""), '"Date":"2026-10-02",'),
    )
    await runHere(["bill", "import", "dated.ndjson", ...ledger])
    const after = await runHere(days)
    expect(after.out).not.toMatch(/without Date/)
    expect(after.code).toBe(1)
  })

  it("takes the day of the file's name, and says so", async () => {
    writeFileSync("2026-10-01.json", page(lines(FIRST, SECOND)))
    const ran = await runHere(["bill", "import", "2026-10-01.json", ...ledger])
    expect(ran).toMatchObject({ code: 0 })
    expect(ran.err).toMatch(/the name is taken, 2026-10-01/)
    expect(ran.out).toMatch(/^2026-10-01 default[^\n]*2 /)
  })
})
