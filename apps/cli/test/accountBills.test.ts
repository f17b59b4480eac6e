// `bill import` tells an account bill from the bill of FaceID by its content, and of which month it is (F3).
import { existsSync, mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"

import { afterEach, beforeEach, describe, expect, it } from "vitest"

import { pricesOf } from "@faceid-tally/host/apps"
import { sharedText } from "@faceid-tally/report"
import { makeSimulator } from "@faceid-tally/simulator"
import * as Effect from "effect/Effect"

import { writeAccountBills } from "../src/commands/simulate/accountBills.ts"
import { languages, root, temporaryFolder } from "./program.ts"
import { runHere } from "./runHere.ts"

let place = temporaryFolder()
const now = { FACEID_TALLY_NOW: "2026-11-05T09:00:00+08:00" }
const run = (args: ReadonlyArray<string>, language?: "zh-CN" | "en", env: Readonly<Record<string, string>> = now) =>
  runHere(["bill", "import", ...args], language, { folder: place.path, env })
const json = async (...args: ReadonlyArray<string>) => {
  const { out, ...ran } = await run([...args, "--output", "json"], "en")
  return { ...ran, document: JSON.parse(out === "" ? "null" : out) }
}
const put = (name: string, text: string) => writeFileSync(`${place.path}/${name}`, text)

const head = "产品名称,交易类型,开始使用时间,组件名称,组件用量,优惠后总价(元)"
const row = (begin = "2026-10-01", used = "48", cost = "57.6", action = "扣费") =>
  `人脸核身,${action},${begin},增强版,${used},${cost}`
const bill = (...rows: ReadonlyArray<string>) => `${[head, ...rows].join("\n")}\n`

beforeEach(() => {
  place = temporaryFolder()
  put("bill.csv", bill(row(), "CVM,扣费,2026-10-01,CPU,1,1"))
})
afterEach(() => place[Symbol.dispose]())

describe("bill import of an account bill", () => {
  it("says what is in it", async () => {
    expect(await json("bill.csv", "--dry-run")).toEqual({
      code: 0,
      err: "",
      document: {
        dryRun: true,
        accountBills: [{ account: "default", month: "2026-10", rows: 1, dropped: 1, otherMonths: 0, total: "57.60" }],
      },
    })
    const [zh, en] = await Promise.all(languages.map((language) => run(["bill.csv", "--dry-run"], language)))
    expect(zh?.out).toBe("2026-10 default 账户账单：人脸核身 1 行，合计 ¥57.60（其他产品 1 行未保留）\n")
    expect(en?.out).toBe("2026-10 default account bill, 1 row of FaceID, ¥57.60 (1 row of other products not kept)\n")
  })

  it("a rejected row is told by its place, and the rest stands: exit code 2", async () => {
    put("bill.csv", bill(row(), row("2026-10-01", "1.5")))
    const { code, err, document } = await json("bill.csv", "--dry-run")
    expect([code, document.accountBills[0].rows]).toEqual([2, 1])
    expect(err).toContain("bill.csv:3:24: 组件用量: wrong type: expected a whole number")
  })

  it.each([
    ["账单月,产品名称,优惠后总价\n2026-10,人脸核身,1\n", "L2"],
    ["产品名称,组件名称\n人脸核身,增强版\n", "L2"],
  ])("another level of the bill is told, with the cure", async (text, level) => {
    put("bill.csv", text)
    for (const language of languages) {
      const { code, out, err } = await run(["bill.csv", "--dry-run"], language)
      expect([code, out]).toEqual([2, ""])
      expect(err).toContain(level)
      expect(err).toContain("L3")
    }
  })

  it("of a tie nobody knows the month: --month says it", async () => {
    put("bill.csv", bill(row("2026-09-30"), row("2026-10-01"), row("2026-09-30", "0", "-1", "调账")))
    const { code, out, err } = await run(["bill.csv", "--dry-run"], "en")
    expect([code, out]).toEqual([2, ""])
    expect(err).toContain("name the month")
    const named = await json("bill.csv", "--dry-run", "--month", "2026-10")
    expect(named.document.accountBills).toMatchObject([{ month: "2026-10", rows: 3, otherMonths: 1, total: "114.20" }])
    expect(named.err).toContain("1 row begins in another month than 2026-10")
  })

  it("rows that name another month than --month are told", async () => {
    put("bill.csv", bill(row()).replace("产品名称", "产品名称,账单月").replaceAll("人脸核身,", "人脸核身,2026-10,"))
    const { code, err } = await json("bill.csv", "--dry-run", "--month", "2026-09")
    expect([code, err.includes("its rows name 2026-10")]).toEqual([0, true])
  })

  it("before the 3rd of the next month it is early", async () => {
    const early = await run(["bill.csv", "--dry-run"], "en", { FACEID_TALLY_NOW: "2026-11-02T23:59:00+08:00" })
    expect([early.code, early.err.includes("final from 2026-11-03 on")]).toEqual([0, true])
    expect((await run(["bill.csv", "--dry-run"], "en", { FACEID_TALLY_NOW: "2026-11-03T00:00:00+08:00" })).err).toBe("")
  })

  it("several files are the bills of several months", async () => {
    put("september.csv", bill(row("2026-09-01", "1", "1.2")))
    put("again.csv", bill(row()))
    const both = await json("bill.csv", "september.csv", "--dry-run")
    expect(both.document.accountBills).toMatchObject([{ month: "2026-10" }, { month: "2026-09" }])
    const twice = await run(["bill.csv", "again.csv", "--dry-run"], "en")
    expect([twice.code, twice.err.includes("are both the bill of 2026-10")]).toEqual([2, true])
  })

  it("what goes with the other kind of bill is refused, and both kinds at once", async () => {
    mkdirSync(`${place.path}/bills`)
    put("bills/2026-10-01.json", JSON.stringify({ Date: "2026-10-01", WeChatBillDetails: [], HasNextPage: false }))
    put("faceid-tally.json", JSON.stringify({ accounts: { default: {}, branch: {} } }))
    const refused: ReadonlyArray<readonly [ReadonlyArray<string>, string]> = [
      [["bill.csv", "bills"], "one after the other"],
      [["bills", "--month", "2026-10"], "--month belongs to an account bill"],
      [["bills", "--account", "default"], "--account belongs to an account bill"],
      [["bill.csv", "--columns", "Seq=x"], "--columns does not go with"],
      [["bill.csv", "--account", "elsewhere"], "they have default, branch"],
    ]
    for (const [args, sentence] of refused) {
      const { code, out, err } = await run([...args, "--dry-run"], "en")
      expect([code, out, err.includes(sentence), err]).toEqual([2, "", true, err])
    }
    expect((await json("bill.csv", "--account", "branch", "--dry-run")).document.accountBills[0].account).toBe("branch")
    expect((await json("bills", "--dry-run")).document).toEqual({ dryRun: true, pages: 1, lines: 0 })
  })
})

describe("a stored account bill", () => {
  it("is a version of its month and account; the same content again is none (F3.4)", async () => {
    const first = await json("bill.csv")
    expect([first.code, first.document]).toMatchObject([
      0,
      {
        dryRun: false,
        accountBills: [{ account: "default", month: "2026-10", version: 1, isNew: true, early: false }],
      },
    ])
    put("bill.csv", bill("CVM,扣费,2026-10-01,CPU,1,1", "COS,扣费,2026-10-01,CPU,1,1", row()))
    const again = await json("bill.csv")
    expect(again.document).toMatchObject({ accountBills: [{ version: 1, isNew: false }] })
    expect(again.document.accountBills[0].digest).toBe(first.document.accountBills[0].digest)
    put("bill.csv", bill(row(), row()))
    const [en, zh] = [await run(["bill.csv"], "en"), await run(["bill.csv"], "zh-CN")]
    expect(en.out.split("\n")[0]).toBe("2026-10 default account bill, 2 rows of FaceID, ¥115.20, version 2")
    expect(zh.out.split("\n")[0]).toBe("2026-10 default 账户账单：人脸核身 2 行，合计 ¥115.20，与版本 2 相同")
  })

  it("has the rows that could be read, and the exit code says that some could not; nothing left writes nothing", async () => {
    put("bill.csv", bill(row("2026-10-01", "x")))
    const nothing = await json("bill.csv", "--month", "2026-10")
    expect([nothing.code, existsSync(join(place.path, "faceid-tally.db"))]).toEqual([2, false])
    put("bill.csv", bill(row("2026-10-01", "x"), row()))
    const half = await json("bill.csv")
    expect([half.code, half.document.accountBills[0]]).toMatchObject([2, { rows: 1, version: 1 }])
  })
})

describe("the simulator's account bills", () => {
  it("are read as the same bill in every form that simulate writes", async () => {
    const prices = await Effect.runPromise(pricesOf({ prices: join(root, "samples", "prices.json") }))
    const plants = { wrong_price: 1, missed_pack: 1, extra_usage: 1, wrong_adjustment: 1 }
    const history = { from: "2026-10-01", days: 31, verificationsPerDay: 12 }
    const simulator = await makeSimulator({ seed: "account bills", history, money: { prices, plants } })
    const files = await writeAccountBills(simulator, history, join(place.path, "account-bills"), sharedText.en)
    await simulator.close()
    expect(files).toHaveLength(8)
    for (const account of ["default", "branch"]) {
      const documents = []
      for (const file of files.filter((name) => name.includes(account))) {
        const { code, err, document } = await json(file, "--dry-run")
        expect([code, err]).toEqual([0, file.includes("default") ? err : ""])
        documents.push(document.accountBills[0])
      }
      expect(new Set(documents.map((one) => JSON.stringify(one))).size).toBe(1)
      expect(documents[0]).toMatchObject({ month: "2026-10", dropped: 2, otherMonths: 0 })
    }
  })
})
