// `npm start`: the month that it plays, in money, and what it prints of it in both languages, as the READMEs show.
import { readFileSync } from "node:fs"
import { join } from "node:path"

import type { StatementDocument } from "@faceid-tally/core/money"
import { pricesOf } from "@faceid-tally/host/apps"
import { sharedText } from "@faceid-tally/report"
import { makeSimulator } from "@faceid-tally/simulator"
import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { answerLines } from "../demo/answer.ts"
import { type DemoMonth, demoMonth, plants } from "../demo/demoMonth.ts"
import { writeAccountBills } from "../src/commands/simulate/accountBills.ts"
import { root, temporaryFolder } from "./program.ts"
import { runHere } from "./runHere.ts"

const place = temporaryFolder()
let played: DemoMonth
beforeAll(async () => {
  played = await Effect.runPromise(demoMonth(join(place.path, "month")))
})
afterAll(() => place[Symbol.dispose]())

const readmes = { en: "README.md", "zh-CN": "README.zh-CN.md" } as const

describe("npm start", () => {
  it("finds every planted billing error, and nothing else", () => {
    expect([played.isAllNamed, played.planted, played.statement.verdict]).toEqual([true, 19, "different"])
  })

  it("says what the month costs by both sides (F2, F5)", () => {
    const { labels, totals, states } = played.statement
    const side = (postpaid: number, packUnits: number, billed: string, consumed: string) => ({
      units: postpaid + packUnits,
      postpaid,
      packUnits,
      billed,
      consumed,
    })
    expect(labels).toMatchObject([
      { account: "branch", label: "混合部署", ours: side(15, 0, "7.50", "7.50"), bill: side(15, 0, "7.50", "7.50") },
      { account: "default", ours: side(44, 150, "52.80", "190.80"), bill: side(47, 150, "56.40", "194.40") },
      { account: "default", value: "0.28", ours: side(126, 0, "35.28", "35.28"), bill: side(128, 0, "35.84", "35.84") },
    ])
    const amounts = Object.fromEntries(labels[1]?.kinds.map(({ kind, amount }) => [kind, amount]) ?? [])
    expect(amounts).toEqual({
      missing_in_bill: "-1.20",
      missing_in_ledger: "3.60",
      charge_mismatch: "-2.40",
      duplicate_in_bill: "3.60",
    })
    expect(totals).toMatchObject({
      ours: { billed: "95.58", consumed: "233.58" },
      bill: { billed: "99.74", consumed: "237.74" },
    })
    expect(states[0]).toMatchObject({ state: "open", count: 15, claimed: "4.16", eitherWay: "14.32" })
  })

  it.each(["en", "zh-CN"] as const)("prints in %s what the README shows, in 20 lines at most", (language) => {
    const lines = answerLines(played.statement, language, "node_modules/.cache/faceid-tally-month/faceid-tally.json")
    const readme = readFileSync(join(root, readmes[language]), "utf8")
    const [, shown] = /^```console\n\$ npm start\n([^]*?)^```$/m.exec(readme) ?? []
    expect(lines.join("\n").concat("\n")).toBe(shown)
    expect(lines.length).toBeLessThanOrEqual(20)
  })

  it("names commands that run", async () => {
    const lines = answerLines(played.statement, "en", played.config)
    const shown = lines.flatMap((line) => /faceid-tally\.js (.*?) +# /.exec(line)?.[1] ?? [])
    expect(shown).toHaveLength(3)
    for (const command of shown.slice(0, 2)) {
      const { code, out } = await runHere(command.split(" "), "en")
      expect([code, out.includes("2026-10")]).toEqual([1, true])
    }
  })
})

describe("the account bills of the month", () => {
  it("ask for what the FaceID bill does: every named line of the bridge is 0", () => {
    const { labels, accounts } = played.statement
    expect(labels.map(({ accountBill }) => [accountBill?.usage, accountBill?.price, accountBill?.cost])).toEqual(
      labels.map(({ bill }) => ["0.00", "0.00", bill.billed]),
    )
    expect(accounts.map(({ account, accountBill }) => [account, accountBill?.total, accountBill?.early])).toEqual([
      ["branch", "7.50", false],
      ["default", "92.24", false],
    ])
  })

  it("name each planted money error by its own line, and nothing else (F3.5)", async () => {
    const history = { from: "2026-10-01", days: 31, verificationsPerDay: 12, plants }
    const prices = await Effect.runPromise(pricesOf({ prices: join(root, "samples", "prices.json") }))
    const moneyPlants = { wrong_price: 1, missed_pack: 1, extra_usage: 1, wrong_adjustment: 1 }
    const simulator = await makeSimulator({
      seed: history.from,
      history,
      money: { prices, plants: moneyPlants },
    })
    const { money: planted } = simulator.truth()
    const files = await writeAccountBills(simulator, history, join(place.path, "wrong"), sharedText.en)
    await simulator.close()
    const books = ["--config", played.config, "--output", "json"]
    for (const account of ["default", "branch"]) {
      const file = files.find((name) => name.endsWith(`${account}-2026-10.xlsx`)) ?? ""
      const imports = ["bill", "import", file, "--account", account, ...books]
      const [first, again] = [await runHere(imports, "en"), await runHere(imports, "en")]
      expect([first.code, again.code]).toEqual([0, 0])
      const [one, same] = [first, again].map(({ out }) => JSON.parse(out).accountBills[0])
      expect(one).toMatchObject({ account, version: 2, isNew: true })
      expect(same).toMatchObject({ account, version: 2, isNew: false, digest: one.digest })
    }
    const { code, out } = await runHere(["statement", "2026-10", ...books], "en")
    const statement: StatementDocument = JSON.parse(out)
    const lines = [
      ...statement.labels.flatMap(({ account, label, accountBill }) => [
        { account, label, line: "usage", amount: accountBill?.usage },
        { account, label, line: "price", amount: accountBill?.price },
      ]),
      ...statement.accounts.flatMap(({ account, accountBill }) =>
        [
          ...(accountBill?.adjustments ?? []),
          ...(accountBill?.otherMonths ?? []),
          ...(accountBill?.otherComponents ?? []),
        ].map(({ cost }) => ({ account, label: null, line: "adjustment", amount: cost })),
      ),
    ].filter(({ amount }) => amount !== "0.00")
    const expected = planted.map(({ account, label, line, amount }) => ({ account, label, line, amount }))
    expect(new Set(lines.map((line) => JSON.stringify(line)))).toEqual(
      new Set(expected.map((line) => JSON.stringify(line))),
    )
    expect([code, planted.length]).toEqual([1, 4])
    // The numbers of the FaceID bill are what they were.
    expect(statement.totals).toEqual(played.statement.totals)
  })
})
