/** What `upgrade` says, in both languages. */
import type { Language } from "@faceid-tally/report"

const en = {
  upgraded: (from: number, to: number) => `The ledger is up to date: schema ${from} became ${to}.`,
  upToDate: (version: number) => `The ledger was up to date: schema ${version}.`,
}

const zhCN: typeof en = {
  upgraded: (from, to) => `账本已升级：表结构由版本 ${from} 升为 ${to}。`,
  upToDate: (version) => `账本已是最新，无需升级：表结构版本 ${version}。`,
}

export const upgradeText: Readonly<Record<Language, typeof en>> = { en, "zh-CN": zhCN }
