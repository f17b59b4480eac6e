/** Each RuleId is audited by the edition that the settings give it; `--edition` goes before it, and a kept run keeps its own. */
import { writeFileSync } from "node:fs"
import { join } from "node:path"

import { afterAll, beforeAll, describe, expect, it } from "vitest"

import { temporaryFolder } from "./program.ts"
import { runHere } from "./runHere.ts"

const folder = temporaryFolder()
afterAll(() => folder[Symbol.dispose]())

const write = (name: string, value: unknown) => writeFileSync(join(folder.path, name), JSON.stringify(value))
/** Only of `plus`, a charge of code 2009 is free. */
const CODE = 2009
const AT = Date.parse("2026-10-05T10:00:00+08:00")
/** The last has no RuleId. */
const ruleIds = ["1001", "1002", "1003", undefined]
const settings = (rules: object) => write("faceid-tally.json", { ledger: "sqlite:books.db", rules })

const json = async (...args: ReadonlyArray<string>) => {
  const { out, err, code } = await runHere([...args, "--output", "json"], "en", { folder: folder.path })
  return { document: out === "" ? null : JSON.parse(out), err, code }
}
const day = ["--from", "2026-10-05", "--to", "2026-10-05"]
const files = ["--results", "results.json", "--bill", "bill.json"]

interface Item {
  readonly kind: string
  readonly ruleId: string | null
  readonly why: { readonly params: { readonly edition: string } }
}

/** Which RuleIds have a violation, and of which edition. */
const audited = async (...args: ReadonlyArray<string>): Promise<ReadonlyArray<string>> => {
  const { items }: { readonly items: ReadonlyArray<Item> } = (await json("reconcile", ...day, ...args)).document
  return items
    .filter(({ kind }) => kind === "rule_violation")
    .map(({ ruleId, why }) => `${ruleId} ${why.params.edition}`)
    .toSorted()
}

beforeAll(async () => {
  write(
    "results.json",
    ruleIds.map((RuleId, i) => ({
      BizToken: `b-${i}`,
      ...(RuleId !== undefined && { RuleId }),
      Response: { Text: { LivenessDetail: [{ Seq: `s-${i}`, ReqTime: AT + i, Errcode: CODE, IsNeedCharge: true }] } },
    })),
  )
  write("bill.json", {
    Date: "2026-10-05",
    Response: {
      HasNextPage: false,
      WeChatBillDetails: ruleIds.map((RuleId, i) => ({
        BizToken: `b-${i}`,
        ...(RuleId !== undefined && { RuleId }),
        ChargeDetails: [{ Seq: `s-${i}`, ReqTime: AT + i, ErrorCode: CODE, IsNeedCharge: true }],
      })),
    },
  })
  settings({})
  await json("import", "results.json")
  await json("bill", "import", "bill.json")
})

describe.each([
  ["files", files],
  ["the ledger", []],
])("from %s", (_, from) => {
  it("a RuleId is audited by its edition; one without, or with a name that has no rules, is not", async () => {
    settings({ 1001: { edition: "plus" }, 1002: { edition: "app" }, 1003: { edition: "标准版" } })
    expect(await audited(...from)).toEqual(["1001 plus"])
    settings({ 1001: { title: "App" } })
    expect(await audited(...from)).toEqual([])
  })

  it("an edition that is asked for goes before all of them", async () => {
    settings({ 1001: { edition: "app" }, 1002: { edition: "app" } })
    expect(await audited(...from, "--edition", "plus")).toEqual(["1001 plus", "1002 plus", "1003 plus", "null plus"])
    expect(await audited(...from, "--edition", "app")).toEqual([])
  })
})

describe("a kept run", () => {
  it("is repeated by its editions, whatever the settings say since, and names them", async () => {
    settings({ 1001: { edition: "plus" }, 1002: { edition: "app" } })
    await json("reconcile", ...day)
    const { runs } = (await json("run", "list")).document
    expect(runs[0]).toMatchObject({ edition: null, editions: { 1001: "plus", 1002: "app" } })
    settings({ 1002: { edition: "plus" } })
    expect((await json("run", "repeat", String(runs[0].id))).document).toMatchObject({ same: true, differences: [] })
  })
})

describe("the statement", () => {
  const month = ["statement", "2026-10"]
  const runOf = async (): Promise<number> => (await json(...month)).document.run.id
  it("is of a new run where the settings have other editions than the last; one that was asked for stays", async () => {
    settings({})
    const plain = await runOf()
    expect(await runOf()).toBe(plain)
    settings({ 1001: { edition: "plus" } })
    const byRule = await runOf()
    expect(byRule).toBeGreaterThan(plain)
    expect(await runOf()).toBe(byRule)
    await json("reconcile", "--month", "2026-10", "--edition", "app")
    expect(await runOf()).toBe(byRule + 1)
  })
})
