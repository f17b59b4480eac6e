/** JSON output: the published schemas hold, the shape does not change unseen, and no language enters it. */
import { discrepancyKinds, incompleteReasons, whyCodes } from "@faceid-tally/core/engine"
import { describe, expect, it } from "vitest"

import { languages } from "./program.ts"
import { runHere } from "./runHere.ts"
import { faultsBy, schemaOf } from "./schemas.ts"

const month = ["--results", "samples/month/results", "--bill", "samples/month/bills"]
const inOctober = ["--from", "2026-10-01", "--to", "2026-10-31", "--edition", "plus"]

const documents: ReadonlyArray<readonly [schema: string, args: ReadonlyArray<string>]> = [
  ["count", ["count", "samples/provider/detect-info-1.json", "samples/provider/detect-info-2.json"]],
  ["count", ["count", "samples/month/results", "--edition", "plus", "--by", "errcode"]],
  ["count", ["count", "samples/month/results", "--by", "account"]],
  ["count", ["count", "samples/month/results", "--by", "rule", "--config", "apps/cli/test/settings.json"]],
  ["reconcile", ["reconcile", ...month, ...inOctober]],
  ["reconcile", ["reconcile", ...month, "--by", "channel", "--config", "apps/cli/test/settings.json"]],
  ["reconcile", ["reconcile", ...month, "--from", "2026-10-30", "--to", "2026-11-03", "--rule", "1"]],
  [
    "reconcile",
    ["reconcile", "--results", "samples/provider/detect-info-2.json", "--bill", "samples/provider/bill-page.json"],
  ],
  ["show", ["show", "6c18fa97-9298-49e3-8423-7f7e52019ead", "samples/provider/*.json"]],
  ["show", ["show", "nothing", "samples/provider/*.json"]],
  ["explain", ["explain", "2016"]],
  ["explain", ["explain", "4711", "--edition", "plus"]],
]

describe("json", () => {
  it.each(documents)("%s: %j", async (schema, args) => {
    const [inChinese, inEnglish] = await Promise.all(
      languages.map(async (language) => (await runHere([...args, "--output", "json", "--lang", language])).out),
    )
    expect(inChinese).toBe(inEnglish)
    const document: unknown = JSON.parse(inEnglish ?? "")
    expect(faultsBy(schema, document)).toEqual([])
    expect(shapeOf(document)).toMatchSnapshot()
  })

  it("the published samples count as documented", async () => {
    const count = async (...files: Array<string>) =>
      JSON.parse((await runHere(["count", ...files.map((file) => `samples/provider/${file}`), "--output", "json"])).out)
    expect(await count("detect-info-1.json")).toMatchObject({ attempts: 1, charges: 1 })
    expect(await count("detect-info-2.json")).toMatchObject({ attempts: 2, charges: 2 })
    expect(await count("detect-info-1.json", "detect-info-2.json")).toMatchObject({
      attempts: 2,
      charges: 2,
      conflicts: 1,
    })
  })

  it("ndjson has one group, or one item, on each line", async () => {
    const groups = lines((await runHere(["count", "samples/month/results", "--by", "day", "--output", "ndjson"])).out)
    for (const group of groups) expect(faultsBy("count", group, "#/$defs/group")).toEqual([])
    expect(groups.length).toBe(31)

    const document = JSON.parse((await runHere(["reconcile", ...month, ...inOctober, "--output", "json"])).out)
    const items = lines((await runHere(["reconcile", ...month, ...inOctober, "--output", "ndjson"])).out)
    for (const item of items) expect(faultsBy("reconcile", item, "#/$defs/item")).toEqual([])
    expect(items).toEqual(document.items)

    const [totals, ...rest] = lines((await runHere(["count", "samples/month/results", "--output", "ndjson"])).out)
    expect(faultsBy("count", totals)).toEqual([])
    expect(rest).toEqual([])
  })

  it("the schema names every code that the core has", () => {
    const { $defs, properties } = schemaOf("reconcile")
    expect($defs.item.properties.kind.enum).toEqual(discrepancyKinds)
    expect($defs.item.properties.why.properties.code.enum).toEqual(whyCodes)
    expect(properties.incomplete.items.properties.reason.enum).toEqual(incompleteReasons)
  })

  it("EveryImpactIsExplained", async () => {
    const { difference, explained, bill, ledger, items } = JSON.parse(
      (await runHere(["reconcile", ...month, ...inOctober, "--output", "json"])).out,
    )
    expect(explained).toBe(difference)
    expect(bill.charges - ledger.charges).toBe(difference)
    expect(items.reduce((sum: number, item: { impact: number }) => sum + item.impact, 0)).toBe(difference)
  })
})

const lines = (text: string): Array<unknown> =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line))

/** A document with each value replaced by its type, and each list by its first element. */
const shapeOf = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf)
  if (typeof value !== "object" || value === null) return value === null ? "null" : typeof value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]))
}
