/** What is said of a return code, in both languages. */
import { both, byLanguage } from "../language/both.ts"

export const explainText = byLanguage({
  unknownCode: both(
    (code: number) => `${code}: no table lists this code; whether it is charged is unknown.`,
    (code) => `${code}：没有任何规则表列出这个返回码，是否收费未知。`,
  ),
  readOn: both(
    (page: string, day: string) => `${page}, read on ${day}`,
    (page, day) => `${page}，${day} 查阅`,
  ),
  ownTable: both(
    (file: string) => file,
    (file) => file,
  ),
  audits: both(
    "What is billed is the flag IsNeedCharge; the rules only audit it.",
    "是否计费以 IsNeedCharge 为准，规则只用来核查。",
  ),
  columns: {
    edition: both("Edition", "版本"),
    readOn: both("Read on", "查阅日期"),
    ruling: both("Rule", "规则"),
    source: both("Source", "来源"),
  },
})
