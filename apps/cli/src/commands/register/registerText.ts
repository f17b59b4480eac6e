/** What `register` says, in both languages. */
import type { BizTokenFault } from "@faceid-tally/core/engine"
import type { Language } from "@faceid-tally/report"

const en = {
  nothingRegistered: "Nothing was registered: mend what is told above, and register again.",
  nthBizToken: (n: number) => `BizToken ${n}`,
  notABizToken: {
    empty: "A BizToken is empty.",
    file: "This looks like a file or an address: name a file with --file; of an address give the BizToken alone.",
    several: "A BizToken has blanks in it: give several as words of their own, or in a file with --file.",
    other: "This is no BizToken, which is one word of at most 128 letters, digits, - and _.",
  } satisfies Readonly<Record<BizTokenFault, string>>,
  ruleNeeded: "The RuleId is missing: name it with --rule.",
  oneOrFile: "Give BizTokens, or - for standard input, or --file.",
}

const zhCN: typeof en = {
  nothingRegistered: "未登记任何 BizToken：请修正以上问题后重新登记。",
  nthBizToken: (n) => `第 ${n} 个 BizToken`,
  notABizToken: {
    empty: "BizToken 为空。",
    file: "这像是文件或网址：文件请用 --file 指定；网址请只取其中的 BizToken。",
    several: "BizToken 中有空白：多个 BizToken 请分开写，或放入文件用 --file 指定。",
    other: "这不是 BizToken：BizToken 是一个不超过 128 个字符的词，只含字母、数字、- 和 _。",
  },
  ruleNeeded: "缺少 RuleId：请用 --rule 指定。",
  oneOrFile: "请给出 BizToken、-（标准输入），或用 --file 指定文件；只能选一种。",
}

export const registerText: Readonly<Record<Language, typeof en>> = { en, "zh-CN": zhCN }
