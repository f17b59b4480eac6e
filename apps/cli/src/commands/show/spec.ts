/** `show` on the command line: all that is known of one Seq or BizToken. */
import type { CommandSpec } from "../../spec/CommandSpec.ts"
import { files, requiredWord, text } from "../../spec/optionKinds.ts"
import { ledgerOptions, outputOptions, quietOption, readingOptions } from "../../spec/sharedOptions.ts"

export const showSpec = {
  name: "show",
  about: { en: "Show all that is known of one Seq or BizToken", "zh-CN": "显示一个 Seq 或 BizToken 的全部已知信息" },
  positionals: {
    id: requiredWord(text("<Seq>", { en: "A Seq or a BizToken", "zh-CN": "Seq 或 BizToken" }), {
      en: "name a Seq or a BizToken",
      "zh-CN": "请给出 Seq 或 BizToken",
    }),
    files: files("results", {
      en: "Results and bills to look in: files, folders, globs, or - for standard input; by default the ledger",
      "zh-CN": "要查找的核身结果和账单：文件、目录、通配符，或 - 表示标准输入；不填则查账本",
    }),
  },
  options: { ...outputOptions("table", "json"), ...readingOptions, ...quietOption, ...ledgerOptions },
  examples: [
    {
      line: "show 6c18fa97-9298-49e3-8423-7f7e52019ead samples/provider/*.json",
      en: "one attempt, in results and bill",
      "zh-CN": "查看一次核验的结果与账单",
    },
  ],
} satisfies CommandSpec
