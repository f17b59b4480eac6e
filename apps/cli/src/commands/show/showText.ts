/** What `show` says, in both languages. */
import type { Language } from "@faceid-tally/report"

const en = {
  fileAsId: (file: string) => `${file} is a file: name the Seq or BizToken first, as in show <id> ${file}.`,
}

const zhCN: typeof en = {
  fileAsId: (file) => `${file} 是文件：请先给出 Seq 或 BizToken，例如 show <id> ${file}。`,
}

export const showText: Readonly<Record<Language, typeof en>> = { en, "zh-CN": zhCN }
