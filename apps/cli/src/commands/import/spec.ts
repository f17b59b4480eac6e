/** `import` on the command line: results and attempt tables of files into the ledger. */
import type { CommandSpec } from "../../spec/CommandSpec.ts"
import { files, requiredWord } from "../../spec/optionKinds.ts"
import {
  dryRunOption,
  ledgerOptions,
  outputOptions,
  quietOption,
  readingOptions,
  strictOption,
} from "../../spec/sharedOptions.ts"

export const importSpec = {
  name: "import",
  about: { en: "Store results or attempt tables in the ledger", "zh-CN": "将核身结果或核验表存入账本" },
  positionals: {
    files: requiredWord(
      files("results", {
        en: "Results or attempt tables: files, folders, globs, or - for standard input",
        "zh-CN": "核身结果或核验表：文件、目录、通配符，或 - 表示标准输入",
      }),
      { en: "name the files or folders with results to store", "zh-CN": "请给出要存入账本的核身结果文件或目录" },
    ),
  },
  options: {
    ...dryRunOption,
    ...outputOptions("table", "json"),
    ...readingOptions,
    ...strictOption,
    ...quietOption,
    ...ledgerOptions,
  },
  examples: [{ line: "import results", en: "results that you have kept", "zh-CN": "存入您保留的结果" }],
} satisfies CommandSpec
