// The day of a page without Date: that of its lines, else of a name, else none; and what needs a day is told without it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"

import { Bill, dayFromNumber, NO_DAY, reconcile, Tally } from "@faceid-tally/core/engine"
import * as Effect from "effect/Effect"
import { afterAll, assert, beforeAll, describe, it } from "vitest"

import { type Fault, type FileRemark, readBills, type ReadOptions } from "../index.ts"
import { dateInName } from "./dateInName.ts"

let folder = ""
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tally-"))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const FIRST = "1790784729786" // 2026-10-01
const SECOND = "1790884729786" // 2026-10-02
const line = (seq: string, time: string | null) =>
  `{"Seq":"${seq}","IsNeedCharge":true,"ErrorCode":"0","ChargeType":"核身","ReqTime":${time === null ? "null" : `"${time}"`}}`
const page = (...lines: ReadonlyArray<string>) =>
  `{"Response":{"HasNextPage":false,"NextCursor":1,"WeChatBillDetails":[${
    lines.length === 0 ? "" : `{"BizToken":"t","RuleId":"1","ChargeCount":1,"ChargeDetails":[${lines.join(",")}]}`
  }]}}\n`

const read = async (name: string, content: string, options: ReadOptions = {}) => {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  const bill = new Bill()
  const faults: Array<Fault> = []
  const remarks: Array<FileRemark> = []
  await Effect.runPromise(
    readBills([path], bill, {
      onRejected: (fault) => faults.push(fault),
      onRemark: (remark) => remarks.push(remark),
      ...options,
    }),
  )
  const plan = reconcile(new Tally(bill.names), bill, {})
  return {
    pages: Array.from({ length: bill.pages }, (_, i): string | null =>
      bill.pageDay(i) === NO_DAY ? null : dayFromNumber(bill.pageDay(i)),
    ),
    lines: bill.lines,
    incomplete: plan.incomplete.map(({ day, reason }) => `${day} ${reason}`),
    faults: faults.map(({ line: at, column, rejection: { code, path: where } }) =>
      [`${at}:${column}`, code, ...where].join(" "),
    ),
    remarks: remarks.map(({ remark }) =>
      remark.code === "day_of_name" ? `day_of_name ${dayFromNumber(remark.day)}` : remark.code,
    ),
  }
}

describe("a page without Date", () => {
  it("has the day of its lines, whatever its name says", async () => {
    for (const name of ["b.json", "b.ndjson", "2026-11-05.json"]) {
      assert.deepEqual(await read(name, page(line("a", FIRST), line("b", null))), {
        pages: ["2026-10-01"],
        lines: 2,
        incomplete: [],
        faults: [],
        remarks: [],
      })
    }
  })

  it("else that of the file's name, or of its folder's", async () => {
    const cases: ReadonlyArray<readonly [string, string, number]> = [
      ["bill-20261001.json", page(), 0],
      ["2026年10月1日/b.json", page(line("a", null)), 1],
      ["2026_10_01.ndjson", page(line("a", FIRST), line("b", SECOND)), 2],
    ]
    for (const [name, content, lines] of cases) {
      assert.deepEqual(await read(name, content), {
        pages: ["2026-10-01"],
        lines,
        incomplete: [],
        faults: [],
        remarks: ["day_of_name 2026-10-01"],
      })
    }
  })

  it("else none: the days of its lines are incomplete, unless another page covers them", async () => {
    const several = page(line("a", FIRST), line("b", SECOND))
    for (const name of ["b.json", "2026-11-05.ndjson"]) {
      assert.deepEqual(await read(name, several), {
        pages: [null],
        lines: 2,
        incomplete: ["2026-10-01 undated_page", "2026-10-02 undated_page"],
        faults: [],
        remarks: [],
      })
    }
    const both = await read("b.ndjson", several + page(line("c", FIRST)))
    assert.deepEqual(both.incomplete, ["2026-10-02 undated_page"])
  })

  it("and without lines says nothing", async () => {
    for (const name of ["b.json", "b.ndjson"]) {
      const { faults, pages } = await read(name, page(line("a", FIRST)) + page())
      assert.deepEqual([faults, pages], [["2:1 no_day"], ["2026-10-01"]])
    }
  })

  it("takes no name of standard input", async () => {
    const stdin = async function* () {
      yield Buffer.from(page())
    }
    const bill = new Bill()
    await Effect.runPromise(readBills(["-"], bill, { stdin: stdin(), stdinName: "2026-10-01.json" }))
    assert.deepEqual([bill.pages, bill.rejected], [0, 1])
  })
})

describe("where days are needed", () => {
  it("each line without one is rejected, and the others stay", async () => {
    const { lines, faults } = await read(
      "b.json",
      page(line("a", FIRST), line("b", null), line("c", SECOND), line("d", null)),
      { needsDays: true },
    )
    assert.equal(lines, 2)
    assert.deepEqual(faults, [
      "1:1 no_day WeChatBillDetails 0 ChargeDetails 1",
      "1:1 no_day WeChatBillDetails 0 ChargeDetails 3",
    ])
  })

  it.each([
    ["b.csv", "Seq,IsNeedCharge\na,true\n", ["2:1 no_day"], 0],
    ["b.csv", `Seq,IsNeedCharge,ReqTime,Date\na,true,${FIRST},\nb,true,,\nc,true,,2026-10-01\n`, ["3:1 no_day"], 2],
    ["b.ndjson", '{"Seq":"a","IsNeedCharge":true,"ErrorCode":"0"}\n', ["1:1 no_day"], 0],
    ["b.json", page(line("a", null)), ["1:1 no_day WeChatBillDetails 0 ChargeDetails 0"], 0],
  ] as const)("also in %s: %j", async (name, content, expected, kept) => {
    const needed = await read(name, content, { needsDays: true })
    assert.deepEqual([needed.faults, needed.lines], [[...expected], kept])
    assert.deepEqual((await read(name, content)).faults, [])
  })
})

describe("a name says a day", () => {
  it.each([
    ["2026-10-01.json", "2026-10-01"],
    ["bill.2026.10.01.json.gz", "2026-10-01"],
    ["20261001", "2026-10-01"],
    ["p-20261001-20261001.json", "2026-10-01"],
    ["2026年1月9日.csv", "2026-01-09"],
    ["in/2026-10-01/page.json", "2026-10-01"],
    ["2026-10-02/2026-10-01.json", "2026-10-01"],
    ["2026-10-01_2026-10-31.json", undefined],
    ["1790784729786.json", undefined],
    ["120261001.json", undefined],
    ["2026-02-30.json", undefined],
    ["2014-10-01.json", undefined],
    ["2026-10_01.json", undefined],
    ["2026-10-01/a/page.json", undefined],
    ["page.json", undefined],
  ])("%s: %s", (name, day) => {
    const found = dateInName(name)
    assert.equal(found === undefined ? undefined : dayFromNumber(found), day)
  })
})
