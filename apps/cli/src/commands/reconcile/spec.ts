/** `reconcile` on the command line: results and the bill in, from files or from the ledger; every difference explained. */
import { both } from "@faceid-tally/report"

import type { CommandSpec } from "../../spec/CommandSpec.ts"
import { files, flag, oneOf, text } from "../../spec/optionKinds.ts"
import {
  accountOption,
  daysOptions,
  excelOption,
  ledgerOptions,
  outOption,
  outputOptions,
  quietOption,
  readingOptions,
  rulesOptions,
  strictOption,
  unitPriceOption,
} from "../../spec/sharedOptions.ts"

export const reconcileSpec = {
  name: "reconcile",
  about: {
    en: "Compare results with the bill and explain every difference",
    "zh-CN": "将核身结果与账单对账，并解释每一项差异",
  },
  synopsis: "reconcile [<results> <bill> | --results <files..> --bill <files..>]",
  positionals: {
    files: files("results", {
      en: "Two paths: the results, then the bill",
      "zh-CN": "两个路径：先核身结果，后账单",
    }),
  },
  pair: {
    options: ["results", "bill"],
    notTwo: both(
      (paths: ReadonlyArray<string>) =>
        `reconcile takes two paths, first the results, then the bill; ${paths.length === 1 ? `only ${paths[0]} is given` : `${paths.length} are given`}. For more: reconcile --results <files> --bill <files>.`,
      (paths) =>
        `reconcile 需要两个路径，先核身结果，后账单；${paths.length === 1 ? `只给出了 ${paths[0]}` : `给出了 ${paths.length} 个`}。文件较多时请用 reconcile --results <文件> --bill <文件>。`,
    ),
    withOptions: both(
      "reconcile takes two paths, or --results and --bill, not both.",
      "reconcile 可以直接给出两个路径，也可以用 --results 和 --bill，二者不能同时使用。",
    ),
  },
  options: {
    results: files("results", {
      en: "Results: files, folders, globs, or - for standard input",
      "zh-CN": "核身结果：文件、目录、通配符，或 - 表示标准输入",
    }),
    bill: files("bills", {
      en: "The provider's bill: files, folders, globs, or - for standard input",
      "zh-CN": "腾讯账户账单：文件、目录、通配符，或 - 表示标准输入",
    }),
    ...daysOptions,
    rule: text("1001", { en: "Only what has this RuleId", "zh-CN": "只对这个 RuleId" }),
    ...accountOption,
    ...rulesOptions,
    ...unitPriceOption,
    "allow-incomplete": flag({ en: "Accept a bill of which days are missing", "zh-CN": "接受缺少日期的账单" }),
    "no-keep": flag({
      en: "Only print the answer: keep no run and write nothing into the ledger",
      "zh-CN": "只输出结论：不保存本次对账，也不写入账本",
    }),
    by: oneOf(["rule", "channel", "edition"], {
      en: "Group the bill by this; channel and edition come from the rules in the settings",
      "zh-CN": "账单按所选项分组；channel 和 edition 取自配置中的 rules",
    }),
    ...outputOptions("table", "json", "csv", "ndjson", "xlsx"),
    ...outOption,
    ...excelOption,
    ...readingOptions,
    ...strictOption,
    ...quietOption,
    ...ledgerOptions,
    "as-of": text("2026-11-01", {
      en: "What the ledger held at that time, YYYY-MM-DD or ISO 8601 with offset",
      "zh-CN": "按账本当时的内容对账，YYYY-MM-DD 或带时区的 ISO 8601",
    }),
  },
  examples: [
    {
      line: "reconcile samples/month/results samples/month/bills --month 2026-10 --out october.xlsx",
      en: "a month as a workbook: whether the bill is right, why, and every discrepancy",
      "zh-CN": "一个月的 Excel 对账表：账单是否正确、差在哪里、每一项差异",
    },
    {
      line: "reconcile --results samples/month/results --bill samples/month/bills --from 2026-10-01 --to 2026-10-31 --unit-price 1.20",
      en: "a month against its bill, in yuan too",
      "zh-CN": "一个月的结果与账单对账，并折算金额",
    },
    {
      line: "reconcile --results samples/month/results --bill samples/month/bills --output csv --excel",
      en: "every discrepancy, for Excel",
      "zh-CN": "导出每一项差异，供 Excel 使用",
    },
  ],
} satisfies CommandSpec
