/** `status` on the command line: where the ledger stands. */
import type { CommandSpec } from "../../spec/CommandSpec.ts"
import { oneOf } from "../../spec/optionKinds.ts"
import { accountOption, daysOptions, ledgerOptions, outputOptions } from "../../spec/sharedOptions.ts"

export const statusSpec = {
  name: "status",
  about: {
    en: "Show where the ledger stands: BizTokens, deadlines, days",
    "zh-CN": "显示账本现状：BizToken、期限、每日情况",
  },
  positionals: {},
  options: {
    ...daysOptions,
    ...accountOption,
    by: oneOf(["rule", "channel", "edition"], {
      en: "Our charges grouped by this, in place of days; channel and edition come from the rules in the settings",
      "zh-CN": "不按日期，按所选项统计我方计费；channel 和 edition 取自配置中的 rules",
    }),
    ...outputOptions("table", "json", "csv"),
    ...ledgerOptions,
  },
  examples: [
    { line: "status --from 2026-10-01 --to 2026-10-31", en: "a month at a glance", "zh-CN": "一个月的概况" },
    {
      line: "status --from 2026-10-01 --to 2026-10-31 --by channel",
      en: "our charges per channel, as the settings name them",
      "zh-CN": "按配置中的渠道统计我方计费",
    },
  ],
} satisfies CommandSpec
