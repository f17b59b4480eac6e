/** What `explain` says, in both languages. */
import type { Language } from "@faceid-tally/report"

const en = {
  notACode: "A return code is an integer, for example 2016.",
}

const zhCN: typeof en = {
  notACode: "返回码是整数，例如 2016。",
}

export const explainText: Readonly<Record<Language, typeof en>> = { en, "zh-CN": zhCN }
