/** `config print|prices` on the command line: the settings that are in force. */
import type { CommandSpec, GroupSpec } from "../../spec/CommandSpec.ts"
import { text } from "../../spec/optionKinds.ts"
import { endpointOption, ledgerOptions, outputOptions } from "../../spec/sharedOptions.ts"

export const configGroup: GroupSpec = { name: "config", about: { en: "The settings", "zh-CN": "配置" } }

export const configPrintSpec = {
  name: "config print",
  about: { en: "Print the settings, with secrets masked", "zh-CN": "显示生效的配置，密钥已遮盖" },
  positionals: {},
  options: { ...ledgerOptions, ...endpointOption },
  examples: [{ line: "config print", en: "what is in force", "zh-CN": "生效的配置" }],
} satisfies CommandSpec

export const configPricesSpec = {
  name: "config prices",
  about: {
    en: "Show the price plan at each step, and what packs have left",
    "zh-CN": "显示价目在各阶梯处的金额，以及资源包余量",
  },
  positionals: {},
  options: {
    month: text("2026-10", {
      en: "The month whose prices are shown, YYYY-MM; by default this one",
      "zh-CN": "显示哪个月的价目，YYYY-MM；不填则为本月",
    }),
    ...outputOptions("table", "json"),
    ...ledgerOptions,
  },
  examples: [{ line: "config prices", en: "what each charge costs", "zh-CN": "每次计费的单价" }],
} satisfies CommandSpec
