/** `bill pull|import|diff` on the command line: keeping the provider's bill. */
import type { CommandSpec, GroupSpec } from "../../spec/CommandSpec.ts"
import { files, requiredWord, text } from "../../spec/optionKinds.ts"
import {
  daysOptions,
  dryRunOption,
  endpointOption,
  ledgerOptions,
  outputOptions,
  quietOption,
  readingOptions,
  strictOption,
} from "../../spec/sharedOptions.ts"

export const billGroup: GroupSpec = {
  name: "bill",
  about: { en: "Keep the provider's bill", "zh-CN": "管理腾讯账户账单" },
}

export const billPullSpec = {
  name: "bill pull",
  about: { en: "Pull the provider's bill, day by day", "zh-CN": "逐日拉取腾讯账户账单" },
  synopsis: "bill pull --from <day> --to <day> | --month <month>",
  positionals: {},
  options: {
    ...daysOptions,
    account: text("default", {
      en: "Pull for this Tencent Cloud account only, by its name in the settings; by default for all",
      "zh-CN": "只拉取这个腾讯云账号（配置中的名称）的账单；不填则为所有账号",
    }),
    rule: text("1001", {
      en: "Pull only the lines of this RuleId; by default of all",
      "zh-CN": "只拉取这个 RuleId 的账单明细；不填则为全部",
    }),
    ...dryRunOption,
    ...outputOptions("table", "json"),
    ...ledgerOptions,
    ...endpointOption,
  },
  examples: [
    { line: "bill pull --from 2026-10-01 --to 2026-10-31", en: "the bill of a month", "zh-CN": "一个月的账单" },
  ],
} satisfies CommandSpec

export const billImportSpec = {
  name: "bill import",
  about: {
    en: "Store the bill of FaceID or an account bill (L3) in the ledger",
    "zh-CN": "将人脸核身账单或账户账单（明细账单 L3）存入账本",
  },
  positionals: {
    files: requiredWord(
      files("bills", {
        en: "The bill: files, folders, globs, or - for standard input; an account bill is one file a month",
        "zh-CN": "账单：文件、目录、通配符，或 - 表示标准输入；账户账单每月一个文件",
      }),
      { en: "name the files or folders with the bill to store", "zh-CN": "请给出要存入账本的账单文件或目录" },
    ),
  },
  options: {
    account: text("default", {
      en: "Of an account bill: the Tencent Cloud account, by its name in the settings; by default default",
      "zh-CN": "账户账单所属的腾讯云账号（配置中的名称）；不填则为 default",
    }),
    month: text("2026-10", {
      en: "Of an account bill: its month, YYYY-MM; by default as its rows say",
      "zh-CN": "账户账单的月份 YYYY-MM；不填则按账单内容判断",
    }),
    ...dryRunOption,
    ...outputOptions("table", "json"),
    ...readingOptions,
    ...strictOption,
    ...quietOption,
    ...ledgerOptions,
  },
  examples: [
    { line: "bill import bills", en: "pages that you have kept", "zh-CN": "存入您保留的账单" },
    {
      line: "bill import details-2026-10.csv",
      en: "an account bill: the bill details (L3) of a month",
      "zh-CN": "存入一个月的账户账单（明细账单 L3）",
    },
  ],
} satisfies CommandSpec

export const billDiffSpec = {
  name: "bill diff",
  about: {
    en: "Show what changed between two versions of a day's bill",
    "zh-CN": "显示某一天账单两个版本之间的变化",
  },
  positionals: {
    day: requiredWord(
      text("2026-10-01", { en: "The day of the bill, YYYY-MM-DD (+08:00)", "zh-CN": "账单日期 YYYY-MM-DD（东八区）" }),
      { en: "name a day", "zh-CN": "请给出日期" },
    ),
  },
  options: {
    account: text("default", {
      en: "The Tencent Cloud account of the bill, by its name in the settings; by default default",
      "zh-CN": "账单所属的腾讯云账号（配置中的名称）；不填则为 default",
    }),
    versions: text("1,2", {
      en: "Which two versions, for example 1,3; by default the last two",
      "zh-CN": "比较哪两个版本，例如 1,3；默认为最后两个",
    }),
    ...outputOptions("table", "json", "csv"),
    ...ledgerOptions,
  },
  examples: [
    { line: "bill diff 2026-10-01", en: "what the provider has changed since", "zh-CN": "腾讯云之后改了什么" },
  ],
} satisfies CommandSpec
