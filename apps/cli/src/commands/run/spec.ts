/** `run list|show|repeat` on the command line: reconciliations that were kept. */
import type { CommandSpec, GroupSpec } from "../../spec/CommandSpec.ts"
import { file, requiredWord, text } from "../../spec/optionKinds.ts"
import { excelOption, ledgerOptions, outOption, outputOptions, unitPriceOption } from "../../spec/sharedOptions.ts"

export const runGroup: GroupSpec = {
  name: "run",
  about: { en: "Kept reconciliations", "zh-CN": "保存的对账" },
}

/** Which of them is meant. */
const id = requiredWord(text("1", { en: "The number of a run: see run list", "zh-CN": "对账编号：见 run list" }), {
  en: "name a run by its number",
  "zh-CN": "请给出对账编号",
})

export const runListSpec = {
  name: "run list",
  about: { en: "List the reconciliations that were kept", "zh-CN": "列出保存的对账" },
  positionals: {},
  options: {
    before: text("20", { en: "List only runs with a smaller number", "zh-CN": "只列出编号更小的对账" }),
    limit: text("50", { en: "How many to list, by default 50", "zh-CN": "最多列出多少个，默认 50" }),
    ...outputOptions("table", "json", "ndjson", "csv", "xlsx"),
    ...outOption,
    ...ledgerOptions,
  },
  examples: [{ line: "run list", en: "what was reconciled", "zh-CN": "做过哪些对账" }],
} satisfies CommandSpec

export const runShowSpec = {
  name: "run show",
  about: { en: "Show a kept reconciliation with its discrepancies", "zh-CN": "显示一次保存的对账及其差异" },
  positionals: { id },
  options: {
    ...unitPriceOption,
    ...outputOptions("table", "json", "ndjson", "csv", "xlsx"),
    ...outOption,
    ...excelOption,
    ...ledgerOptions,
  },
  examples: [{ line: "run show 1", en: "the first one, as it was seen then", "zh-CN": "第一次对账，如当时所见" }],
} satisfies CommandSpec

export const runRepeatSpec = {
  name: "run repeat",
  about: {
    en: "Repeat a reconciliation as of its seal: is the answer the same?",
    "zh-CN": "按当时存证的内容重新对账，看结论是否相同",
  },
  positionals: { id },
  options: {
    rules: file("rules.csv", {
      en: "The table of rules that the run was audited by, where that was one of your own",
      "zh-CN": "当时核查用的规则表，仅在用了自备规则表时需要",
    }),
    ...outputOptions("table", "json"),
    ...ledgerOptions,
  },
  examples: [{ line: "run repeat 1", en: "is its answer the same today?", "zh-CN": "结论今天还相同吗？" }],
} satisfies CommandSpec
