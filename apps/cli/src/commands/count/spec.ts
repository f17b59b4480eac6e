/** `count` on the command line: results in, charges out. */
import type { CommandSpec } from "../../spec/CommandSpec.ts"
import { files, oneOf, requiredWord } from "../../spec/optionKinds.ts"
import {
  configOption,
  daysOptions,
  outOption,
  outputOptions,
  quietOption,
  readingOptions,
  rulesOptions,
  strictOption,
} from "../../spec/sharedOptions.ts"

export const countSpec = {
  name: "count",
  about: { en: "Count the charges in results", "zh-CN": "统计核身结果中的计费次数" },
  positionals: {
    files: requiredWord(
      files("results", {
        en: "Results or attempt tables: files, folders, globs, or - for standard input",
        "zh-CN": "核身结果或核验表：文件、目录、通配符，或 - 表示标准输入",
      }),
      { en: "name the files or folders to count", "zh-CN": "请给出要统计的文件或目录" },
    ),
  },
  options: {
    by: oneOf(["day", "rule", "errcode", "token", "account", "channel", "edition"], {
      en: "Group by this; channel and edition come from the rules in the settings",
      "zh-CN": "按所选项分组统计；channel 和 edition 取自配置中的 rules",
    }),
    ...daysOptions,
    ...outputOptions("table", "json", "csv", "ndjson", "xlsx"),
    ...outOption,
    ...rulesOptions,
    ...readingOptions,
    ...strictOption,
    ...quietOption,
    ...configOption,
  },
  examples: [
    {
      line: "count samples/month/results --edition plus",
      en: "charges of a month, and what the rules of Plus say of those without a charge flag",
      "zh-CN": "统计一个月的计费次数，并按 Plus 规则核查未标明是否计费的部分",
    },
    {
      line: "count samples/month/results --by day --output csv",
      en: "per day, as CSV",
      "zh-CN": "按日期统计，输出 CSV",
    },
  ],
} satisfies CommandSpec
