/** `collect` on the command line: every result that is due, once or until interrupted. */
import type { CommandSpec } from "../../spec/CommandSpec.ts"
import { flag, text } from "../../spec/optionKinds.ts"
import { dryRunOption, endpointOption, ledgerOptions, outputOptions } from "../../spec/sharedOptions.ts"

export const collectSpec = {
  name: "collect",
  about: { en: "Fetch every result that is due, oldest deadline first", "zh-CN": "拉取待取的结果，先取最快到期的" },
  positionals: {},
  options: {
    watch: flag({ en: "Go on until interrupted", "zh-CN": "持续运行，直到被中断" }),
    account: text("default", {
      en: "Fetch for this Tencent Cloud account only, by its name in the settings; by default for all",
      "zh-CN": "只拉取这个腾讯云账号（配置中的名称）的结果；不填则为所有账号",
    }),
    concurrency: text("20", { en: "How many results are asked for at a time", "zh-CN": "同时请求多少个结果" }),
    ...dryRunOption,
    ...outputOptions("table", "json"),
    ...ledgerOptions,
    ...endpointOption,
  },
  examples: [
    { line: "collect", en: "what is due now", "zh-CN": "拉取现在待取的结果" },
    { line: "collect --watch", en: "go on, for a service", "zh-CN": "作为服务持续运行" },
  ],
} satisfies CommandSpec
