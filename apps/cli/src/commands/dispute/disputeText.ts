/** What `dispute` says beside what the pack says, in both languages. */
import type { Language } from "@faceid-tally/report"

const en = { needsOut: "name the file to write: --out pack.zip." }

const zhCN: typeof en = { needsOut: "请给出要写入的文件：--out pack.zip。" }

export const disputeText: Readonly<Record<Language, typeof en>> = { en, "zh-CN": zhCN }
