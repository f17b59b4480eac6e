/** The published tables as they were handed over (charge-rules.csv), read line by line: the oracle of `publishedRules`. */
import { readFileSync } from "node:fs"

const [header, ...rows] = readFileSync(new URL("charge-rules.csv", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => line.split(","))

export const chargeTable: ReadonlyArray<Readonly<Record<string, string>>> = rows.map((cells) =>
  Object.fromEntries((header ?? []).map((name, i) => [name, cells[i] ?? ""])),
)

/** docs/provider.md: "Before 2021-07-19 the WeChat channels also charged 2007, 2009, 2010, 2011, 2012, 2013, 2014 and 2015." */
const chargedBefore = [2007, 2009, 2010, 2011, 2012, 2013, 2014, 2015]

/** Whether an edition charges a code on a day; null where its page does not list the code. */
export const isCharged = (edition: string, code: number, day: string | null): boolean | null => {
  if (edition === "wechat" && day !== null && day < "2021-07-19" && chargedBefore.includes(code)) return true
  const mark = chargeTable.find((row) => row["code"] === String(code))?.[edition] ?? ""
  return mark === "" ? null : mark === "y"
}
