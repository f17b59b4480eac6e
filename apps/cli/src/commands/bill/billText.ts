/** What `bill` says, in both languages. */
import type { Language } from "@faceid-tally/report"

const en = {
  noSuchVersion: (version: number, known: ReadonlyArray<number>) =>
    `--versions: there is no version ${version} of this day's bill. There ${known.length === 1 ? "is" : "are"} ${known.join(", ")}.`,
}

const zhCN: typeof en = {
  noSuchVersion: (version, known) => `--versions：当天的账单没有版本 ${version}，现有版本 ${known.join("、")}。`,
}

export const billText: Readonly<Record<Language, typeof en>> = { en, "zh-CN": zhCN }
