/** `remove` on the command line: whole months go from the ledger. */
import type { CommandSpec } from "../../spec/CommandSpec.ts"
import { required, text } from "../../spec/optionKinds.ts"
import { dryRunOption, ledgerOptions, outputOptions } from "../../spec/sharedOptions.ts"

export const removeSpec = {
  name: "remove",
  about: { en: "Remove whole months from the ledger, as a sealed act", "zh-CN": "从账本中移除整月数据，并留下存证" },
  synopsis: "remove --until <month> --head <head>",
  positionals: {},
  options: {
    until: required(
      text("2025-03", {
        en: "The last month to remove, YYYY-MM; all before it go too",
        "zh-CN": "要移除的最后一个月，YYYY-MM；更早的月份一并移除",
      }),
    ),
    head: required(
      text("<64 hex digits>", {
        en: "The head that belongs to your copy: what goes must be in a copy that it proves",
        "zh-CN": "与备份对应的存证哈希：移除的数据须已在备份中",
      }),
    ),
    ...dryRunOption,
    ...outputOptions("table", "json"),
    ...ledgerOptions,
  },
  examples: [
    {
      line: "remove --until 2025-03 --head <head>",
      en: "months that are backed up, by the head kept with the copy",
      "zh-CN": "移除已备份的月份，head 为备份时记下的存证哈希",
    },
  ],
} satisfies CommandSpec
