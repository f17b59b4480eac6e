/** What `verify` says, in both languages. */
import type { Language } from "@faceid-tally/report"

const en = {
  receiptNeeded: "--of says what kind of row --receipt names: give both.",
}

const zhCN: typeof en = {
  receiptNeeded: "--of 说明 --receipt 指的是哪种行：请同时给出。",
}

export const verifyText: Readonly<Record<Language, typeof en>> = { en, "zh-CN": zhCN }
